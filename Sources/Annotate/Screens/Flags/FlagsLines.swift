import AnnotationCore
import ProjectStore

/// The flags, line by line.
extension FlagsState {
  func prompt(in app: App) -> String { ":queue returns" }

  mutating func answer(line: String, in app: App) throws(NoAnswer) -> [Effect] {
    throw NoAnswer(sentence: "Flags are read here. :queue returns.")
  }

  func lines(in app: App, after before: any Screen) -> [String] {
    [counted(total, "flag")]
      + flags.map { "\($0.item), \($0.annotator): \($0.comment)" }
      + (moreWords.map { [$0] } ?? [])
  }
}
