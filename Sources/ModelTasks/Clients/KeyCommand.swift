import Basics
import Foundation
import JSON
import Models
import Synchronization

/// A key that a program prints, such as `gcloud auth print-access-token`: asked for when it is needed,
/// and again once it has expired or was not accepted.
///
/// The program is started with its arguments as they are, by no shell. What it prints is a key, and is
/// written nowhere; what it says of errors is not read.
final class KeyCommand: Sendable {
  /// A program that prints nothing for so long is stopped.
  static let longestWait = 30.0
  /// A key is asked for anew so long before it expires, in milliseconds.
  private static let margin: Int64 = 60_000

  private struct State {
    var key: PrintedKey?
    var isRunning: Task<PrintedKey, any Error>?
    /// Every key that was printed, so that none is shown.
    var printed: [String] = []
  }

  private let arguments: [String]
  private let environment: [String: String]
  private let state = Mutex(State())

  /// - Parameter arguments: the program, looked for in `PATH` unless it is a path, and its arguments.
  init(_ arguments: [String], environment: [String: String]) {
    self.arguments = arguments
    self.environment = environment
  }

  /// Every key that was printed.
  var secrets: [String] { state.withLock(\.printed) }

  /// The key, from the program where none is known.
  /// - Throws: ``KeyCommandError``.
  func key(at now: Timestamp) async throws -> String {
    let task = state.withLock { state -> Task<PrintedKey, any Error>? in
      if let key = state.key, key.isGood(at: now, margin: Self.margin) { return nil }
      if let running = state.isRunning { return running }
      let task = Task { [arguments, environment] in
        let output = try await CommandOutput.of(
          arguments,
          environment: environment,
          seconds: Self.longestWait
        )
        return try PrintedKey(output, of: arguments.first ?? "", at: now)
      }
      state.isRunning = task
      return task
    }
    guard let task else { return state.withLock { $0.key?.key ?? "" } }
    do {
      let printed = try await task.value
      state.withLock { state in
        state.key = printed
        state.isRunning = nil
        if !state.printed.contains(printed.key) { state.printed.append(printed.key) }
      }
      return printed.key
    } catch {
      state.withLock { $0.isRunning = nil }
      throw error
    }
  }

  /// Forgets a key that was not accepted.
  func reject(_ key: String) {
    state.withLock { if $0.key?.key == key { $0.key = nil } }
  }
}

/// Why a program gave no key.
struct KeyCommandError: Error, Hashable, CustomStringConvertible {
  var program: String
  var problem: Problem

  enum Problem: Hashable {
    case notFound
    case ended(status: Int32)
    case tookTooLong
    case printedNoKey
  }

  var description: String {
    let what =
      switch problem {
      case .notFound: "was not found, or cannot be run"
      case .ended(let status): "ended with \(status)"
      case .tookTooLong: "printed no key within \(Int(KeyCommand.longestWait)) seconds"
      case .printedNoKey:
        "printed no key: a key is one word, or JSON with 'token' or 'access_token'"
      }
    return "'\(program)' of 'key_command' \(what). Run the command yourself to see what it says."
  }
}

/// A key as a program prints it: a word, or an object that says when it expires.
struct PrintedKey: Hashable, Sendable {
  var key: String
  var expires: Timestamp?

  /// - Throws: ``KeyCommandError`` where there is no key in it.
  init(_ output: String, of program: String, at now: Timestamp) throws(KeyCommandError) {
    let text = output.trimmingBlankEnds
    key = text
    if text.hasPrefix("{"), let answer = try? JSONValue(parsing: text) {
      // Kubernetes' credential plugins put both into 'status'.
      let object = answer["status"] ?? answer
      let names = ["token", "access_token", "accessToken"]
      key = names.lazy.compactMap { object[$0]?.stringValue }.first ?? ""
      expires = Self.expiry(object, at: now)
    }
    guard !key.isEmpty, key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw KeyCommandError(program: program, problem: .printedNoKey)
    }
  }

  func isGood(at now: Timestamp, margin: Int64) -> Bool {
    expires.map { $0.rawValue - margin > now.rawValue } ?? true
  }

  private static func expiry(_ object: JSONValue, at now: Timestamp) -> Timestamp? {
    if let seconds = object["expires_in"]?.wholeNumber {
      return now.advanced(byMilliseconds: Int64(seconds) * 1000)
    }
    for name in ["expires_on", "expires_at", "expirationTimestamp"] {
      guard let value = object[name] else { continue }
      if let seconds = value.wholeNumber ?? value.stringValue.flatMap({ Int($0) }) {
        return Timestamp(rawValue: Int64(seconds) * 1000)
      }
      if let date = value.stringValue.flatMap({ try? Date($0, strategy: .iso8601) }) {
        return Timestamp(rawValue: Int64(date.timeIntervalSince1970 * 1000))
      }
    }
    return nil
  }
}

/// What only one of several may do.
private final class First: Sendable {
  private let taken = Mutex(false)

  var isTaken: Bool { taken.withLock { $0 } }

  /// - Returns: whether nobody had taken it.
  func take() -> Bool {
    taken.withLock { taken in
      defer { taken = true }
      return !taken
    }
  }
}

/// What a program prints.
private enum CommandOutput {
  /// A key is short; a program that prints more is not asked for one.
  private static let longest = 65_536

  /// - Throws: ``KeyCommandError``.
  static func of(
    _ arguments: [String],
    environment: [String: String],
    seconds: Double
  ) async throws -> String {
    let name = arguments.first ?? ""
    func failed(_ problem: KeyCommandError.Problem) -> KeyCommandError {
      KeyCommandError(program: name, problem: problem)
    }
    guard let program = path(of: name, environment) else { throw failed(.notFound) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = Array(arguments.dropFirst())
    process.environment = environment
    process.standardInput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    let pipe = Pipe()
    process.standardOutput = pipe
    do { try process.run() } catch { throw failed(.notFound) }
    let id = process.processIdentifier
    let reader = pipe.fileHandleForReading
    let outcome: Result<String, KeyCommandError> = await withCheckedContinuation { continuation in
      let first = First()
      @Sendable func end(_ result: Result<String, KeyCommandError>) {
        if first.take() { continuation.resume(returning: result) }
      }
      Thread.detachNewThread {
        let data = (try? reader.readToEnd()) ?? Data()
        process.waitUntilExit()
        let status = process.terminationStatus
        if status != 0 {
          end(.failure(KeyCommandError(program: name, problem: .ended(status: status))))
        } else if data.count > longest {
          end(.failure(KeyCommandError(program: name, problem: .printedNoKey)))
        } else {
          end(.success(String(decoding: data, as: UTF8.self)))
        }
      }
      DispatchQueue.global().asyncAfter(deadline: .now() + seconds) {
        guard !first.isTaken else { return }
        kill(id, SIGKILL)
        end(.failure(KeyCommandError(program: name, problem: .tookTooLong)))
      }
    }
    return try outcome.get()
  }

  /// Where a program is: a path as it is, a name as `PATH` has it.
  private static func path(of name: String, _ environment: [String: String]) -> String? {
    let files = FileManager.default
    if name.contains("/") { return files.isExecutableFile(atPath: name) ? name : nil }
    return (environment["PATH"] ?? "").split(separator: ":").lazy.map { "\($0)/\(name)" }
      .first { files.isExecutableFile(atPath: $0) }
  }
}
