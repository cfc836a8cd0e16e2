// The one file that names ICU: the toolchain's own, version 76, whose symbols carry a prefix.
internal import _FoundationICU

/// Where a line may end, by Unicode's rules and dictionaries for scripts without spaces.
final class LineBreaker {
  private let iterator: OpaquePointer

  /// - Returns: nil where ICU has no data.
  init?(locale: String) {
    var status = U_ZERO_ERROR
    guard let iterator = swift_ubrk_open(UBRK_LINE, Self.rules(for: locale), nil, 0, &status),
      status.rawValue <= U_ZERO_ERROR.rawValue
    else { return nil }
    self.iterator = iterator
  }

  deinit { swift_ubrk_close(iterator) }

  /// Korean is wrapped at its spaces, as it is read; the common rules would part any two syllables.
  private static func rules(for locale: String) -> String {
    let language = locale.prefix { $0 != "-" && $0 != "_" && $0 != "@" }.lowercased()
    return language == "ko" ? "ko@lw=phrase" : locale
  }

  /// For each UTF-16 offset whether a line may end before it; one longer than the text.
  func opportunities(in text: [UInt16]) -> [Bool] {
    var may = [Bool](repeating: false, count: text.count + 1)
    text.withUnsafeBufferPointer { units in
      var status = U_ZERO_ERROR
      swift_ubrk_setText(iterator, units.baseAddress, Int32(units.count), &status)
      guard status.rawValue <= U_ZERO_ERROR.rawValue else { return }
      while case let offset = swift_ubrk_next(iterator), offset >= 0 { may[Int(offset)] = true }
      // The text is about to go out of reach.
      swift_ubrk_setText(iterator, nil, 0, &status)
    }
    return may
  }
}

/// The Unicode bidirectional algorithm.
final class Bidi {
  private let state: OpaquePointer?

  init() { state = swift_ubidi_open() }

  deinit { swift_ubidi_close(state) }

  /// The level of each UTF-16 unit of a paragraph, whose direction its first strong character gives.
  func levels(of text: [UInt16]) -> (paragraph: UInt8, levels: [UInt8]) {
    text.withUnsafeBufferPointer { units in
      var status = U_ZERO_ERROR
      let automatic: UInt8 = 0xFE
      swift_ubidi_setPara(
        state,
        units.baseAddress,
        Int32(units.count),
        automatic,
        nil,
        &status
      )
      guard status.rawValue <= U_ZERO_ERROR.rawValue,
        let levels = swift_ubidi_getLevels(state, &status)
      else { return (0, [UInt8](repeating: 0, count: units.count)) }
      return (
        swift_ubidi_getParaLevel(state),
        Array(UnsafeBufferPointer(start: levels, count: units.count))
      )
    }
  }

  /// For each place from left to right the index of what stands there.
  static func visualOrder(of levels: [UInt8]) -> [Int] {
    var order = [Int32](repeating: 0, count: levels.count)
    swift_ubidi_reorderVisual(levels, Int32(levels.count), &order)
    return order.map(Int.init)
  }
}

/// The scalar that is drawn instead where text runs from the right, such as `(` for `)`.
func mirrored(_ scalar: UInt32) -> UInt32 {
  UInt32(bitPattern: swift_u_charMirror(Int32(bitPattern: scalar)))
}

/// Whether a text is composed already (NFC).
func isComposed(_ text: [UInt16]) -> Bool {
  var status = U_ZERO_ERROR
  let normalizer = swift_unorm2_getNFCInstance(&status)
  let answer = swift_unorm2_isNormalized(normalizer, text, Int32(text.count), &status)
  return status.rawValue <= U_ZERO_ERROR.rawValue && answer != 0
}

/// The text with composed characters (NFC), or as it was where ICU refuses.
func composed(_ text: [UInt16]) -> String {
  var status = U_ZERO_ERROR
  let normalizer = swift_unorm2_getNFCInstance(&status)
  var output = [UInt16](repeating: 0, count: text.count * 3 + 8)
  let count = swift_unorm2_normalize(
    normalizer,
    text,
    Int32(text.count),
    &output,
    Int32(output.count),
    &status
  )
  guard status.rawValue <= U_ZERO_ERROR.rawValue else {
    return String(decoding: text, as: UTF16.self)
  }
  return String(decoding: output[0..<Int(count)], as: UTF16.self)
}

/// What a character of Arabic does with those beside it.
func joiningType(of unit: UInt16) -> JoiningType {
  switch swift_u_getIntPropertyValue(Int32(unit), UCHAR_JOINING_TYPE) {
  case Int32(U_JT_DUAL_JOINING.rawValue), Int32(U_JT_JOIN_CAUSING.rawValue): .both
  case Int32(U_JT_RIGHT_JOINING.rawValue): .previousOnly
  case Int32(U_JT_LEFT_JOINING.rawValue): .nextOnly
  case Int32(U_JT_TRANSPARENT.rawValue): .transparent
  default: .none
  }
}

