import AnnotationCore
import ProjectStore

/// The list of one's items, line by line.
extension ItemsState {
  /// So many items are printed at once.
  static let listLength = 10

  func lines(in app: App, after before: any Screen) -> [String] { lines(from: 0) }

  func prompt(in app: App) -> String { "The id of an item, or :more" }

  mutating func answer(line: String, in app: App) throws(NoAnswer) -> [Effect] {
    [.openItem(line.trimmed, QueuePosition())]
  }

  var lineCommands: [LineCommand] {
    let help = "Print more of your items."
    return [
      LineCommand(word: "more", help: help, isEmptyLine: true) {
        (app, _) throws(NoAnswer) -> (lines: [String], effects: [Effect]) in
        guard var list = app.items else { return ([], []) }
        defer { app.items = list }
        return try list.more()
      }
    ]
  }

  /// The items that follow those that were printed; beyond the window they must be fetched.
  private mutating func more() throws(NoAnswer) -> (lines: [String], effects: [Effect]) {
    guard printed >= window.count else {
      defer { printed += Self.listLength }
      return (lines(from: printed), [])
    }
    guard hasMoreBelow else { throw NoAnswer(sentence: "That was the last of them.") }
    row = window.count - 1
    return ([], move(by: 1))
  }

  /// Some items of the list, one line each, or that there are none.
  private func lines(from first: Int) -> [String] {
    let next = window.dropFirst(first).prefix(Self.listLength)
    return next.isEmpty ? ["There is no such item."] : next.map(line(of:))
  }

  private func line(of item: ListedItem) -> String {
    let flag = item.isFlagged ? ", flagged" : ""
    let draft = item.hasDraft ? ", draft" : ""
    let jury = item.juryNews == .new ? ", the jury is in" : ""
    let line = item.question.split(whereSeparator: \.isNewline).joined(separator: " ")
    return "\(item.item), \(item.language), \(item.state)\(draft)\(jury)\(flag): \(line)"
  }
}
