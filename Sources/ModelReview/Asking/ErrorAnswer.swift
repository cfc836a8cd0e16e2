import Foundation

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
  init?(_ data: Data) {
    let decoder = JSONDecoder()
    if let mere = try? decoder.decode(Nested<String>.self, from: data) {
      message = mere.error
      names = []
      parameter = nil
      return
    }
    let nested = try? decoder.decode(Nested<Detail>.self, from: data)
    guard let detail = try? nested?.error ?? decoder.decode(Detail.self, from: data)
    else { return nil }
    message = detail.message
    names = [detail.code?.text, detail.innererror?.code, detail.type, detail.status]
      .compactMap { $0 }
    parameter = detail.param
  }

  /// The message, with the names behind it.
  var sentence: String {
    names.isEmpty ? message : "\(message) (\(names.joined(separator: ", ")))"
  }

  /// Whether it declines to answer, whatever the status.
  var isRefusal: Bool { !Self.refusalCodes.isDisjoint(with: names) }

  /// The HTTP status that the error names, where it names one.
  var status: Int? { names.compactMap { Int($0) }.first { (400..<600).contains($0) } }

  private struct Nested<Error: Decodable>: Decodable {
    var error: Error
  }

  private struct Detail: Decodable {
    var message: String
    var code: Code?
    var type: String?
    var param: String?
    /// Gemini's name of the error.
    var status: String?
    var innererror: Inner?
  }

  private struct Inner: Decodable {
    var code: String?
  }

  /// A code that some servers write as a word and some as a number.
  private struct Code: Decodable {
    var text: String

    init(from decoder: any Decoder) throws {
      let value = try decoder.singleValueContainer()
      text = try (try? value.decode(String.self)) ?? String(value.decode(Int.self))
    }
  }
}