/// The letter that a presentation form is one of, and where in a word it stands; nil for others, such as
/// ligatures.
func arabicForm(_ shape: UInt16) -> (letter: UInt16, form: ArabicForm)? {
  let form: ArabicForm? =
    switch swift_u_getIntPropertyValue(Int32(shape), UCHAR_DECOMPOSITION_TYPE) {
    case Int32(U_DT_ISOLATED.rawValue): .isolated
    case Int32(U_DT_FINAL.rawValue): .final
    case Int32(U_DT_INITIAL.rawValue): .initial
    case Int32(U_DT_MEDIAL.rawValue): .medial
    default: nil
    }
  var status = U_ZERO_ERROR
  var letters = [UInt16](repeating: 0, count: 8)
  let count = swift_unorm2_getRawDecomposition(
    swift_unorm2_getNFKCInstance(&status),
    Int32(shape),
    &letters,
    Int32(letters.count),
    &status
  )
  guard let form, status.rawValue <= U_ZERO_ERROR.rawValue, count == 1 else { return nil }
  return (letters[0], form)
}

/// The words of a text, as ranges of UTF-16 units.
func wordBoundaries(in text: [UInt16]) -> [Range<Int>] {
  // From 100 on, ICU says what kind of word it is; below stand spaces and punctuation.
  parts(of: text, UBRK_WORD) { $0 >= 100 }
}

/// The sentences of a text with the blanks behind them, as ranges of UTF-16 units.
func sentenceBoundaries(in text: [UInt16]) -> [Range<Int>] {
  parts(of: text, UBRK_SENTENCE) { _ in true }
}

private func parts(
  of text: [UInt16],
  _ kind: UBreakIteratorType,
  where isWanted: (Int32) -> Bool
) -> [Range<Int>] {
  var parts: [Range<Int>] = []
  text.withUnsafeBufferPointer { units in
    var status = U_ZERO_ERROR
    guard
      let iterator = swift_ubrk_open(
        kind,
        "",
        units.baseAddress,
        Int32(units.count),
        &status
      ), status.rawValue <= U_ZERO_ERROR.rawValue
    else { return }
    defer { swift_ubrk_close(iterator) }
    var start = 0
    while case let end = swift_ubrk_next(iterator), end >= 0 {
      if isWanted(swift_ubrk_getRuleStatus(iterator)) { parts.append(start..<Int(end)) }
      start = Int(end)
    }
  }
  return parts
}

/// A text as it is compared when words are looked for: without case, and without the marks on its
/// letters, each piece with the place where it stood in the text.
/// - Returns: nil where ICU refuses.
func decomposedAndFolded(_ text: [UInt16]) -> [UInt16]? {
  var status = U_ZERO_ERROR
  let normalizer = swift_unorm2_getNFDInstance(&status)
  var output = [UInt16](repeating: 0, count: text.count * 6 + 8)
  let count = swift_unorm2_normalize(
    normalizer,
    text,
    Int32(text.count),
    &output,
    Int32(output.count),
    &status
  )
  guard status.rawValue <= U_ZERO_ERROR.rawValue else { return nil }
  var folded = [UInt16](repeating: 0, count: Int(count) * 3 + 8)
  let length = swift_u_strFoldCase(
    &folded,
    Int32(folded.count),
    output,
    count,
    UInt32(U_FOLD_CASE_DEFAULT),
    &status
  )
  guard status.rawValue <= U_ZERO_ERROR.rawValue else { return nil }
  return Array(folded[0..<Int(length)])
}

/// A text in Unicode's form NFC; the text itself where ICU has no data.
func normalised(_ text: String) -> String {
  var status = U_ZERO_ERROR
  guard let composing = swift_unorm2_getNFCInstance(&status) else { return text }
  let units = Array(text.utf16)
  // A character of one unit may become three.
  var result = [UInt16](repeating: 0, count: units.count * 3)
  let count = units.withUnsafeBufferPointer { units in
    result.withUnsafeMutableBufferPointer { result in
      swift_unorm2_normalize(
        composing,
        units.baseAddress,
        Int32(units.count),
        result.baseAddress,
        Int32(result.count),
        &status
      )
    }
  }
  guard status.rawValue <= U_ZERO_ERROR.rawValue else { return text }
  return String(decoding: result.prefix(Int(count)), as: UTF16.self)
}

/// The code of a scalar's writing system in ISO 15924; nil where ICU has no data.
func scriptCode(of scalar: UInt32) -> String? {
  var status = U_ZERO_ERROR
  let script = swift_uscript_getScript(Int32(bitPattern: scalar), &status)
  guard status.rawValue <= U_ZERO_ERROR.rawValue,
    let name = swift_uscript_getShortName(script)
  else { return nil }
  return String(cString: name)
}

/// Whether terminals that are set up for East Asian fonts may give a scalar two columns (UAX #11).
func hasAmbiguousWidth(_ scalar: UInt32) -> Bool {
  let width = swift_u_getIntPropertyValue(Int32(bitPattern: scalar), UCHAR_EAST_ASIAN_WIDTH)
  return width == Int32(U_EA_AMBIGUOUS.rawValue)
}

/// The English name of a writing system by its code in ISO 15924.
func scriptName(_ code: String) -> String? {
  let script = swift_u_getPropertyValueEnum(UCHAR_SCRIPT, code)
  guard script >= 0,
    let name = swift_u_getPropertyValueName(UCHAR_SCRIPT, script, U_LONG_PROPERTY_NAME)
  else { return nil }
  return String(cString: name).split(separator: "_").joined(separator: " ")
}
