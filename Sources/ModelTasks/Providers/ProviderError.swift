import JSON
import Models

/// An error as endpoints write it: nested as OpenAI's, flat as others', or a mere text.
///
/// What an error means is decided here and nowhere else: by the status, and by what the error calls
/// itself and its parameter. A message may quote what was asked, so that its words count in one case
/// alone, and last: see ``unsupported(in:)``.
struct ProviderError {
  private let message: String
  /// What names the error: its code, a code within it, its type.
  let names: [String]
  /// The parameter that it is about, where it says so.
  let parameter: String?

  /// Names under which providers hide that they decline to answer.
  static let refusalNames: Set = [
    "content_filter", "invalid_prompt", "content_policy_violation", "ResponsibleAIPolicyViolation",
  ]

  /// Names that say that nobody pays for more requests.
  static let outOfCreditNames: Set = [
    "insufficient_quota", "billing_hard_limit_reached", "billing_not_active", "billing_error",
  ]

  /// Names that say that something else than a parameter is wrong.
  private static let otherNames: Set = [
    "context_length_exceeded", "exceed_context_size_error", "string_above_max_length",
    "model_not_found", "invalid_api_key",
  ]

  /// Nil where the answer is no error object.
  init?(_ text: String) {
    guard let answer = try? JSONValue(parsing: text, repeatedNames: .kept) else { return nil }
    if let message = answer["error"]?.stringValue {
      self.message = message
      names = []
      parameter = nil
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
    ].compactMap(\.self)
    parameter = detail["param"]?.stringValue ?? Self.violatedField(detail)
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
    if status == 400, let error, !refusalNames.isDisjoint(with: error.names) {
      let reply = Exchange.Reply(text: "", raw: body.text, signs: body.signs)
      return .refused(reason: message, reply)
    }
    if [400, 422].contains(status), let what = error?.unsupported(in: request) {
      return .failed(.unsupportedParameter(what))
    }
    let meaning = StatusMeaning(status: status, names: error?.names ?? [])
    return .failed(.status(status, meaning, message: message, signs: body.signs))
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
