import Basics
import JSON
import Models

/// An error as endpoints write it: nested as OpenAI's, flat as others', or a mere text.
///
/// What an error means is decided here and nowhere else: by the status, and by what the error calls
/// itself and its parameter. A message may quote what was asked, so that its words count only where the
/// error says neither: see ``isTooLong`` and ``unsupported(in:)``.
struct ProviderError {
  private let message: String
  /// What names the error: its code, a code within it, its type.
  let names: [String]
  /// The parameter that it is about, where it says so.
  let parameter: String?
  /// How long to wait, where the error says so.
  let retryMilliseconds: Int64?

  /// Names under which providers hide that they decline to answer.
  static let refusalNames: Set = [
    "content_filter", "invalid_prompt", "content_policy_violation", "ResponsibleAIPolicyViolation",
    "moderation_blocked", "content_policy", "data_inspection_failed", "flagged_input",
  ]

  /// Names that say that the request is longer than the model, or the server, takes.
  static let tooLongNames: Set = [
    "context_length_exceeded", "exceed_context_size_error", "string_above_max_length",
    "request_too_large", "context_window_exceeded", "prompt_too_long",
  ]

  /// Words by which servers say it that give it no name.
  private static let tooLongWords = [
    "maximum context length", "context size", "context window", "prompt is too long",
    "input token count", "exceeds the maximum number of tokens", "too large for model",
    "inputs tokens +", "maximum input length",
  ]

  /// Names that say that nobody pays for more requests.
  static let outOfCreditNames: Set = [
    "insufficient_quota", "billing_hard_limit_reached", "billing_not_active", "billing_error",
  ]

  /// Names that say that something else than a parameter is wrong.
  private static let otherNames = tooLongNames.union(["model_not_found", "invalid_api_key"])

  /// Nil where the answer is no error object.
  init?(_ text: String) {
    guard let answer = try? JSONValue(parsing: text, repeatedNames: .kept) else { return nil }
    self.init(answer)
  }

  /// The error that a gateway puts into a choice of a chat completion.
  init?(choiceOf text: String) {
    let answer = try? JSONValue(parsing: text, repeatedNames: .kept)
    guard let choice = answer?["choices"]?.elements?.first else { return nil }
    self.init(choice)
  }

  private init?(_ answer: JSONValue) {
    if let message = answer["error"]?.stringValue {
      self.message = message
      names = []
      parameter = nil
      retryMilliseconds = nil
      return
    }
    let details = [answer["error"], answer].compactMap(\.self)
    guard let detail = details.first(where: { $0["message"]?.stringValue != nil }),
      let message = detail["message"]?.stringValue
    else { return nil }
    self.message = message
    // Gemini's name of the error is its status.
    names = [
      detail["code"]?.word, detail["innererror"]?["code"]?.word, detail["type"]?.word,
      detail["status"]?.word,
      // OpenRouter says why a provider's moderation flagged what was asked.
      detail["metadata"]?["reasons"] == nil ? nil : "flagged_input",
    ].compactMap(\.self)
    retryMilliseconds = Self.retryDelay(detail)
    parameter = detail["param"]?.stringValue ?? Self.violatedField(detail)
  }

  /// How long Gemini's details ask to wait, such as `34s` in `google.rpc.RetryInfo`.
  private static func retryDelay(_ detail: JSONValue) -> Int64? {
    (detail["details"]?.elements ?? []).lazy.compactMap { $0["retryDelay"]?.stringValue }.first
      .flatMap { RateLimitHeaders.reset($0, at: Timestamp(rawValue: 0)) }
  }

  /// The field that Gemini's details name, such as `generation_config.response_logprobs`.
  private static func violatedField(_ detail: JSONValue) -> String? {
    (detail["details"]?.elements ?? []).lazy
      .flatMap { $0["fieldViolations"]?.elements ?? [] }
      .compactMap { $0["field"]?.stringValue }.first
  }

  /// What was declined, cannot be sent, or failed.
  /// - Parameter status: of the answer.
  static func exchange(
    status: Int,
    _ error: ProviderError?,
    _ body: ResponseBody,
    for request: ModelRequest
  ) -> Exchange {
    let message = error?.sentence ?? String(body.text.prefix(300))
    let isFlagged = error.map { !refusalNames.isDisjoint(with: $0.names) } ?? false
    if [400, 403, 422].contains(status) && isFlagged || status == 451 {
      let reply = Exchange.Reply(text: "", raw: body.text, signs: body.signs)
      return .refused(reason: message, reply)
    }
    let isTooLong = status == 413 || status == 400 && error?.isTooLong == true
    if !isTooLong, [400, 422].contains(status), let what = error?.unsupported(in: request) {
      return .failed(.unsupportedParameter(what))
    }
    let meaning =
      isTooLong ? .taskRejected : StatusMeaning(status: status, names: error?.names ?? [])
    var signs = body.signs
    signs.retryAfterMilliseconds = signs.retryAfterMilliseconds ?? error?.retryMilliseconds
    return .failed(.status(status, meaning, message: message, signs: signs))
  }

  /// Whether the request is longer than the model takes: that is the item's, and says nothing of others.
  ///
  /// Many servers have one name for all that is wrong with a request, so that words decide there: vLLM,
  /// Anthropic, Gemini, Mistral and TGI.
  private var isTooLong: Bool {
    if !Self.tooLongNames.isDisjoint(with: names) { return true }
    guard parameter == nil || parameter?.isEmpty == true else { return false }
    let message = message.lowercased()
    return Self.tooLongWords.contains { message.contains($0) }
  }

  /// What of the request the endpoint does not take, where the error says so.
  ///
  /// The parameter that it names decides. Where it names none, and does not call itself something
  /// else, the message is searched for names of what was sent: vLLM, llama.cpp, Anthropic and many
  /// gateways say it nowhere but there. A wrong guess costs one request, which is sent again with
  /// less.
  private func unsupported(in request: ModelRequest) -> String? {
    func isNamed(_ candidates: [String]) -> Bool {
      if let parameter, !parameter.isEmpty {
        let path = parameter.split(separator: ".").map { $0.filter { $0 != "_" }.lowercased() }
        return candidates.contains { candidate in
          let wanted = candidate.split(separator: ".").map { $0.filter { $0 != "_" }.lowercased() }
          return path.starts(with: wanted)
            || path.first == "generationconfig" && path.dropFirst().starts(with: wanted)
        }
      }
      return Self.otherNames.isDisjoint(with: names)
        && candidates.contains { message.contains($0) }
    }
    if isNamed(request.output.names) { return request.output.rawValue }
    return RequestParameter.allCases.first { request.sends($0) && isNamed($0.names) }?.rawValue
  }

  /// The message, with the names behind it.
  var sentence: String {
    names.isEmpty ? message : "\(message) (\(names.joined(separator: ", ")))"
  }

  /// The HTTP status that the error names, where it names one.
  var status: Int? { names.compactMap { Int($0) }.first { (400..<600).contains($0) } }
}

extension JSONValue {
  /// A code, which some servers write as a word and some as a number.
  fileprivate var word: String? { stringValue ?? wholeNumber.map(String.init) }
}
