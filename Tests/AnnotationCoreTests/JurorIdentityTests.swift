import AnnotationCore
import Testing

@Suite struct JurorIdentityTests {
  private func juror(
    _ name: String = "a",
    _ wire: WireProtocol = .chat,
    _ change: (inout Juror, inout ModelEndpoint) -> Void = { _, _ in }
  ) -> Juror {
    var endpoint = ModelEndpoint(wire: wire, address: "http://h/v1", model: "m")
    var juror = Juror(
      name: name,
      provider: .endpoint(endpoint),
      sampling: .init(temperature: 0.5, seed: 7)
    )
    change(&juror, &endpoint)
    juror.model.provider = .endpoint(endpoint)
    return juror
  }

  @Test func `another name, price, limit or key makes no other juror`() {
    let copy = juror("b") { juror, endpoint in
      juror.model.price = .init(input: 1, output: 1)
      juror.model.limits.attempts = 9
      endpoint.keyVariable = "OTHER"
      endpoint.keyHeader = "api-key"
      endpoint.address += "/"
      endpoint.output = .schema
    }
    #expect(copy.isCopy(of: juror()))
    #expect(juror().saysAsMuch(as: copy))
    #expect(!juror().isCopy(of: juror()))
  }

  @Test func `what the model is sent makes another juror`() {
    let others = [
      juror("b") { $1.model = "n" }, juror("b") { $1.address = "http://g/v1" },
      juror("b") { $1.output = .text }, juror("b", .responses),
      juror("b") { $1.system = .user }, juror("b") { $1.additions = .init(body: #"{"top_p":1}"#) },
      juror("b") { juror, _ in juror.model.sampling.seed = 8 },
      juror("b") { juror, _ in juror.model.sampling.temperature = 0 },
      juror("b") { juror, _ in juror.model.sampling.reasoning = "low" },
      juror("b") { juror, _ in juror.asking.mode = .audit },
      juror("b") { juror, _ in juror.asking.samples = 3 },
    ]
    for other in others { #expect(!other.isCopy(of: juror())) }
  }

  @Test(arguments: [WireProtocol.anthropic, .responses, .decisions])
  func `a seed that the protocol has no place for makes no other juror`(
    wire: WireProtocol
  ) {
    let other = juror("b", wire) { juror, _ in juror.model.sampling.seed = 8 }
    #expect(other.isCopy(of: juror("a", wire)))
  }

  @Test func `recorded jurors of one file have replies of their own`() {
    let one = Juror(name: "a", provider: .recorded(file: "r"))
    let other = Juror(name: "b", provider: .recorded(file: "r"))
    #expect(!other.isCopy(of: one))
  }
}
