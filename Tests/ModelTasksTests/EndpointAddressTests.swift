import Testing

@testable import ModelTasks

@Suite struct EndpointAddressTests {
  private static let chat = "/chat/completions"

  @Test(arguments: [
    ("http://h/v1", "http://h/v1/chat/completions"),
    ("http://h/v1/", "http://h/v1/chat/completions"),
    ("http://h/v1//", "http://h/v1/chat/completions"),
    ("http://h/v1/chat/completions", "http://h/v1/chat/completions"),
    ("http://h/v1/chat/completions/", "http://h/v1/chat/completions"),
    (
      "https://r.openai.azure.com/openai/deployments/d/chat/completions?api-version=2024-10-21",
      "https://r.openai.azure.com/openai/deployments/d/chat/completions?api-version=2024-10-21"
    ),
    (
      "https://r.openai.azure.com/openai/deployments/d?api-version=1",
      "https://r.openai.azure.com/openai/deployments/d/chat/completions?api-version=1"
    ),
    ("http://h/v1?a=b#c", "http://h/v1/chat/completions?a=b"),
  ])
  func `a base and a whole path are both understood, and parameters stay behind`(
    address: String,
    url: String
  ) {
    #expect(EndpointAddress(address, requestPath: Self.chat).url(Self.chat) == url)
  }

  @Test func `other paths stand beside the path of requests`() {
    let address = EndpointAddress(
      "http://h/v1/chat/completions?a=b",
      requestPath: Self.chat,
      parameters: [("c", "d e&f")]
    )
    #expect(address.url("/batches?after=1") == "http://h/v1/batches?after=1&a=b&c=d%20e%26f")
  }
}

@Suite struct ProxyEnvironmentTests {
  private func host(_ address: String, _ environment: [String: String]) throws -> String? {
    try ProxyEnvironment(environment).proxy(for: address).map { "\($0.host):\($0.port)" }
  }

  @Test(
    arguments: [
      (["HTTPS_PROXY": "http://p:3128"], "https://api.example.org/v1", "p:3128"),
      (["https_proxy": "p:3128"], "https://api.example.org/v1", "p:3128"),
      (["https_proxy": "http://a:1", "HTTPS_PROXY": "http://b:2"], "https://h/v1", "a:1"),
      (["HTTPS_PROXY": "http://p:3128"], "http://api.example.org/v1", nil),
      (["ALL_PROXY": "socks5://p"], "http://h/v1", "p:1080"),
      (["ALL_PROXY": "http://p", "http_proxy": "http://q"], "http://h/v1", "q:80"),
      (["HTTPS_PROXY": ""], "https://h/v1", nil),
      ([:], "https://h/v1", nil),
      (["ALL_PROXY": "http://p"], "http://localhost:8000/v1", nil),
      (["ALL_PROXY": "http://p"], "http://127.0.0.1:8000/v1", nil),
      (["ALL_PROXY": "http://p"], "http://[::1]:8000/v1", nil),
    ] as [([String: String], String, String?)]
  )
  func `the environment's proxy is taken`(
    environment: [String: String],
    address: String,
    proxy: String?
  ) throws {
    #expect(try host(address, environment) == proxy)
  }

  @Test(arguments: [
    ("*", true), ("example.org", true), (".example.org", true), ("*.example.org", true),
    ("API.Example.ORG", true), ("other.org, api.example.org", true), ("ple.org", false),
    ("api.example.org:443", true), ("api.example.org:8443", false), ("10.0.0.0/8", false),
  ])
  func `no_proxy lists who is asked directly`(exceptions: String, isDirect: Bool) throws {
    let environment = ["HTTPS_PROXY": "http://p:1", "NO_PROXY": exceptions]
    #expect(try host("https://api.example.org/v1", environment) == (isDirect ? nil : "p:1"))
  }

  @Test(arguments: [("10.1.2.3", true), ("11.1.2.3", false), ("10.1.2", false)])
  func `no_proxy may list a range of addresses`(host: String, isDirect: Bool) throws {
    let environment = ["http_proxy": "http://p:1", "no_proxy": "10.0.0.0/8"]
    #expect(try self.host("http://\(host)/v1", environment) == (isDirect ? nil : "p:1"))
  }

  @Test(arguments: ["ftp://p", "https://p", "http://", "socks5://me:secret@p"])
  func `a variable that names no usable proxy is an error, and is not printed`(
    text: String
  ) throws {
    let error = #expect(throws: ProxyError.self) {
      try ProxyEnvironment(["HTTPS_PROXY": text])
    }
    #expect(error?.description.hasPrefix("HTTPS_PROXY names no proxy") == true)
    #expect(error?.description.contains("secret") == false)
  }
}
