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
    // What went wrong stays until it is read.
    if notice?.tone == .bad {
      guard key != .escape else {
        notice = nil
        return []
      }
    } else {
      notice = nil
    }
    if guide != nil { return goToSection(key) ? [] : give(key) }
    let effects = screen.answer(key, in: self) ?? give(key)
    editItem { $0.isBegun = true }
    return effects
  }

  /// Gives a key to the command that it belongs to.
  private mutating func give(_ key: Key) -> [Effect] {
    guard !(isWritingText && key.isText), let command = keyMap.command(for: key, in: scopes) else {
      if key != .unknown {
        let help = self.key(of: .help) ?? "?"
        notice = .calm(
          key.isOfOtherScript
            ? "The key \(key.name) does nothing here. Is your keyboard set to another script?"
            : "\(key.name) does nothing here. Press \(help) for every key."
        )
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

  mutating func paste(_ pasted: String) {
    let text = enteredText(pasted)
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
    switch screen.paste(text) {
    case nil: notice = .calm("Text can be pasted into a text field.")
    case 0?: break
    case let refused?: notice = .warning("\(counted(refused, "character")) did not fit.")
    }
  }
}

extension Key {
  /// Whether it writes a letter that no command and no choice has.
  fileprivate var isOfOtherScript: Bool {
    if case .character(let character) = self { !character.isASCII } else { false }
  }
}
