extension Key {
  /// The key with a name, as help lines and settings files write it, such as `^S`, `ctrl-s`, `alt-x`,
  /// `F5`, `pgdn`, `tab` or `S`.
  /// - Returns: nil where no key has that name.
  package init?(named name: String) {
    if let key = Self.named[name.lowercased()] {
      self = key
      return
    }
    if name.count == 1, let character = name.first {
      self = .character(character)
      return
    }
    let lower = name.lowercased()
    for prefix in ["^", "ctrl-", "c-"] where lower.hasPrefix(prefix) {
      let rest = lower.dropFirst(prefix.count)
      guard rest.count == 1, let letter = rest.first, letter == "_" || ("a"..."z").contains(letter)
      else { return nil }
      self = .control(letter)
      return
    }
    for prefix in ["alt-", "m-"] where lower.hasPrefix(prefix) {
      let rest = name.dropFirst(prefix.count)
      guard rest.count == 1, let character = rest.first else { return nil }
      self = .alt(character)
      return
    }
    if lower.first == "f", let number = Int(lower.dropFirst()), (1...12).contains(number) {
      self = .function(number)
      return
    }
    return nil
  }

  private static let named: [String: Key] = [
    "space": .character(" "), "enter": .enter, "return": .enter, "tab": .tab,
    "shift-tab": .backTab, "esc": .escape, "escape": .escape, "backspace": .backspace,
    "delete": .delete, "del": .delete, "up": .up, "down": .down, "left": .left, "right": .right,
    "↑": .up, "↓": .down, "←": .left, "→": .right, "home": .home, "end": .end, "pgup": .pageUp,
    "pageup": .pageUp, "pgdn": .pageDown, "pagedown": .pageDown,
  ]
}
