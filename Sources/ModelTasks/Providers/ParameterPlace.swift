import JSON

/// Where a provider's error names the parameter that it does not take.
struct ParameterPlace: Sendable {
  var provider: String
  /// In words.
  var place: String
  /// Where such an error was seen.
  var source: String
  /// The parameters that an answer names there.
  var read: @Sendable (JSONValue) -> [String]

  /// Every place that is known; the first in which an error names something decides.
  static let all = [
    ParameterPlace(
      provider: "OpenAI",
      place: "`param`, such as `tools[0].function.parameters`",
      source: "langchain-ai/langmem#113",
      read: { error in
        [error["param"]?.stringValue].compactMap(\.self).filter { !$0.isEmpty }
      }
    ),
    ParameterPlace(
      provider: "Mistral, FastAPI",
      place: "`detail[].loc`, also within `message`, as an object or as the text of one",
      source: "editor-code-assistant/eca#231, partITech/php-mistral#76, mistralai docs#7",
      read: { error in details(error).compactMap { location($0["loc"]) } }
    ),
    ParameterPlace(
      provider: "Gemini",
      place: "`Unknown name \"…\"` in the message",
      source: "YiiGuxing/TranslationPlugin#6334",
      read: { error in
        [unknownName(error["message"]?.stringValue)].compactMap(\.self)
      }
    ),
    ParameterPlace(
      provider: "Gemini",
      place: "`details[].fieldViolations[].field`",
      source: "googleapis, error_details.proto",
      read: { error in
        (error["details"]?.elements ?? [])
          .flatMap { $0["fieldViolations"]?.elements ?? [] }
          .compactMap { $0["field"]?.stringValue }
      }
    ),
  ]

  /// Whether a name that an error gives is, or lies within, one of those that were sent.
  static func isWithin(_ name: String, _ candidates: [String]) -> Bool {
    var path = Self.path(name)
    if path.first == "generationconfig", path.count > 1 { path.removeFirst() }
    return candidates.contains { path.starts(with: Self.path($0)) }
  }

  /// `tools[0].function.response_format` as its words, without what stands between them.
  private static func path(_ name: String) -> [String] {
    name.split { ".[]".contains($0) }.map { $0.filter { $0 != "_" }.lowercased() }
  }

  /// The entries by which FastAPI says what it does not take, wherever Mistral puts them.
  static func details(_ error: JSONValue) -> [JSONValue] {
    let message = error["message"]
    let parsed = message?.stringValue.flatMap {
      try? JSONValue(parsing: $0, repeatedNames: .kept)
    }
    let places = [error["detail"], message?["detail"], message, parsed?["detail"]]
    return places.lazy.compactMap { $0?.elements }.first { !$0.isEmpty } ?? []
  }

  private static func location(_ value: JSONValue?) -> String? {
    guard let steps = value?.elements else { return nil }
    let words = steps.compactMap { $0.stringValue ?? $0.wholeNumber.map(String.init) }
    let path = words.first == "body" ? words.dropFirst() : words[...]
    return path.isEmpty ? nil : path.joined(separator: ".")
  }

  private static func unknownName(_ message: String?) -> String? {
    guard let message, let start = message.firstRange(of: "Unknown name \"")?.upperBound else {
      return nil
    }
    let name = message[start...].prefix { $0 != "\"" }
    return name.isEmpty ? nil : String(name)
  }
}
