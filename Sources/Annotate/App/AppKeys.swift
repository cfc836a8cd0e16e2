import AnnotationCore
import SafeText
import TerminalKit

/// Who gets a key: the overlay, the guideline, the field in focus, then the commands.
extension App {
  mutating func press(_ key: Key) -> [Effect] {
    if opensHelp(key) {
      overlays.append(Help())
      return []
    }
    if let overlay { return overlay.press(key, in: &self) }
    // What went wrong stays until it is read.
    if notice?.tone == .bad {
      guard key != .escape else {
        notice = nil
        return []
      }
    } else {
      notice = nil
    }
    var pane = front
    let answered = pane.answer(key, in: self)
    front = pane
    if guide == nil { editItem { $0.note(.hadKey) } }
    return answered ?? give(key)
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
    uses[command.id, default: 0] += 1
    return command.run(&self)
  }

  /// Commands that work whatever lies over the screen: leaving, suspending, repainting.
  mutating func giveAnywhere(_ key: Key) -> [Effect]? {
    guard case .control = key else { return nil }
    return keyMap.command(for: key, in: [.anywhere]).map { run($0) }
  }

  /// Whether a command of everywhere works whatever lies over the screen.
  func isGivenOverOverlays(_ command: Command) -> Bool {
    keyMap.keys(of: command).contains { key in
      if case .control = key { true } else { command.id == .help && !key.isText }
    }
  }

  /// Whether a key that writes nothing asks for the list of keys: that opens over everything.
  private func opensHelp(_ key: Key) -> Bool {
    !key.isText && !(overlay is Help) && keyMap.command(for: key, in: [.anywhere])?.id == .help
  }

  mutating func paste(_ pasted: String) {
    let text = enteredText(pasted)
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    if var overlay {
      overlay.paste(line)
      self.overlay = overlay
      return
    }
    switch front.paste(text) {
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
