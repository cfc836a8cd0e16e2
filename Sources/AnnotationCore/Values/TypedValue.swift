/// Reading what a person wrote as a value of a field.
extension Guideline {
  /// How a person may name a choice.
  package enum ChoiceNames: Hashable, Sendable {
    /// By its id or by its title in any language, as in a file of labels.
    ///
    /// A choice's key counts nowhere but on a keyboard: in a file, a letter may be an id.
    case idsAndTitles
    /// By its key, which comes first, its id or its title.
    case keysToo
  }

  /// Reads what a person wrote as a legal value of a field.
  ///
  /// A choice is named as `names` says; capitals make no difference where nothing is written exactly
  /// so. Several choices have `|` or else `,` or else blanks between them. A dash stands for nothing,
  /// and so does `none` where several choices can be given and none is called so. A step is a whole
  /// number. A text is taken as it stands.
  /// - Parameters:
  ///   - text: what was written; white space around it counts in a text alone.
  ///   - criterion: as in ``problem(with:of:under:)``.
  /// - Returns: nil where nothing was written and the field is optional.
  /// - Throws: why there is no such value. A word that names no choice is ``IllegalValue/notOffered(_:)``,
  ///   one that is no whole number ``IllegalValue/wrongKind``.
  package func value(
    written text: String,
    for field: Field,
    under criterion: CriterionID?,
    names: ChoiceNames
  ) throws(IllegalValue) -> FieldValue? {
    let value = try read(text, for: field, under: criterion, names)
    if let problem = problem(with: value, of: field, under: criterion) { throw problem }
    return value
  }

  private func read(
    _ text: String,
    for field: Field,
    under criterion: CriterionID?,
    _ names: ChoiceNames
  ) throws(IllegalValue) -> FieldValue? {
    let words = text.withoutBlankEnds
    if words.isEmpty { return nil }
    switch field.kind {
    case .text: return .text(text)
    case .scale:
      if words == "-" { return nil }
      guard let step = Int(words) else { throw .wrongKind }
      return .scale(step)
    case .single:
      if words == "-" { return nil }
      return .single(try choice(words, among: choices(of: field, under: criterion), names))
    case .multiple:
      return .multiple(try several(words, among: choices(of: field, under: criterion), names))
    }
  }

  private func several(
    _ words: String,
    among choices: [Choice],
    _ names: ChoiceNames
  ) throws(IllegalValue) -> Set<ChoiceID> {
    // Titles may hold blanks and commas.
    do {
      return [try choice(words, among: choices, names)]
    } catch {
      if case .ambiguous = error { throw error }
      if ["-", "none"].contains(words.lowercased()) { return [] }
    }
    let separator: Character? = words.contains("|") ? "|" : words.contains(",") ? "," : nil
    let parts = words.split { separator == nil ? $0.isWhitespace : $0 == separator }
    var chosen: Set<ChoiceID> = []
    for part in parts {
      let word = String(part).withoutBlankEnds
      if !word.isEmpty { chosen.insert(try choice(word, among: choices, names)) }
    }
    return chosen
  }

  /// The one choice that a word names.
  private func choice(
    _ word: String,
    among choices: [Choice],
    _ names: ChoiceNames
  ) throws(IllegalValue) -> ChoiceID {
    if names == .keysToo, let found = choices.first(where: { $0.key == word }) { return found.id }
    if let found = choices.first(where: { $0.id == word }) { return found.id }
    let folded = word.lowercased()
    var found = choices.filter { $0.id.lowercased() == folded }
    if found.isEmpty {
      found = choices.filter { choice in
        choice.title.byLanguage.values.contains { $0.lowercased() == folded }
      }
    }
    guard let first = found.first else { throw .notOffered([word]) }
    guard found.count == 1 else { throw .ambiguous(word, found.map(\.id)) }
    return first.id
  }
}

extension String {
  /// The text without white space at its ends.
  fileprivate var withoutBlankEnds: String {
    guard let first = firstIndex(where: { !$0.isWhitespace }),
      let last = lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(self[first...last])
  }
}
