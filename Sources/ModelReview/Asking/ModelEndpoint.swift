import AnnotationCore
import Digests
import NIOCore
import OrderedJSON
import Synchronization

/// A model behind an endpoint, in whichever protocol it speaks.
///
/// It begins with the strongest means of output that is declared, and steps down when the endpoint
/// says that it does not take it; the same with parameters. What was found stays for the run.
final class ModelEndpoint: ReviewSource {
  private let endpoint: Juror.Endpoint
  private let dialect: any WireDialect.Type
  private let sampling: Juror.Sampling
  private let transport: HTTPTransport
  private let taken: Mutex<Taken>

  /// What the endpoint takes, as far as is known.
  private struct Taken {
    var output: Juror.StructuredOutput
    var dropped: Set<Parameter> = []
  }

  init(_ endpoint: Juror.Endpoint, sampling: Juror.Sampling, transport: HTTPTransport) {
    self.endpoint = endpoint
    self.sampling = sampling
    self.transport = transport
    dialect = endpoint.wire.dialect
    let first = endpoint.output ?? dialect.outputs[0]
    taken = Mutex(Taken(output: first))
  }

  func ask(
    _ prompt: ReviewPrompt,
    about next: ReviewCase,
    draw: Int
  ) async throws -> Exchange {
    let question = question(prompt, draw: draw)
    var body = ByteBuffer()
    body.writeString(dialect.body(question).text)
    switch try await transport.send(path: dialect.path(model: endpoint.model), body: body) {
    case .trouble(let trouble): return .failed(trouble)
    case .answer(let status, let body):
      let exchange = transport.redaction.applied(
        to: WireAnswer.exchange(status: status, body: body, for: question, in: dialect)
      )
      guard case .failed(.notTaken(let what)) = exchange else { return exchange }
      return stepDown(from: what, question) ? exchange : .failed(.hopeless(Self.refusal(of: what)))
    }
  }

  func request(for prompt: ReviewPrompt, draw: Int) -> PlannedRequest {
    let question = question(prompt, draw: draw)
    let bytes =
      question.system.utf8.count + question.user.utf8.count + prompt.sent.schema.text.utf8.count
    let limit = sampling.maximumTokens
    return PlannedRequest(
      hash: SHA256Digest.hex(of: identity(question, prompt, draw: draw)),
      promptTokensAtMost: bytes + 64,
      completionTokensAtMost: endpoint.wire == .decisions
        ? 0 : limit ?? (endpoint.wire == .anthropic ? AnthropicWire.maximumTokens : nil),
      output: question.output,
      dropped: droppedNames(question)
    )
  }

  func reread(_ raw: String) -> Exchange {
    (try? dialect.read(Body(text: raw, signs: PacingSigns())))
      ?? .failed(.garbled("a reply that was kept cannot be read any more"))
  }

  /// The question as it is asked now.
  func question(_ prompt: ReviewPrompt, draw: Int) -> Question {
    let taken = taken.withLock { $0 }
    var sampling = sampling
    sampling.seed = sampling.seed.map { $0 &+ draw }
    return Question(
      model: endpoint.model,
      system: prompt.sent.system.text,
      user: prompt.sent.user.text,
      schema: prompt.schema,
      choices: prompt.choices,
      sampling: sampling,
      output: taken.output,
      dropped: taken.dropped.union(dialect.missing)
    )
  }

  /// The request's body, as it would be sent now.
  func body(for prompt: ReviewPrompt, draw: Int = 0) -> String {
    dialect.body(question(prompt, draw: draw)).text
  }

  private func droppedNames(_ question: Question) -> [String] {
    // The newer name of the limit says the same as the older.
    question.dropped.filter { $0 != .maxTokens && isWanted($0) }.map(\.rawValue).sorted()
  }

  private func isWanted(_ parameter: Parameter) -> Bool {
    switch parameter {
    case .temperature: sampling.temperature != nil
    case .seed: sampling.seed != nil
    case .reasoning: sampling.reasoning != nil
    case .logProbabilities: sampling.logProbabilities != nil
    case .maxTokens: sampling.maximumTokens != nil
    }
  }

  /// What makes two requests the same: the sample counts even where no seed tells them apart.
  private func identity(_ question: Question, _ prompt: ReviewPrompt, draw: Int) -> String {
    JSONValue.array([
      .string(endpoint.wire.rawValue), .string(endpoint.address), .string(endpoint.model),
      .string(prompt.sent.hash), .int(draw),
      question.sampling.temperature.map(JSONValue.double) ?? .null,
      question.sampling.seed.map(JSONValue.int) ?? .null,
      question.sampling.maximumTokens.map(JSONValue.int) ?? .null,
      question.sampling.logProbabilities.map(JSONValue.int) ?? .null,
      question.sampling.reasoning.map(JSONValue.string) ?? .null,
      .string(question.output.rawValue), .array(droppedNames(question).map(JSONValue.string)),
    ]).text
  }

  /// Notes that something is not taken.
  /// - Returns: whether there is anything left to try.
  private func stepDown(from what: String, _ question: Question) -> Bool {
    taken.withLock { taken in
      if let parameter = Parameter(rawValue: what) {
        taken.dropped.insert(parameter)
        return true
      }
      // Another request may have stepped down meanwhile.
      guard taken.output == question.output else { return true }
      let ladder = dialect.outputs.drop { $0 != taken.output }.dropFirst()
      guard let next = ladder.first else { return false }
      taken.output = next
      return true
    }
  }

  private static func refusal(of what: String) -> String {
    "the endpoint does not take '\(what)', and there is no weaker means; set 'output' in the jury file"
  }
}
