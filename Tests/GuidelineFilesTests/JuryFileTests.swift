import AnnotationCore
import Foundation
import Testing

@testable import GuidelineFiles

struct JuryFileTests {
  private static let samples = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("samples")

  private func complaint(_ source: String) -> String? {
    do throws(GuidelineError) {
      _ = try JuryFile.read(source: source, file: "jury.yaml", folder: "/somewhere")
      return nil
    } catch {
      return error.description
    }
  }

  @Test func `the sample's jury reads its replies from beside it`() throws {
    let jurors = try JuryFile.read(
      path: Self.samples.appendingPathComponent("jury.yaml").path
    ).jurors
    let replies = Self.samples.appendingPathComponent("replies.jsonl").path
    #expect(jurors.map(\.name) == ["alder", "birch", "cedar"])
    #expect(jurors.allSatisfy { $0.model.provider == .recorded(file: replies) })
  }

  @Test func `the live sample takes what it does not say from the defaults`() throws {
    let jurors = try JuryFile.read(
      path: Self.samples.appendingPathComponent("jury-live.yaml").path
    ).jurors
    #expect(jurors.map(\.name) == ["cloud", "qwen", "llama", "ollama"])
    #expect(jurors.map(\.model.limits.concurrency) == [4, 32, 1, 1])
    #expect(jurors.map(\.model.limits.timeoutSeconds) == [60, 60, 60, 300])
    #expect(
      jurors.allSatisfy {
        $0.model.sampling == SamplingParameters(temperature: 0, seed: 7, maximumTokens: 1500)
      }
    )
    #expect(
      jurors.first?.model.provider
        == .endpoint(
          ModelEndpoint(
            address: "https://api.openai.com/v1",
            model: "gpt-4.1-mini",
            keyVariable: "OPENAI_API_KEY"
          )
        )
    )
  }

  @Test func `a price may say what share of it a batch costs`() throws {
    func price(_ share: String) -> String {
      "jury: live\njurors:\n  - {name: a, endpoint: http://h/v1, model: m, "
        + "price: {input: 2, output: 8, batch: \(share)}}"
    }
    let jury = try JuryFile.read(source: price("0.5"), file: "jury.yaml", folder: "/")
    let read = try #require(jury.jurors.first?.model.price)
    #expect(read == TokenPrice(input: 2, output: 8, batch: 0.5))
    #expect(read.inBatch == TokenPrice(input: 1, output: 4))
    for share in ["-0.1", "50"] {
      #expect(complaint(price(share))?.contains("from 0 to 1") == true)
    }
  }

  @Test(arguments: ["sk-proj-abc123", "hf_QwErTy", "openai_api_key", "1KEY", "TWO WORDS"])
  func `what may be a key itself is refused, and not repeated`(key: String) throws {
    let message = try #require(
      complaint(
        "jury: live\njurors:\n  - {name: a, endpoint: http://h/v1, model: m, key_from: \(key)}"
      )
    )
    #expect(message.hasPrefix("jury.yaml:3:58: this is no name of a variable, and may be a key"))
    #expect(message.contains("name the environment variable that holds it"))
    #expect(!message.contains(key))
  }

  @Test(
    arguments: [
      ("{name: a}", "3:5: a juror has no 'endpoint'"),
      ("{recorded: r.jsonl}", "3:5: a juror has no 'name'"),
      ("{name: a, endpoint: http://h/v1}", "3:5: a juror has no 'model'"),
      (
        "{name: a, endpoint: localhost, model: m}",
        "3:25: this should be an address that begins with http:// or https://"
      ),
      ("{name: a, recorded: r, model: m}", "3:28: unknown key 'model' in a recorded juror"),
      ("{name: a, recorded: r, temprature: 1}", "3:28: unknown key 'temprature' in a juror"),
      ("{name: a, recorded: r, concurrency: 0}", "3:41: 'concurrency' is at least 1"),
      ("{name: a, recorded: r, attempts: 0}", "3:38: 'attempts' is at least 1"),
      ("{name: a, recorded: r, maximum_tokens: 0}", "3:44: 'maximum_tokens' is at least 1"),
      ("{name: a, recorded: r, retries: -1}", "3:37: 'retries' is at least 0"),
      ("{name: a, recorded: r, samples: 9223372036854775807}", "3:37: 'samples' is at most 1000"),
      ("{name: a, recorded: r, attempts: 101}", "3:38: 'attempts' is at most 100"),
      ("{name: a, recorded: r, timeout: 1e9}", "3:37: 'timeout' is at most 86400 seconds, a day"),
      (
        "{name: ' a', recorded: r}",
        "3:12: this cannot name a juror: it begins or ends with a blank"
      ),
      ("{name: a, recorded: r, timeout: 0}", "3:37: no reply comes in 0.0 seconds"),
      ("{name: a, recorded: r, timeout: .nan}", "3:37: this should be a number"),
      ("{name: a, recorded: r, seed: x}", "3:34: this should be a whole number"),
    ]
  )
  func `a wrong juror is refused`(juror: String, message: String) {
    let said = complaint("jury: j\njurors:\n  - \(juror)\n")
    #expect(said?.split(separator: "\n").first == "jury.yaml:\(message)")
  }

  @Test(arguments: [
    ("https://me:sk-1@h/v1", "before the '@'"), ("https://sk-1@h/v1", "before the '@'"),
    ("https://h/v1?key=sk-1", "in the parameter 'key'"),
    ("https://h/v1?version=2&api_key=sk-1", "in the parameter 'api_key'"),
    ("https://h/v1?API-Key=sk-1", "in the parameter 'API-Key'"),
    ("https://h/v1?access_token=sk-1", "in the parameter 'access_token'"),
    ("https://h/v1#token=sk-1", "in the parameter 'token'"),
  ])
  func `a key in an address is refused, and not shown`(address: String, place: String) {
    let said = complaint(
      """
      jury: j
      jurors:
        - {name: a, endpoint: "\(address)", model: m, unknown: 1}

      """
    )
    #expect(said?.contains("jury.yaml:3:25: this address holds a key, \(place)") == true)
    #expect(
      said?.contains("name the environment variable that holds the key in 'key_from'") == true
    )
    #expect(said?.contains("sk-1") == false)
  }

  @Test(arguments: ["http://h/v1?api-version=2026", "http://h:8000/v1/", "http://h/a@b/v1"])
  func `an address without a key is taken`(address: String) throws {
    let jury = "jury: j\njurors:\n  - {name: a, endpoint: '\(address)', model: m}\n"
    #expect(complaint(jury) == nil)
  }

  private func endpoint(_ juror: String) throws -> ModelEndpoint {
    let source = "jury: j\njurors:\n  - {name: a, model: m, \(juror)}\n"
    let jury = try JuryFile.read(source: source, file: "jury.yaml", folder: "/")
    let provider = try #require(jury.jurors.first?.model.provider)
    guard case .endpoint(let endpoint) = provider else { throw NoEndpoint() }
    return endpoint
  }

  private struct NoEndpoint: Error {}

  @Test func `a provider's entry says what the juror does not`() throws {
    let mistral = try endpoint("provider: mistral")
    #expect(mistral.address == "https://api.mistral.ai/v1")
    #expect(mistral.keyVariable == "MISTRAL_API_KEY")
    #expect(mistral.renamed == ["seed": "random_seed"])
    let own = try endpoint(
      "provider: mistral, endpoint: http://h/v1, key_from: KEY, output: json"
    )
    #expect(own.address == "http://h/v1")
    #expect(own.keyVariable == "KEY")
    #expect(own.output == .json)
    let azure = try endpoint("provider: azure, endpoint: https://r.openai.azure.com/openai/v1")
    #expect(azure.keyHeader == "api-key")
    let vertex = try endpoint("provider: vertex, endpoint: https://h/v1, key_from: KEY")
    #expect(vertex.keyVariable == "KEY")
    #expect(vertex.keyCommand == nil)
  }

  @Test func `what is added to requests is read as it is written`() throws {
    let read = try endpoint(
      """
      endpoint: http://h/v1, headers: {X-A: b, X-T: "Bearer ${TOKEN}"}, \
      query: {api-version: 2024-10-21}, system: user, key_command: [gcloud, auth, print-access-token], \
      body: {top_p: 0.5, stop: ["x"], chat_template_kwargs: {enable_thinking: false}, version: "1"}
      """
    )
    #expect(read.additions?.headers == ["X-A": "b", "X-T": "Bearer ${TOKEN}"])
    #expect(read.additions?.query == ["api-version": "2024-10-21"])
    #expect(
      read.additions?.body
        == #"{"top_p":0.5,"stop":["x"],"chat_template_kwargs":{"enable_thinking":false},"version":"1"}"#
    )
    #expect(read.system == .user)
    #expect(read.keyCommand == ["gcloud", "auth", "print-access-token"])
  }

  @Test(arguments: [
    ("provider: mistrl", "'mistrl' is no provider"),
    ("provider: azure", "'azure' has another address for each customer"),
    ("endpoint: http://h/v1, headers: {Content-Type: a}", "the program sets 'Content-Type' itself"),
    ("endpoint: http://h/v1, headers: {A b: c}", "this is no header's name"),
    ("endpoint: http://h/v1, body: {temperature: 1}", "'body' cannot set 'temperature'"),
    ("endpoint: http://h/v1, body: {messages: []}", "'body' cannot set 'messages'"),
    (
      "endpoint: http://h/v1, protocol: gemini, body: {generationConfig: {seed: 1}}",
      "'body' cannot set 'generationConfig.seed'"
    ),
    ("endpoint: http://h/v1, body: [1]", "this should be names and values, as in JSON"),
    ("endpoint: http://h/v1, key_command: gcloud auth", "this should be a list"),
    (
      "endpoint: http://h/v1, key_from: A, key_command: [b]",
      "from 'key_from' or from 'key_command'"
    ),
    ("endpoint: http://h/v1, system: none", "'none' is no place of the system prompt"),
  ])
  func `what an endpoint cannot have is refused`(juror: String, message: String) {
    let said = complaint("jury: j\njurors:\n  - {name: a, model: m, \(juror)}\n") ?? ""
    #expect(said.contains(message), "\(said)")
  }

  @Test(arguments: [
    "headers: {Authorization: Bearer 0123456789}", "headers: {api-key: 0123456789}",
    "headers: {X-Any: sk-proj-0123456789}", "query: {key: 0123456789}",
    "body: {auth: {token: 0123456789ab}}", "body: {any: [hf_0123456789]}",
    "key_command: [echo, sk-0123456789]", "headers: {X-Any: '${0123456789}'}",
  ])
  func `a key in what is added to requests is refused, and not shown`(juror: String) {
    let said =
      complaint("jury: j\njurors:\n  - {name: a, model: m, endpoint: http://h/v1, \(juror)}\n")
      ?? ""
    #expect(!said.isEmpty)
    #expect(!said.contains("0123456789"), "\(said)")
  }

  @Test(arguments: [
    "headers: {Authorization: '${TOKEN}'}", "query: {api-version: 2024-10-21}",
    "body: {metadata: {token: '${TOKEN}'}}", "headers: {HTTP-Referer: https://example.org}",
  ])
  func `a variable's name, or what is no key, is taken`(juror: String) {
    let jury = "jury: j\njurors:\n  - {name: a, model: m, endpoint: http://h/v1, \(juror)}\n"
    #expect(complaint(jury) == nil)
  }

  @Test func `a name is taken once`() {
    let said = complaint(
      "jury: j\njurors:\n  - {name: a, recorded: r}\n  - {name: a, recorded: r}\n"
    )
    #expect(
      said == """
        jury.yaml:4:12: the juror 'a' is already on line 3
            4 |   - {name: a, recorded: r}
              |            ^ keep one, or give the other another name
        """
    )
  }

  @Test func `a juror that is another one under a new name is refused`() {
    let said = complaint(
      """
      jury: j
      defaults: {temperature: 0, seed: 7}
      jurors:
        - {name: a, endpoint: http://h/v1, model: m}
        - {name: b, endpoint: http://h/v1, model: m, seed: 8}
        - {name: c, endpoint: http://h/v1/, model: m, seed: 7, key_from: KEY}

      """
    )
    #expect(
      said == """
        jury.yaml:6:12: the juror 'c' is 'a' on line 4 again: the same model, asked in the same way
            6 |   - {name: c, endpoint: http://h/v1/, model: m, seed: 7, key_from: KEY}
              |            ^ take one out, since one model has one vote. To ask it more often, give it \
        'samples'
        """
    )
  }

  @Test func `what is wrong in the defaults is said once`() {
    let said = complaint(
      "jury: j\ndefaults: {attempts: 0}\njurors: [{name: a, recorded: r}, {name: b, recorded: r}]\n"
    )
    #expect(
      said == """
        jury.yaml:2:22: 'attempts' is at least 1
            2 | defaults: {attempts: 0}
              |                      ^ write another number
        """
    )
  }

  @Test func `a jury without jurors is refused`() {
    #expect(complaint("jury: j\njurors: []\n")?.contains("'jurors' is empty") == true)
    #expect(complaint("jury: j\n")?.contains("a jury has no 'jurors'") == true)
    #expect(complaint("- a\n")?.contains("this should be a jury, as keys and values") == true)
  }
}
