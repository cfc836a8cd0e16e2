import Basics
import JSON
import Models

/// An error as endpoints write it: nested as OpenAI's, flat as others', or a mere text.
///
/// What its words mean is known to ``ErrorTable`` and ``ParameterPlace`` alone, and is decided here
/// once. A message may quote what was asked, so that its words count only where the error names
/// neither itself nor a parameter.
struct ProviderError {
  private let message: String
  /// What each says that had a hand in it: the endpoint, and a provider behind it.
  private let messages: [String]
  /// What names the error: its code, a code within it, its type.
  let names: [String]
  /// The parameters that it is about, where it says so.
  private let parameters: [String]
  /// How long to wait, where the error says so.
  let retryMilliseconds: Int64?

  /// An error object, or a list of one; nil where the answer is none.
  init?(_ text: String) {
    guard let answer = try? JSONValue(parsing: text, repeatedNames: .kept) else { return nil }
    self.init(answer.elements?.first ?? answer)
  }

  /// An answer with an error's status, whatever it holds.
  init(answer text: String) {
    if let error = ProviderError(text) {
      self = error
    } else {
      self.init(plain: String(text.prefix(300)))
    }
  }

  /// The error that a gateway puts into a choice of a chat completion.
  init?(choiceOf text: String) {
    let answer = try? JSONValue(parsing: text, repeatedNames: .kept)
    guard let choice = answer?["choices"]?.elements?.first else { return nil }
    self.init(choice)
  }

  private init(plain message: String) {
    self.message = message
    messages = [message]
    names = []
    parameters = []
    retryMilliseconds = nil
  }

  private init?(_ answer: JSONValue) {
    if let message = answer["error"]?.stringValue ?? answer["detail"]?.stringValue {
      self.init(plain: message)
      return
    }
    let details = [answer["error"], answer].compactMap(\.self)
    guard let detail = details.first(where: { Self.message(of: $0) != nil }),
      let message = Self.message(of: detail)
    else { return nil }
    self.init(detail, message: message, wrapped: Self.wrapped(in: detail))
  }

  /// - Parameter inner: the error of a provider behind the endpoint.
  private init(_ detail: JSONValue, message: String, wrapped inner: ProviderError?) {
    self.message = inner.map { "\(message): \($0.message)" } ?? message
    messages = [message] + (inner?.messages ?? [])
    names = Self.names(of: detail) + (inner?.names ?? [])
    retryMilliseconds = Self.retryDelay(detail) ?? inner?.retryMilliseconds
    let named = ParameterPlace.all.lazy.map { $0.read(detail) }.first { !$0.isEmpty }
    parameters = named ?? inner?.parameters ?? []
  }

  /// What the error says; FastAPI says it for each parameter.
  private static func message(of detail: JSONValue) -> String? {
    if let first = ParameterPlace.details(detail).first, let text = first["msg"]?.stringValue {
      let place = (first["loc"]?.elements ?? []).compactMap(\.stringValue).joined(separator: ".")
      return place.isEmpty ? text : "\(place): \(text)"
    }
    return detail["message"]?.stringValue
  }

  private static func names(of detail: JSONValue) -> [String] {
    let within = [detail, detail["provider_specific_fields"]].compactMap { $0?["innererror"] }
    // Gemini's name of the error is its status.
    return [
      detail["code"]?.word, within.first?["code"]?.word, detail["type"]?.word,
      detail["status"]?.word,
      // OpenRouter says why a provider's moderation flagged what was asked.
      detail["metadata"]?["reasons"] == nil ? nil : ErrorTable.flaggedInput,
    ].compactMap(\.self)
  }

  /// The error of the provider behind OpenRouter, in `metadata.raw` as its text.
  private static func wrapped(in detail: JSONValue) -> ProviderError? {
    detail["metadata"]?["raw"]?.stringValue.map(ProviderError.init(answer:))
  }

