/// What the program last said to its user, in the status line.
struct Notice: Hashable, Sendable {
  var text: String
  var tone: Tone

  enum Tone: Hashable, Sendable {
    case calm
    case good
    case warning
    case bad
  }

  static func calm(_ text: String) -> Notice { Notice(text: text, tone: .calm) }
  static func good(_ text: String) -> Notice { Notice(text: text, tone: .good) }
  static func warning(_ text: String) -> Notice { Notice(text: text, tone: .warning) }
  static func bad(_ text: String) -> Notice { Notice(text: text, tone: .bad) }
}
