import AnnotationCore
import ModelReview
import Testing

@Suite struct JurySeatTests {
  /// What seating such a juror throws; the body must not run.
  private func failure(_ environment: [String: String]) async -> (any Error)? {
    do {
      try await JuryRun.withSeats(
        for: [juror("free"), juror("paid", keyVariable: "PAID_KEY")],
        environment: environment
      ) { _ in _ = Issue.record("somebody was seated") }
      return nil
    } catch {
      return error
    }
  }

  @Test(arguments: [[:], ["PAID_KEY": ""], ["PAID_KEY": " \n"], ["OTHER_KEY": "sk-1"]])
  func `a key that is not set is an error before anything is asked`(
    environment: [String: String]
  ) async throws {
    let error = try #require(await failure(environment) as? SeatError)
    #expect([error.juror, error.variable] == ["paid", "PAID_KEY"])
    #expect(error.description.contains("'paid' takes its key from PAID_KEY, which is not set."))
  }

  @Test(arguments: ["sk-secret\n1", "sk-secret 1", "sk-secret\u{0}", "sk-sécret"])
  func `a key that no header can hold is an error, and is not printed`(key: String) async throws {
    let error = try #require(await failure(["PAID_KEY": key]) as? SeatError)
    #expect(!"\(error)\(String(reflecting: error))".contains("cret"))
  }

  @Test func `a key is taken without the line end that a file leaves on it`() async throws {
    let received = try await ScriptedServer.playing([.answer(completion("{}"))]) {
      server,
      endpoint in
      let prompt = try ReviewPrompter(promptedGuideline()).prompt(for: equalItem("a"))
      _ = try await JuryRun.withSeats(
        for: [juror(endpoint: endpoint, keyVariable: "PAID_KEY")],
        environment: ["PAID_KEY": "sk-1\n"]
      ) { try await $0[0].source.ask(prompt, about: equalItem("a")) }
      return server.received
    }
    #expect(received.map { $0.headers["authorization"] } == [["Bearer sk-1"]])
  }

  @Test func `a slash at the end of the endpoint changes nothing`() async throws {
    let received = try await ScriptedServer.playing([.answer(completion("{}"))]) {
      server,
      endpoint in
      let prompt = try ReviewPrompter(promptedGuideline()).prompt(for: equalItem("a"))
      _ = try await JuryRun.withSeats(for: [juror(endpoint: endpoint + "/")], environment: [:]) {
        try await $0[0].source.ask(prompt, about: equalItem("a"))
      }
      return server.received
    }
    #expect(received.map(\.path) == ["/v1/chat/completions"])
  }

  @Test(arguments: ["", "not an address", "ftp://127.0.0.1/v1", "127.0.0.1/v1"])
  func `an address that cannot be one is a failure that no try mends`(
    endpoint: String
  ) async throws {
    let prompt = try ReviewPrompter(promptedGuideline()).prompt(for: equalItem("a"))
    let exchange = try await JuryRun.withSeats(
      for: [juror(endpoint: endpoint)],
      environment: [:]
    ) { try await $0[0].source.ask(prompt, about: equalItem("a")) }
    guard case .failed(.misconfigured) = exchange else { throw Unexpected(exchange) }
  }
}
