import AnnotationCore
import Digests
import JSON

/// How a model is asked: its protocol and parameters, and what is known of what its endpoint takes.
///
/// Begins with the strongest means of output that is declared, and steps down where the endpoint does
/// not take it; the same with parameters.
struct RequestForm: Sendable {
  let endpoint: Juror.Endpoint
  let dialect: any WireDialect.Type
  let sampling: Juror.Sampling
  private(set) var output: Juror.StructuredOutput
  private(set) var dropped: Set<Juror.Parameter>

  /// - Parameter dropped: parameters that are known not to be taken.
  init(
    _ endpoint: Juror.Endpoint,
    sampling: Juror.Sampling,
    output: Juror.StructuredOutput? = nil,
    dropped: Set<Juror.Parameter> = []
  ) {
    self.endpoint = endpoint
    self.sampling = sampling
    dialect = endpoint.wire.dialect
    self.output = output ?? endpoint.output ?? endpoint.wire.outputs[0]
    self.dropped = dropped
  }

  /// The question as it is asked now.
  func question(_ prompt: ReviewPrompt, draw: Int) -> Question {
    var sampling = sampling
    sampling.seed = sampling.seed.map { $0 &+ draw }
    return Question(
      model: endpoint.model,
      system: prompt.sent.system.text,
      user: prompt.sent.user.text,
      schema: prompt.schema,
      choices: prompt.choices,
      sampling: sampling,
      output: output,
      dropped: dropped.union(endpoint.wire.unsupported)
    )
  }

  /// What reading an answer needs of the question, where the prompt is not at hand.
  var questionWithoutTexts: Question {
    Question(
      model: endpoint.model,
      system: "",
      user: "",
      schema: .null,
      choices: [],
      sampling: sampling,
      output: output,
      dropped: dropped.union(endpoint.wire.unsupported)
    )
  }

  /// What a request for this prompt is and costs at most.
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
      output: output,
      dropped: droppedNames
    )
  }

  /// Reads a raw reply that was kept.
  func reread(_ raw: String) -> Exchange {
    (try? dialect.read(Body(text: raw, signs: PacingSigns())))
      ?? .failed(.garbled("a reply that was kept cannot be read any more"))
  }

  /// The parameters that the juror has and its requests leave out.
  var droppedNames: [String] {
    // The newer name of the limit says the same as the older.
    dropped.union(endpoint.wire.unsupported).filter { $0 != .maxTokens && isWanted($0) }
      .map(\.rawValue).sorted()
  }

  private func isWanted(_ parameter: Juror.Parameter) -> Bool {
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
      .string(question.output.rawValue), .array(droppedNames.map(JSONValue.string)),
    ]).text
  }

  /// Notes that something is not taken.
  /// - Parameter asked: the means of output of the request that was refused.
  /// - Returns: whether there is anything left to try.
  mutating func stepDown(from what: String, asked: Juror.StructuredOutput) -> Bool {
    if let parameter = Juror.Parameter(rawValue: what) {
      dropped.insert(parameter)
      return true
    }
    // Another request may have stepped down meanwhile.
    guard output == asked else { return true }
    let ladder = endpoint.wire.outputs.drop { $0 != output }.dropFirst()
    guard let next = ladder.first else { return false }
    output = next
    return true
  }

  /// What to say where nothing is left to try.
  static func refusal(of what: String) -> String {
    "the endpoint does not take '\(what)', and there is no weaker means; set 'output' in the jury file"
  }
}
