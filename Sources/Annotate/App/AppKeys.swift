import AnnotationCore
import SafeText
import TerminalKit

/// Who gets a key: the overlay, the guideline, the field in focus, then the commands.
extension App {
  mutating func press(_ key: Key) -> [Effect] {
    switch overlay {
    case .help(let scroll): return pressInHelp(key, scroll)
    case .prompt(let prompt): return pressInPrompt(key, prompt)
    case .palette(let palette): return pressInPalette(key, palette)
    case .card(let card): return pressInCard(key, card)
    case nil: break
    }
    notice = nil
    if guide != nil { return goToSection(key) ? [] : give(key) }
    if let effects = pressInFind(key) { return effects }
    if let effects = pressInField(key) { return effects }
    return give(key)
  }

  /// Gives a key to the command that it belongs to.
  private mutating func give(_ key: Key) -> [Effect] {
    guard !(isWritingText && key.isText), let command = keyMap.command(for: key, in: scopes) else {
      if key != .unknown {
        let help = self.key(of: .help) ?? "?"
        notice = .calm("\(key.name) does nothing here. Press \(help) for every key.")
      }
      return []
    }
    return run(command)
  }

  /// Runs a command, or says why it is not available.
  mutating func run(_ command: Command) -> [Effect] {
    if let reason = command.whyNot(self) {
      notice = .calm(reason)
      return []
    }
    return command.run(&self)
  }

  /// Commands that work whatever lies over the screen: leaving, suspending, repainting.
  mutating func giveAnywhere(_ key: Key) -> [Effect]? {
    guard case .control = key, let command = keyMap.command(for: key, in: [.anywhere]) else {
      return nil
    }
    return run(command)
  }

  /// Gives a key to the field in focus.
  private mutating func pressInField(_ key: Key) -> [Effect]? {
    switch screen {
    case .item(var state):
      guard state.access == .open else { return nil }
      if state.focus == nil {
        guard key == .enter else { return nil }
        let effects = state.commit()
        screen = .item(state)
        return effects
      }
      guard state.answer(key, lines: metrics.editorLines) else {
        return unknownAnswer(key, state)
      }
      screen = .item(state)
      return []
    case .adjudication(var state):
      guard let effects = state.answer(key, lines: metrics.editorLines) else { return nil }
      screen = .adjudication(state)
      return effects
    case .queue, .items, .jury: return nil
    }
  }

  /// A letter that no choice of the field has: its name says more than "does nothing".
  private mutating func unknownAnswer(_ key: Key, _ state: ItemState) -> [Effect]? {
    guard key.isAnswer, keyMap.command(for: key, in: scopes) == nil, let field = state.focusedField
    else { return nil }
    let keys = state.form.choices(of: field).map(\.key).joined(separator: " ")
    let title = field.title.text(in: language)
    notice = .calm(
      keys.isEmpty
        ? "\(key.name) is no step of \(title)."
        : "\(key.name) is no choice of \(title). It takes: \(keys)."
    )
    return []
  }

  /// While words are looked for, n and N go from hit to hit; any other key but scrolling ends it.
  private mutating func pressInFind(_ key: Key) -> [Effect]? {
    guard var state = item, var find = state.find else { return nil }
    switch key {
    case .character("n"): find.move(by: 1)
    case .character("N"): find.move(by: -1)
    case .escape:
      endFind()
      return []
    default:
      let command = keyMap.command(for: key, in: scopes)
      if command.map({ CommandID.textScrolling.contains($0.id) }) != true { endFind() }
      return nil
    }
    state.find = find
    item = state
    return []
  }

  /// Ends looking for words; what was in sight stays so.
  private mutating func endFind() {
    let first = metrics.text.top
    editItem { state in
      state.find = nil
      state.scroll = first
    }
  }

  mutating func paste(_ text: String) {
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    switch overlay {
    case .prompt(var prompt):
      prompt.buffer.insert(line)
      overlay = .prompt(prompt)
      return
    case .palette(var palette):
      palette.buffer.insert(line)
      overlay = .palette(palette)
      return
    case .help, .card: return
    case nil: break
    }
    guard item != nil || adjudication != nil else { return }
    switch item?.paste(text) ?? adjudication?.paste(text) {
    case nil: notice = .calm("Text can be pasted into a text field.")
    case 0?: break
    case let refused?: notice = .warning("\(refused) characters did not fit.")
    }
  }
}