  /// How long Gemini's details ask to wait, such as `34s` in `google.rpc.RetryInfo`.
  private static func retryDelay(_ detail: JSONValue) -> Int64? {
    (detail["details"]?.elements ?? []).lazy.compactMap { $0["retryDelay"]?.stringValue }.first
      .flatMap { RateLimitHeaders.reset($0, at: Timestamp(rawValue: 0)) }
  }

  /// What was declined, cannot be sent, or failed.
  /// - Parameter status: of the answer.
  static func exchange(
    status: Int,
    _ error: ProviderError,
    _ body: ResponseBody,
    for request: ModelRequest
  ) -> Exchange {
    if error.isDeclined(status: status) {
      let reply = Exchange.Reply(text: "", raw: body.text, signs: body.signs)
      return .refused(reason: error.sentence, reply)
    }
    let isTooLong = error.isTooLong(status: status)
    if !isTooLong, let what = error.unsupported(in: request, status: status) {
      return .failed(.unsupportedParameter(what))
    }
    let meaning = isTooLong ? .taskRejected : StatusMeaning(status: status, names: error.names)
    var signs = body.signs
    signs.retryAfterMilliseconds = signs.retryAfterMilliseconds ?? error.retryMilliseconds
    return .failed(.status(status, meaning, message: error.sentence, signs: signs))
  }

  /// Whether the provider will not answer this item.
  ///
  /// Its names and its own message decide whatever the status is: gateways send them with 200 and 500.
  func isDeclined(status: Int) -> Bool {
    if ErrorTable.meaning(of: status) == .declined { return true }
    guard ![401, 402, 429].contains(status) else { return false }
    return ErrorTable.meanings(of: names).contains(.declined)
      || messages.contains(where: ErrorTable.declines(message:))
  }

  /// Whether the request is longer than the model takes: that is the item's, and says nothing of others.
  ///
  /// Many servers have one name for all that is wrong with a request, so that words decide there.
  private func isTooLong(status: Int) -> Bool {
    if ErrorTable.meaning(of: status) == .tooLong { return true }
    guard status == 400 else { return false }
    if ErrorTable.meanings(of: names).contains(.tooLong) { return true }
    return parameters.isEmpty
      && ErrorTable.meanings(of: message, status: status).contains(.tooLong)
  }

  /// What of the request the endpoint does not take, where the error says so.
  ///
  /// The parameter that it names decides. Where it names none, and does not call itself something
  /// else, the provider's words do, and then names of what was sent in the message: vLLM, llama.cpp,
  /// Anthropic and many gateways say it nowhere but there. A wrong guess costs one request, which is
  /// sent again with less.
  private func unsupported(in request: ModelRequest, status: Int) -> String? {
    let isOfRequest = [400, 422].contains(status)
    if isOfRequest, !parameters.isEmpty {
      return Self.sent(in: request) { candidates in
        parameters.contains { ParameterPlace.isWithin($0, candidates) }
      }
    }
    guard
      ErrorTable.meanings(of: names).isDisjoint(with: [.tooLong, .otherwiseWrong, .outOfCredit])
    else { return nil }
    for meaning in ErrorTable.meanings(of: message, status: status) {
      switch meaning {
      case .lacks(let parameter) where request.sends(parameter): return parameter.rawValue
      case .lacksOutput(let means) where means.contains(request.output):
        return request.output.rawValue
      default: continue
      }
    }
    // A page of a proxy is no server's word.
    guard isOfRequest, !message.hasPrefix("<") else { return nil }
    return Self.sent(in: request) { $0.contains { message.contains($0) } }
  }

  /// The part of a request that is known by one of the names that `isMeant` accepts.
  private static func sent(
    in request: ModelRequest,
    _ isMeant: ([String]) -> Bool
  ) -> String? {
    if isMeant(request.output.names) { return request.output.rawValue }
    return RequestParameter.allCases.first { request.sends($0) && isMeant($0.names) }?.rawValue
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
