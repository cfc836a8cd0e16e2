import AnnotationCore
import ProjectStore

/// The list of one's items, line by line.
extension ItemsState {
  /// So many items are printed at once.
  static let listLength = 10

  func lines(in app: App, after before: any Screen) -> [String] {
    app.plainLines(of: self, from: 0)
  }

  func prompt(in app: App) -> String { "The id of an item, or :more" }

  mutating func answer(line: String, in app: App) throws(NoAnswer) -> [Effect] {
    [.openItem(line.trimmed, QueuePosition())]
  }
}

extension App {
  /// Some items of the list, or that there are none.
  func plainLines(of list: ItemsState, from first: Int) -> [String] {
    let next = list.window.dropFirst(first).prefix(ItemsState.listLength)
    return next.isEmpty ? ["There is no such item."] : plainLines(of: next)
  }

  /// Items of a list, one line each.
  private func plainLines(of listed: some Sequence<ListedItem>) -> [String] {
    listed.map { item in
      let flag = item.isFlagged ? ", flagged" : ""
      let draft = item.hasDraft ? ", draft" : ""
      let jury = item.juryNews == .new ? ", the jury is in" : ""
      let line = item.question.split(whereSeparator: \.isNewline).joined(separator: " ")
      return "\(item.item), \(item.language), \(item.state)\(draft)\(jury)\(flag): \(line)"
    }
  }
}
