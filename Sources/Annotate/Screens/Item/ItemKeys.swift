import AnnotationCore
import TerminalKit

/// Keys and clicks on an item, beside its commands.
extension ItemState {
  var isWritingText: Bool { editor?.text != nil }

  mutating func answer(_ key: Key, in app: App) -> [Effect]? {
    if let effects = answerPassage(key) ?? answerFind(key, in: app) { return effects }
    guard access == .open else { return nil }
    guard let field = focusedField else { return key == .enter ? commit() : nil }
    if isStruckTwice(key) {
      return [.notify(.calm("\(key.name) came twice at once, and counts once."))]
    }
    if answerField(key, lines: app.metrics.editorLines) || answerNextField(key) { return [] }
    return unknownAnswer(key, to: field, in: app)
  }

  mutating func scroll(_ step: Scroll, from metrics: Metrics) -> [Effect] {
    // Drawing stops at the end.
    scroll = step == .end && showAll() ? Int.max / 2 : metrics.text.moved(by: step)
    // A hit that was found may go out of sight.
    find?.isWanted = false
    return []
  }

  var queueLanguage: String? { position.language }

  mutating func take(_ answer: String, for purpose: Prompt.Purpose, in app: App) -> [Effect] {
    switch purpose {
    case .skip: [.skip(item.id, session.stage, reason: answer, position)]
    case .flag: [.flag(item.id, comment: answer)]
    case .jump: [.openItem(answer, QueuePosition(place: nil, language: queueLanguage))]
    case .find: find(answer)
    case .adopt, .reason, .search: []
    }
  }

  /// Looks for words in question and answer.
  private mutating func find(_ words: String) -> [Effect] {
    let found = Find(words, in: item)
    guard found.count > 0 else {
      return [.notify(.calm("Neither the question nor the answer has '\(words)'."))]
    }
    find = found
    showAll()
    folds = Folds()
    return []
  }

  mutating func choose(field: FieldID) {
    if access == .open { focus(on: field) }
  }

  /// While words are looked for, n and N go from hit to hit; any other key but scrolling ends it.
  private mutating func answerFind(_ key: Key, in app: App) -> [Effect]? {
    guard find != nil else { return nil }
    switch key {
    case .character("n"): find?.move(by: 1)
    case .character("N"): find?.move(by: -1)
    case .escape: endFind(app.metrics)
    default:
      let command = app.keyMap.command(for: key, in: app.scopes)
      if command.map({ CommandID.textScrolling.contains($0.id) }) != true { endFind(app.metrics) }
      return nil
    }
    return []
  }

  /// Ends looking for words; what was in sight stays so.
  private mutating func endFind(_ metrics: Metrics) {
    find = nil
    scroll = metrics.text.top
  }

  /// A letter that no choice of the field has: its name says more than "does nothing".
  private func unknownAnswer(_ key: Key, to field: Field, in app: App) -> [Effect]? {
    guard key.isAnswer, app.keyMap.command(for: key, in: app.scopes) == nil else { return nil }
    let keys = form.choices(of: field).map(\.key).joined(separator: " ")
    let title = field.title.text(in: app.language)
    return [
      .notify(
        .calm(
          keys.isEmpty
            ? "\(key.name) is no step of \(title)."
            : "\(key.name) is not a choice of \(title). It takes: \(keys)."
        )
      )
    ]
  }
}
