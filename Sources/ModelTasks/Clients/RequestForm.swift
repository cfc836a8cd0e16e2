import Digests
import JSON
import Models

/// How a model is asked: its protocol and parameters, and what is known of what its endpoint takes.
///
/// Begins with the strongest means of output that is declared, and steps down where the endpoint does
/// not take it; the same with parameters.
struct RequestForm: Sendable {
  let endpoint: ModelEndpoint
  let dialect: any ProviderDialect.Type
  let sampling: SamplingParameters
  private(set) var output: StructuredOutput
  private(set) var dropped: Set<RequestParameter>

  /// - Parameter dropped: parameters that are known not to be taken.
  init(
    _ endpoint: ModelEndpoint,
    sampling: SamplingParameters,
    output: StructuredOutput? = nil,
    dropped: Set<RequestParameter> = []
  ) {
    self.endpoint = endpoint
    self.sampling = sampling
    dialect = endpoint.wire.dialect
    self.output = output ?? endpoint.output ?? endpoint.wire.outputs[0]
    self.dropped = dropped
  }

  /// The request as it is sent now.
  func request(_ task: ModelTask<some ModelPrompt>) -> ModelRequest {
    var request = requestWithoutPrompt
    request.system = task.prompt.system
    request.user = task.prompt.user
    if isSystemInUser {
      (request.system, request.user) = ("", request.system + "\n\n" + request.user)
    }
    request.schema = task.prompt.schema
    request.choices = task.prompt.choices
    request.sampling = sampling(for: task)
    return request
  }

  /// What reading an answer needs of the request, where the prompt is not at hand.
  var requestWithoutPrompt: ModelRequest {
    ModelRequest(
      model: endpoint.model,
      system: "",
      user: "",
      schema: .null,
      choices: [],
      sampling: sampling,
      output: output,
      dropped: dropped.union(endpoint.unsupported)
    )
  }

  /// Whether the system prompt stands before the user's, as some models know no system.
  private var isSystemInUser: Bool {
    endpoint.system == .user || dropped.contains(.systemRole)
  }

  /// The body of a request.
  /// - Parameter additions: what is merged into it where the request has no member of that name.
  func body(_ request: ModelRequest, adding additions: JSONValue?) -> JSONValue {
    let body = dialect.body(request).renaming(endpoint.renamed ?? [:])
    return additions.map { body.merged(with: $0) } ?? body
  }

  private func sampling(for task: ModelTask<some ModelPrompt>) -> SamplingParameters {
    var sampling = sampling
    sampling.seed = sampling.seed.map { $0 &+ task.draw }
    return sampling
  }

  /// What a request for this task is and costs at most.
  func planned(_ task: ModelTask<some ModelPrompt>) -> PlannedRequest {
    let prompt = task.prompt
    let bytes = prompt.system.utf8.count + prompt.user.utf8.count + prompt.schemaText.utf8.count
    let limit = sampling.maximumTokens ?? dialect.defaultMaximumTokens
    return PlannedRequest(
      hash: SHA256Digest.hex(of: identity(task)),
      promptTokensAtMost: bytes + 64,
      completionTokensAtMost: endpoint.wire.asksChoiceByChoice ? 0 : limit,
      output: output,
      dropped: leftOut
    )
  }

  /// Reads a raw reply that was kept.
  func reread(_ raw: String) -> Exchange {
    (try? dialect.read(ResponseBody(text: raw, signs: RateLimitHeaders())))
      ?? .failed(.malformed("a reply that was kept cannot be read any more"))
  }

  /// The parameters that the model has and its requests leave out.
  var leftOut: [RequestParameter] {
    // The newer name of the limit says the same as the older.
    dropped.union(endpoint.unsupported).filter { $0 != .maxTokens && sampling.has($0) }
      .sorted { $0.rawValue < $1.rawValue }
  }

  /// What makes two requests the same: the sample counts even where no seed tells them apart.
  private func identity(_ task: ModelTask<some ModelPrompt>) -> String {
    let sampling = sampling(for: task)
    let own = JSONValue.array([
      .string(endpoint.wire.rawValue), .string(endpoint.address), .string(endpoint.model),
      .string(task.prompt.hash), .int(task.draw),
      sampling.temperature.map(JSONValue.double) ?? .null,
      sampling.seed.map(JSONValue.int) ?? .null,
      sampling.maximumTokens.map(JSONValue.int) ?? .null,
      sampling.logProbabilities.map(JSONValue.int) ?? .null,
      sampling.reasoning.map(JSONValue.string) ?? .null,
      .string(output.rawValue), .array(leftOut.map { .string($0.rawValue) }),
    ])
    let additions = endpoint.additions.map(\.identity) ?? []
    let system = endpoint.system.map { ["system: \($0.rawValue)"] } ?? []
    return ([own.text] + system + additions).joined(separator: "\n")
  }

  /// Notes that something is not taken.
  /// - Parameter asked: the means of output of the request that was refused.
  /// - Returns: whether there is anything left to try.
  mutating func stepDown(from what: String, asked: StructuredOutput) -> Bool {
    if let parameter = RequestParameter(rawValue: what) {
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
