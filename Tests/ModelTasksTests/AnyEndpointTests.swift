import Basics
import Foundation
import JSON
import ModelFixtures
import Models
import Testing

@testable import ModelTasks

/// What a jury file can say of an endpoint, against a fake server.
@Suite(.timeLimit(.minutes(1))) struct AnyEndpointTests {
  private struct Named: NamedModel {
    var name = "one"
    var model: ModelConfiguration
  }

  private static let secret = "sk-value-0123456789"

  private func ask(
    _ script: [ScriptedServer.Play] = [.answer(completion(goodReply))],
    environment: [String: String] = ["KEY": "sk-key-1", "VALUE": secret],
    sampling: SamplingParameters = .init(temperature: 0, seed: 3),
    path: String = "",
    times: Int = 1,
    _ change: (inout ModelEndpoint) -> Void
  ) async throws -> (exchanges: [Exchange], received: [ScriptedServer.Received]) {
    try await ScriptedServer.playing(script) { server, address in
      var endpoint = ModelEndpoint(address: address + path, model: "m")
      change(&endpoint)
      let model = Named(
        model: .init(
          provider: .endpoint(endpoint),
          sampling: sampling,
          limits: .init(concurrency: 1, retries: 0)
        )
      )
      let exchanges = try await ModelClient.withClients(for: [model], environment: environment) {
        var exchanges: [Exchange] = []
        for _ in 0..<times { exchanges.append(try await $0[0].source.ask()) }
        return exchanges
      }
      return (exchanges, server.received)
    }
  }

  @Test func `headers, parameters and members are sent, with the environment's values`()
    async throws
  {
    let asked = try await ask(path: "/chat/completions?v=1") { endpoint in
      endpoint.additions = .init(
        headers: ["X-Team": "values", "X-Token": "Bearer ${VALUE}"],
        query: ["api-version": "2024-10-21"],
        body: #"{"top_p":0.5,"provider":{"order":["a"]},"metadata":{"who":"${VALUE}"}}"#
      )
    }
    let received = try #require(asked.received.first)
    #expect(received.path == "/v1/chat/completions?v=1&api-version=2024-10-21")
    #expect(received.headers["x-team"] == ["values"])
    #expect(received.headers["x-token"] == ["Bearer \(Self.secret)"])
    let body = try JSONValue(parsing: received.body)
    #expect(body["top_p"] == .double(0.5))
    #expect(body["provider"]?["order"]?.strings == ["a"])
    #expect(body["metadata"]?["who"]?.stringValue == Self.secret)
  }

  @Test func `what is added overrides nothing that decides a verdict`() async throws {
    let asked = try await ask { endpoint in
      endpoint.additions = .init(body: #"{"model":"other","temperature":2,"messages":[]}"#)
    }
    let body = try JSONValue(parsing: asked.received.first?.body ?? "")
    #expect(body["model"]?.stringValue == "m")
    #expect(body["temperature"] != .int(2))
    #expect(body["messages"]?.elements?.count == 2)
  }

  @Test func `what is added makes another request`() throws {
    func hash(_ change: (inout ModelEndpoint) -> Void) -> String {
      var endpoint = ModelEndpoint(address: "http://h/v1", model: "m")
      change(&endpoint)
      let task = ModelTask(key: TaskKey(subject: "a"), sample: 0, prompt: PlainPrompt())
      return RequestForm(endpoint, sampling: .init()).planned(task).hash
    }
    let hashes = [
      hash { _ in }, hash { $0.additions = .init(headers: ["a": "b"]) },
      hash { $0.additions = .init(query: ["a": "b"]) },
      hash { $0.additions = .init(body: #"{"top_p":1}"#) }, hash { $0.system = .user },
    ]
    #expect(Set(hashes).count == hashes.count)
    #expect(hash { $0.keyHeader = "api-key" } == hashes[0])
  }

  @Test func `a value of the environment that a server sends back is not kept`() async throws {
    let asked = try await ask([.answer(401, #"{"error":{"message":"no \#(Self.secret)"}}"#)]) {
      $0.additions = .init(headers: ["X-Token": "${VALUE}"])
    }
    let kept = String(reflecting: asked.exchanges)
    #expect(kept.contains("[key]"))
    #expect(!kept.contains(Self.secret))
  }

  @Test func `a variable that is not set is an error before anything is asked`() async throws {
    let error = await #expect(throws: KeyError.self) {
      try await ask(environment: [:]) { $0.additions = .init(headers: ["X-Token": "${VALUE}"]) }
    }
    #expect(error?.problem == .valueNotSet(variable: "VALUE"))
    #expect(error?.description.contains("${VALUE}") == true)
  }

  @Test func `a key goes into the header that takes it, as it is`() async throws {
    let asked = try await ask { endpoint in
      endpoint.keyVariable = "KEY"
      endpoint.keyHeader = "api-key"
    }
    #expect(asked.received.first?.headers["api-key"] == ["sk-key-1"])
    #expect(asked.received.first?.headers["authorization"] == nil)
  }

  @Test func `the system prompt may stand before the user's`() async throws {
    let asked = try await ask { $0.system = .user }
    let body = try JSONDecoder().decode(
      SentBody.self,
      from: Data((asked.received.first?.body ?? "").utf8)
    )
    #expect(body.messages == [.init(role: "user", content: "Judge.\n\nThis.")])
  }

  @Test func `a server that knows no system role is asked without one`() async throws {
    let no =
      #"{"object":"error","message":"System role not supported","type":"BadRequestError","param":null,"code":400}"#
    let asked = try await ask(
      [.answer(400, no), .answer(completion(goodReply))],
      times: 2
    ) { _ in }
    #expect(asked.exchanges.first == .failed(.unsupportedParameter("system_role")))
    #expect(asked.received.map { $0.body.contains(#""role":"system""#) } == [true, false])
    #expect(asked.received.last?.body.contains(#"Judge.\n\nThis."#) == true)
  }

  @Test func `requests go through the environment's proxy`() async throws {
    let secret = "proxy-secret-1"
    let (exchange, received) = try await ScriptedServer.playing([.answer(403, secret)]) {
      server,
      address in
      let port = try #require(URL(string: address)?.port)
      let exchange = try await ModelClient.withClients(
        for: [PlainModel(endpoint: "http://model.invalid/v1")],
        environment: ["http_proxy": "http://me:\(secret)@127.0.0.1:\(port)"]
      ) { try await $0[0].source.ask() }
      return (exchange, server.received)
    }
    // The proxy is asked to connect, and says no here.
    #expect(received.map(\.path) == ["model.invalid:80"])
    #expect(received.first?.headers["proxy-authorization"]?.count == 1)
    guard case .failed(.connection(let why)) = exchange else { throw Unexpected(exchange) }
    #expect(!why.contains(secret))
  }

  @Test(arguments: [("authority.pem", true), ("elsewhere.pem", false)])
  func `the environment names whom to trust`(file: String, isTrusted: Bool) async throws {
    let exchange = try await ScriptedServer.playing(
      [.answer(completion(goodReply))],
      certificate: "here"
    ) { _, endpoint in
      try await ModelClient.withClients(
        for: [PlainModel(endpoint: endpoint)],
        environment: ["SSL_CERT_FILE": ScriptedServer.file(file)]
      ) { try await $0[0].source.ask() }
    }
    let isReply = if case .reply = exchange { true } else { false }
    #expect(isReply == isTrusted)
  }

  @Test func `a file of the environment without certificates is an error that names the variable`()
    async throws
  {
    let error = await #expect(throws: CertificateError.self) {
      try await ModelClient.withClients(
        for: [PlainModel()],
        environment: ["SSL_CERT_FILE": "/nowhere.pem"]
      ) { _ in }
    }
    #expect(error?.description.contains("SSL_CERT_FILE names a PEM file") == true)
  }

  // MARK: Keys that a program prints

  private static let path = ["PATH": "/usr/bin:/bin"]

  @Test func `a program's key is asked for once, and again after a 401`() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let count = folder.appendingPathComponent("count").path
    // The words `$1` and `; x` are arguments, and no shell's.
    let script = #"echo x >> "$1"; echo "token-value-$(wc -l < "$1")""#
    let good = ScriptedServer.Play.answer(completion(goodReply))
    let asked = try await ask(
      [good, good, .answer(401, #"{"error":{"message":"expired token-value-1"}}"#), good],
      environment: Self.path,
      times: 3
    ) { $0.keyCommand = ["sh", "-c", script, "sh", count] }
    #expect(
      asked.received.map { $0.headers["authorization"] ?? [] }
        == [1, 1, 1, 2].map { ["Bearer token-value-\($0)"] }
    )
    #expect(asked.exchanges.allSatisfy { if case .reply = $0 { true } else { false } })
  }

  @Test func `a program's key that a server sends back is not kept`() async throws {
    let no = ScriptedServer.Play.answer(403, #"{"error":{"message":"no token-value-7"}}"#)
    let asked = try await ask([no], environment: Self.path) {
      $0.keyCommand = ["echo", "token-value-7"]
    }
    #expect(!String(reflecting: asked.exchanges).contains("token-value-7"))
  }

  @Test(arguments: [
    (["no-such-program"], "was not found"), (["false"], "ended with 1"),
    (["true"], "printed no key"), (["echo", "two words"], "printed no key"),
    (["echo", "; echo sk-1"], "printed no key"),
  ])
  func `a program that gives no key is a failure that does not quote it`(
    command: [String],
    problem: String
  ) async throws {
    let asked = try await ask([], environment: Self.path) { $0.keyCommand = command }
    guard case .failed(.misconfigured(let why)) = asked.exchanges.first else {
      throw Unexpected(asked.exchanges[0])
    }
    #expect(why.contains(problem))
    #expect(!why.contains("two words") && !why.contains("sk-1"))
    #expect(asked.received.isEmpty)
  }

  @Test(
    arguments: [
      ("token-1\n", "token-1", nil),
      (#"{"access_token":"t","expires_in":3599}"#, "t", 3_599_000),
      (
        #"{"accessToken":"t","expiresOn":"2026-01-01 00:00:00.000","expires_on":1800}"#, "t",
        1_800_000
      ),
      (
        #"{"kind":"ExecCredential","status":{"token":"t","expirationTimestamp":"1970-01-01T00:30:00Z"}}"#,
        "t", 1_800_000
      ),
    ] as [(String, String, Int64?)]
  )
  func `a key is a word, or an object that says when it expires`(
    output: String,
    key: String,
    expires: Int64?
  ) throws {
    let printed = try PrintedKey(output, of: "p", at: .init(rawValue: 0))
    #expect(printed.key == key)
    #expect(printed.expires?.rawValue == expires)
  }

  // MARK: What is known of providers

  /// Each entry's request, as its provider would receive it.
  @Test(arguments: ProviderEntry.all)
  func `each entry's requests go where its provider takes them`(entry: ProviderEntry) async throws {
    let reply =
      switch entry.wire {
      case .anthropic:
        #"{"model":"m","content":[{"type":"text","text":"{}"}],"stop_reason":"end_turn"}"#
      case .gemini: #"{"candidates":[{"content":{"parts":[{"text":"{}"}]},"finishReason":"STOP"}]}"#
      case .chat, .responses, .decisions: completion(goodReply)
      }
    let variable = entry.keyVariable ?? "NONE"
    let sampling = SamplingParameters(
      temperature: 0.5,
      seed: 3,
      maximumTokens: 9,
      logProbabilities: 2
    )
    let asked = try await ask(
      [.answer(reply)],
      environment: Self.path.merging([variable: "sk-key-1"]) { $1 },
      sampling: sampling
    ) { endpoint in
      let address = endpoint.address
      endpoint = entry.endpoint(model: "m", address: address)
      if endpoint.keyCommand != nil { endpoint.keyCommand = ["echo", "sk-key-1"] }
    }
    guard case .reply = asked.exchanges[0] else { throw Unexpected(asked.exchanges[0]) }
    let received = try #require(asked.received.first)
    let paths: [WireProtocol: String] = [
      .chat: "/v1/chat/completions", .anthropic: "/v1/messages",
      .gemini: "/v1/models/m:generateContent",
    ]
    #expect(received.path == paths[entry.wire])
    let body = try JSONValue(parsing: received.body)
    if entry.wire == .chat {
      #expect((body["logprobs"] == nil) == entry.leftOut.contains(.logProbabilities))
      let seed = entry.renamed["seed"] ?? "seed"
      #expect((body[seed] == nil) == entry.leftOut.contains(.seed))
      #expect(
        body["response_format"]?["type"]?.stringValue
          == (entry.output == .json ? "json_object" : "json_schema")
      )
    }
    let hasKey = entry.keyVariable != nil || entry.keyCommand != nil
    let header = entry.keyHeader ?? (entry.wire == .gemini ? "x-goog-api-key" : "authorization")
    let isBare = entry.keyHeader != nil || entry.wire == .gemini
    #expect(received.headers[header] == (hasKey ? [isBare ? "sk-key-1" : "Bearer sk-key-1"] : nil))
  }

  @Test func `each entry has one name and says where its API is`() {
    #expect(Set(ProviderEntry.all.map(\.name)).count == ProviderEntry.all.count)
    for entry in ProviderEntry.all {
      let address = entry.address ?? entry.addressExample ?? ""
      #expect(address.hasPrefix("http"), "\(entry.name)")
      #expect((entry.address == nil) != (entry.addressExample == nil), "\(entry.name)")
      #expect(ModelEndpoint.secretPlace(in: address) == nil)
    }
  }
}
