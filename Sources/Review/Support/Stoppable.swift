import CommandLineKit
import Dispatch
import Glibc

/// Does work until it is done, or until ^C or SIGTERM, which is a good end too.
func stoppable(
  _ monitor: JuryMonitor,
  _ work: @escaping @Sendable () async throws -> Void
) async throws {
  let work = Task { try await work() }
  let signals = [SIGINT, SIGTERM].map { number in
    signal(number, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: number)
    source.setEventHandler { work.cancel() }
    source.resume()
    return source
  }
  defer {
    for source in signals { source.cancel() }
    monitor.finish(at: now())
  }
  do { try await work.value } catch is CancellationError {
    printError("Stopped. The next run continues from here.")
  }
}
