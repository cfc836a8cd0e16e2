import AnnotationCore
import TerminalKit

/// Who gets a key: the overlay, the field in focus, then the screen's commands, then the app's.
extension App {
  mutating func press(_ key: Key) -> [Effect] {
    if let effects = pressAnywhere(key) { return effects }
    switch overlay {
    case .help(let scroll):
      overlay = scrolledHelp(scroll, key)
      return []
    case .prompt(let prompt): return pressInPrompt(key, prompt)
    case nil: break
    }
    notice = nil
    switch screen {
    case .queue(var state):
      let effects = give(key, to: queueCommands, &state)
      screen = .queue(state)
      return effects ?? pressInApp(key)
    case .item(var state):
      let takesText = state.editor != nil
      if state.answer(key) {
        screen = .item(state)
        return []
      }
      if state.focus == nil, key == .enter {
        let effects = state.commit()
        screen = .item(state)
        return effects
      }
      let effects = takesText && key.isText ? nil : give(key, to: itemCommands, &state)
      screen = .item(state)
      return effects ?? pressInApp(key)
    case .adjudication(var state):
      let effects = state.answer(key) ?? give(key, to: adjudicationCommands, &state)
      screen = .adjudication(state)
      return effects ?? pressInApp(key)
    }
  }

  /// Keys that mean the same wherever the user is.
  private mutating func pressAnywhere(_ key: Key) -> [Effect]? {
    switch key {
    case .control("c"): [.quit]
    case .control("z"): [.suspend]
    case .control("l"): [.repaint]
    default: nil
    }
  }

  private mutating func pressInApp(_ key: Key) -> [Effect] {
    switch key {
    case .character("?"), .function(1): overlay = .help(scroll: 0)
    case .unknown: break
    default: notice = .calm("\(key.name) does nothing here. Press \(helpKey.name) for every key.")
    }
    return []
  }

  /// Gives a key to the command that it belongs to; nil where there is none.
  private mutating func give<State>(
    _ key: Key,
    to commands: [Command<State>],
    _ state: inout State
  ) -> [Effect]? {
    guard let command = commands.first(where: { $0.keys.contains(key) }) else { return nil }
    if let reason = command.whyNot(state) {
      notice = .calm(reason)
      return []
    }
    return command.run(&state)
  }

  /// The key that shows every command; a question mark is a letter while a text is being written.
  var helpKey: Key {
    if case .item(let state) = screen, state.editor != nil { .function(1) } else { .character("?") }
  }

  private func scrolledHelp(_ scroll: Int, _ key: Key) -> Overlay? {
    switch key {
    case .down, .character("j"): .help(scroll: scroll + 1)
    case .up, .character("k"): .help(scroll: max(0, scroll - 1))
    case .pageDown, .character(" "): .help(scroll: scroll + 10)
    case .pageUp: .help(scroll: max(0, scroll - 10))
    default: nil
    }
  }

  mutating func paste(_ text: String) {
    if case .prompt(var prompt) = overlay {
      prompt.buffer.insert(text.split(whereSeparator: \.isNewline).joined(separator: " "))
      overlay = .prompt(prompt)
      return
    }
    guard case .item(var state) = screen else { return }
    switch state.paste(text) {
    case nil: notice = .calm("Text can be pasted into a text field.")
    case 0?: break
    case let refused?: notice = .warning("\(refused) characters did not fit.")
    }
    screen = .item(state)
  }
}

extension Key {
  /// Whether the key writes something when a text is being written.
  var isText: Bool { if case .character = self { true } else { false } }
}
