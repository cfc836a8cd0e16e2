/// Arabic letters in the forms that they take in a word, for terminals that do not join them.
///
/// By the rules of the Unicode Standard, section 9.2; what joins, and which forms there are, is Unicode's
/// own data. A letter that has no form of its own in Unicode, such as the Pashto tteh with ring, stays as
/// it is, and its neighbours join it as far as they can.
struct ArabicJoining {
  /// The letters, one for one: a ligature of lam and alef stands in the place of the lam, and leaves a
  /// space in that of the alef.
  static func joined(_ text: [UInt16]) -> [UInt16] {
    var result = text
    let letters = text.indices.filter { joiningType(of: text[$0]) != .transparent }
    for (place, index) in letters.enumerated() {
      let before = place > 0 ? text[letters[place - 1]] : nil
      let after = place + 1 < letters.count ? text[letters[place + 1]] : nil
      let joinsBefore =
        before.map { joiningType(of: $0).joinsNext } ?? false
        && joiningType(of: text[index]).joinsPrevious
      if joinsBefore, before == lam, ligatures[text[index]] != nil {
        // It is in the lam's place.
        result[index] = 0x20
        continue
      }
      if text[index] == lam, let after, let ligature = ligatures[after] {
        result[index] = ligature + (joinsBefore ? 1 : 0)
        continue
      }
      let joinsAfter =
        after.map { joiningType(of: $0).joinsPrevious } ?? false
        && joiningType(of: text[index]).joinsNext
      let form: ArabicForm =
        switch (joinsBefore, joinsAfter) {
        case (true, true): .medial
        case (true, false): .final
        case (false, true): .initial
        case (false, false): .isolated
        }
      if let shape = forms[text[index]]?[form] { result[index] = shape }
    }
    return result
  }

  private static let lam: UInt16 = 0x644

  /// The ligature of lam with each alef, where nothing joins the lam from before; the next one is joined.
  private static let ligatures: [UInt16: UInt16] = [
    0x622: 0xFEF5, 0x623: 0xFEF7, 0x625: 0xFEF9, 0x627: 0xFEFB,
  ]

  /// The forms of each letter among Unicode's presentation forms.
  private static let forms: [UInt16: [ArabicForm: UInt16]] = {
    var forms: [UInt16: [ArabicForm: UInt16]] = [:]
    for block in [0xFB50...0xFBFF, 0xFE80...0xFEF4] as [ClosedRange<UInt16>] {
      for shape in block {
        guard let (letter, form) = arabicForm(shape) else { continue }
        forms[letter, default: [:]][form] = shape
      }
    }
    // The letter ae of Kurdish and Uighur, which has none, is drawn as a heh that joins nothing after it.
    forms[0x6D5] = forms[0x647]?.filter { [.isolated, .final].contains($0.key) }
    return forms
  }()
}

/// Where in a word a letter stands.
enum ArabicForm {
  case isolated
  case final
  case initial
  case medial
}

/// What a character does with those beside it.
enum JoiningType {
  case none
  case previousOnly
  case nextOnly
  case both
  /// A mark: the letters beside it see each other.
  case transparent

  var joinsPrevious: Bool { self == .previousOnly || self == .both }
  var joinsNext: Bool { self == .nextOnly || self == .both }
}
