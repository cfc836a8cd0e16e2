/// An object found in a text that somebody, or a model, wrote as JSON as far as they know it.
package struct LenientObject: Hashable, Sendable {
  /// Its members in their order; a name may be there twice.
  package var members: [JSONValue.Member]
  /// Where it stands in the text's UTF-8.
  package var range: Range<Int>
  package var end: End
  /// In what it is not JSON, each named once.
  package var leniencies: Set<Leniency>

  /// How an object ends.
  package enum End: Hashable, Sendable {
    /// With its brace.
    case whole
    /// The text ends within it: it holds the members that were complete.
    case cut
    /// Something follows that no object holds: it has the members before that.
    case broken
  }

  /// In what a text is read that is not JSON.
  package enum Leniency: Hashable, Sendable, CaseIterable {
    /// Quotation marks other than `"`, such as `'` or `“`.
    case otherQuotes
    /// A name or a value without quotation marks.
    case noQuotes
    /// A quotation mark within a text, without its backslash.
    case innerQuotes
    /// A comma too many.
    case extraComma
    /// No comma between two members.
    case missingComma
    /// A comment.
    case comment
    /// A line break, a tab or another control character within a text.
    case controlCharacter
    /// An escape sequence that JSON does not have.
    case escape
    /// Another language's word, such as `None`, `True`, `NaN` or `undefined`.
    case foreignWord
    /// Another language's list, such as `('a', 'b')` or `{'a', 'b'}`.
    case foreignList
    /// Full-width braces, brackets, colons or commas.
    case fullWidth
  }
}

/// What was found in a text.
package struct LenientObjects: Hashable, Sendable {
  /// The outermost objects in their order.
  package var objects: [LenientObject]
  /// Whether all of the text was searched.
  ///
  /// A text that is made of beginnings of objects, and would take long to search, is given up.
  package var isComplete: Bool

  /// Searches a text for objects.
  ///
  /// Each begins with a brace and is read as far as can be told without a guess: see
  /// ``LenientObject/Leniency``. A brace that begins none is passed over. The time grows with the
  /// length of the text and with nothing else.
  package init(in text: String) {
    // What is JSON is read as such, so that no tolerance can change what it says.
    if let strict = try? JSONValue(parsing: text, repeatedNames: .kept), let members = strict.object
    {
      let whole = LenientObject(
        members: members,
        range: 0..<text.utf8.count,
        end: .whole,
        leniencies: []
      )
      (objects, isComplete) = ([whole], true)
      return
    }
    var scanner = LenientScanner(Array(text.utf8))
    objects = scanner.objects()
    isComplete = !scanner.isExhausted
  }
}
