import SafeText

/// One label for each item, from a CSV file: the right labels, or what one rater or model says.
///
/// An empty label is none, and so are those that the user names; names are compared as those of a
/// ``RatingFile``.
package struct LabelFile: Sendable {
  /// The items that have a label, in the order of the file.
  package let items: [String]
  /// The distinct labels, in the order of the file.
  package let labels: [String]
  /// The label of each of ``items``, as a place in ``labels``.
  package let labelOf: [Int]
  /// Items without a label.
  package let missing: Int

  /// The label of each item.
  package var labelOfItem: [String: String] {
    Dictionary(zip(items, labelOf.map { labels[$0] })) { first, _ in first }
  }

  /// Reads a file.
  /// - Parameter form: the columns of items and labels, and which labels are missing ones.
  /// - Throws: ``RatingFileError``: the first thing that is wrong, with its line.
  package init(path: String, _ form: RatingForm = RatingForm()) throws(RatingFileError) {
    var file = try CSVTable(path: path)
    let item = try file.column(form.item, ["item"])
    let label = try file.column(form.label, ["label"])
    guard item != label else { throw file.error(.sameColumn(file.header[label])) }
    let codes = Set((form.missing ?? []).map(\.tidied))
    var items = NameNumbers(takesPlain: true)
    var labels = NameNumbers(takesPlain: false)
    /// The label and the line of each item.
    var given: [(label: UInt32, line: Int)] = []
    var looksMissing: [(code: String, line: Int)] = []
    while try file.next() {
      let (itemField, labelField) = (file.reader.fields[item], file.reader.fields[label])
      var number = items.number(of: itemField, in: file.reader.buffer)
      if number == nil {
        let name = try file.name(item)
        number = items.add(name, for: itemField, in: file.reader.buffer)
      }
      if let number, Int(number) < given.count {
        let name = try file.name(item)
        throw file.error(.itemTwice(name, before: given[Int(number)].line))
      }
      var named = labels.number(of: labelField, in: file.reader.buffer)
      if named == nil {
        let text = try file.text(label).tidied
        let isNone = text.isEmpty || codes.contains(text)
        if !isNone, form.missing == nil, missingCodes.contains(text) {
          looksMissing.append((text, file.line))
        }
        let name = isNone ? nil : try file.name(label)
        named = labels.add(name, for: labelField, in: file.reader.buffer)
      }
      given.append((named ?? SpellingNumbers.none, file.line))
    }
    if let first = looksMissing.first {
      throw RatingFileError(
        file: path,
        line: first.line,
        problem: .looksMissing(looksMissing.map(\.code))
      )
    }
    let labelled = given.indices.filter { given[$0].label != SpellingNumbers.none }
    guard !labelled.isEmpty else { throw RatingFileError(file: path, problem: .noRatings) }
    let names = items.names
    self.items = labelled.map { names[$0] }
    self.labels = labels.names
    labelOf = labelled.map { Int(given[$0].label) }
    missing = given.count - labelled.count
  }
}
