import SafeText

/// What one of the other columns says, as far as it has been read: of items, of raters, or of neither.
struct ColumnAttributes {
  let name: String
  /// The line on which it said something else of an item than before, and which item.
  private(set) var differsOfItem: (line: Int, item: UInt32)?
  private(set) var differsOfRater: (line: Int, rater: UInt32)?

  private var spellings = SpellingNumbers()
  private var values: [String] = []
  /// By number of the item or rater; ``SpellingNumbers/none`` where it is not known.
  private var ofItem: [UInt32] = []
  private var ofRater: [UInt32] = []

  init(name: String) { self.name = name }

  var isOfItems: Bool { differsOfItem == nil }
  var isOfRaters: Bool { differsOfRater == nil }

  /// Notes what a line says.
  /// - Parameter rater: nil in wide files, where a line is of no rater alone.
  mutating func note(
    _ column: Int,
    of file: CSVTable,
    item: UInt32,
    rater: UInt32?
  ) throws(RatingFileError) {
    guard isOfItems || isOfRaters else { return }
    let field = file.reader.fields[column]
    let line = file.line
    let found = file.reader.buffer.withUnsafeBytes { bytes in
      spellings.find(UnsafeRawBufferPointer(rebasing: bytes[field.start..<field.end]))
    }
    let number: UInt32
    switch found {
    case .number(let known): number = known
    case .unknown(let place):
      let value = try file.text(column).tidied
      number = value.isEmpty ? SpellingNumbers.none : UInt32(values.count)
      if !value.isEmpty { values.append(value) }
      file.reader.buffer.withUnsafeBytes { bytes in
        let spelled = UnsafeRawBufferPointer(rebasing: bytes[field.start..<field.end])
        spellings.set(number, at: place, for: spelled)
      }
    }
    if isOfItems, Self.differs(number, of: item, in: &ofItem, values) {
      differsOfItem = (line, item)
    }
    if let rater {
      if isOfRaters, Self.differs(number, of: rater, in: &ofRater, values) {
        differsOfRater = (line, rater)
      }
    } else {
      differsOfRater = differsOfRater ?? (line, 0)
    }
    guard !isOfItems, !isOfRaters else { return }
    // A moment for each rating would fill memory for nothing.
    (spellings, values, ofItem, ofRater) = (SpellingNumbers(), [], [], [])
  }

  /// Keeps what is said of something.
  /// - Returns: whether something else was said of it before.
  private static func differs(
    _ value: UInt32,
    of number: UInt32,
    in known: inout [UInt32],
    _ values: [String]
  ) -> Bool {
    guard value != SpellingNumbers.none else { return false }
    let place = Int(number)
    while known.count <= place { known.append(SpellingNumbers.none) }
    if known[place] == SpellingNumbers.none {
      known[place] = value
      return false
    }
    return known[place] != value && values[Int(known[place])] != values[Int(value)]
  }

  /// What it says of an item; nil for nothing.
  func value(ofItem number: UInt32) -> String? { Self.value(ofItem, number, values) }

  /// What it says of a rater; nil for nothing.
  func value(ofRater number: UInt32) -> String? { Self.value(ofRater, number, values) }

  private static func value(_ known: [UInt32], _ number: UInt32, _ values: [String]) -> String? {
    guard Int(number) < known.count, known[Int(number)] != SpellingNumbers.none else { return nil }
    return values[Int(known[Int(number)])]
  }
}
