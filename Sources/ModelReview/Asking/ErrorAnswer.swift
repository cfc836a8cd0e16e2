import JSON

/// An error as endpoints write it: nested as OpenAI's, flat as others', or a mere text.
struct ErrorAnswer {
  private let message: String
  /// What names the error: its code, a code within it, its type.
  let names: [String]
  /// The parameter that it is about, where it says so.
  let parameter: String?

  /// Codes under which providers hide that they decline to answer.
  static let refusalCodes: Set = [
    "content_filter", "invalid_prompt", "content_policy_violation", "ResponsibleAIPolicyViolation",
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
    parameter = detail["param"]?.stringValue
  }

  /// The message, with the names behind it.
  var sentence: String {
    names.isEmpty ? message : "\(message) (\(names.joined(separator: ", ")))"
  }

  /// Whether it declines to answer, whatever the status.
  var isRefusal: Bool { !Self.refusalCodes.isDisjoint(with: names) }

  /// The HTTP status that the error names, where it names one.
  var status: Int? { names.compactMap { Int($0) }.first { (400..<600).contains($0) } }
}

extension JSONValue {
  /// A code, which some servers write as a word and some as a number.
  fileprivate var word: String? { stringValue ?? wholeNumber.map(String.init) }
}
