import AnnotationCore

/// Reads what an endpoint answers, whatever its protocol.
///
/// Truncated, refused and filtered replies are told from whole ones: none of them is a verdict.
enum WireAnswer {
  static func exchange(
    status: Int,
    body: Body,
    for question: Question,
    in dialect: any WireDialect.Type
  ) -> Exchange {
    guard (200..<300).contains(status) else {
      return failure(status, ErrorAnswer(body.text), body, question)
    }
    if let exchange = try? dialect.read(body) { return exchange }
    // Some gateways send their errors with 200.
    guard let error = ErrorAnswer(body.text) else {
      return .failed(.garbled(String(body.text.prefix(120))))
    }
    return failure(error.status ?? 500, error, body, question)
  }

  private static func failure(
    _ status: Int,
    _ error: ErrorAnswer?,
    _ body: Body,
    _ question: Question
  ) -> Exchange {
    let message = error?.sentence ?? String(body.text.prefix(300))
    // Only the error's own names count: its message may quote the item.
    if status == 400, let error, error.isRefusal {
      return .refused(
        reason: message,
        Exchange.Reply(text: "", raw: body.text, signs: body.signs)
      )
    }
    if [400, 422].contains(status), let error,
      let what = notTaken(error, message: message, question)
    {
      return .failed(.notTaken(parameter: what))
    }
    return .failed(.status(status, message: message, signs: body.signs))
  }

  /// What of the request the endpoint does not take, where it says so.
  private static func notTaken(
    _ error: ErrorAnswer,
    message: String,
    _ question: Question
  ) -> String? {
    func isNamed(_ names: [String]) -> Bool {
      if let parameter = error.parameter, !parameter.isEmpty {
        return names.contains { parameter == $0 || parameter.hasPrefix($0 + ".") }
      }
      return names.contains { message.contains($0) }
    }
    if isNamed(question.output.names) { return question.output.rawValue }
    return Juror.Parameter.allCases
      .first { question.sends($0) && isNamed($0.names) }?.rawValue
  }
}

extension Question {
  func sends(_ parameter: Juror.Parameter) -> Bool {
    switch parameter {
    case .temperature: temperature() != nil
    case .seed: seed() != nil
    case .reasoning: reasoning() != nil
    case .logProbabilities: logProbabilities() != nil
    case .maxTokens: sampling.maximumTokens != nil && !dropped.contains(.maxTokens)
    }
  }
}
