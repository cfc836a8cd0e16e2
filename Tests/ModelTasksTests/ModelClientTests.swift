import ModelFixtures
import ModelTasks
import Testing

@Suite struct ModelClientTests {
  /// What connecting such a model throws; the body must not run.
  private func failure(_ environment: [String: String]) async -> (any Error)? {
    do {
      try await ModelClient.withClients(
        for: [PlainModel("free"), PlainModel("paid", keyVariable: "PAID_KEY")],
        environment: environment
      ) { _ in _ = Issue.record("somebody was connected") }
      return nil
    } catch {
      return error
    }
  }

  @Test(arguments: [[:], ["PAID_KEY": ""], ["PAID_KEY": " \n"], ["OTHER_KEY": "sk-1"]])
  func `a key that is not set is an error before anything is asked`(
    environment: [String: String]
  ) async throws {
    let error = try #require(await failure(environment) as? KeyError)
    #expect(error.client == "paid")
    #expect(error.problem == .notSet(variable: "PAID_KEY"))
    #expect(error.description.contains("'paid' takes its key from PAID_KEY, which is not set."))
  }

  @Test(arguments: ["sk-secret\n1", "sk-secret 1", "sk-secret\u{0}", "sk-sécret"])
  func `a key that no header can hold is an error, and is not printed`(key: String) async throws {
    let error = try #require(await failure(["PAID_KEY": key]) as? KeyError)
    #expect(!"\(error)\(String(reflecting: error))".contains("cret"))
  }

  @Test func `an address that holds a key is refused before anything is sent, and not printed`()
    async throws
  {
    let model = PlainModel(endpoint: "http://127.0.0.1:9/v1?key=sk-secret-1")
    let error = await #expect(throws: KeyError.self) {
      try await ModelClient.withClients(for: [model], environment: [:]) { _ in }
    }
    #expect(error?.problem == .inAddress(place: "in the parameter 'key'"))
    #expect(error?.description.contains("sk-secret") == false)
  }

  @Test func `a key is taken without the line end that a file leaves on it`() async throws {
    let received = try await ScriptedServer.playing([.answer(completion("{}"))]) {
      server,
      endpoint in
      _ = try await ModelClient.withClients(
        for: [PlainModel(endpoint: endpoint, keyVariable: "PAID_KEY")],
        environment: ["PAID_KEY": "sk-1\n"]
      ) { try await $0[0].source.ask() }
      return server.received
    }
    #expect(received.map { $0.headers["authorization"] } == [["Bearer sk-1"]])
  }

  @Test func `a slash at the end of the endpoint changes nothing`() async throws {
    let received = try await ScriptedServer.playing([.answer(completion("{}"))]) {
      server,
      endpoint in
      _ = try await ModelClient.withClients(
        for: [PlainModel(endpoint: endpoint + "/")],
        environment: [:]
      ) {
        try await $0[0].source.ask()
      }
      return server.received
    }
    #expect(received.map(\.path) == ["/v1/chat/completions"])
  }

  @Test(arguments: ["", "not an address", "ftp://127.0.0.1/v1", "127.0.0.1/v1"])
  func `an address that cannot be one is a failure that retrying cannot help`(
    endpoint: String
  ) async throws {
    let exchange = try await ModelClient.withClients(
      for: [PlainModel(endpoint: endpoint)],
      environment: [:]
    ) { try await $0[0].source.ask() }
    guard case .failed(.misconfigured) = exchange else { throw Unexpected(exchange) }
  }
}
