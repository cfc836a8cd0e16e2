package import Agreement
import SafeText

/// Ratings from a CSV file: one in each line, or with a column for each annotator.
///
/// An empty label is a missing rating. Any other column tells something of items or of raters, to
/// measure agreement by: it says the same in each line of an item, or in each line of a rater.
package struct RatingFile: Sendable {
  /// A column, and what it says of each of the table's items or raters; nil for nothing.
  package typealias Attribute = (name: String, values: [String?])

  package let table: RatingTable
  /// The columns that tell something of items, in the order of the file.
  package let ofItems: [Attribute]
  /// The columns that tell something of raters, in the order of the file.
  package let ofRaters: [Attribute]
  /// The columns that tell something of neither, such as the moment of a rating.
  package let leftOut: [LeftOutColumn]
  /// Ratings without a label.
  package let missing: Int
  /// Ratings that were left out because their rater had rated the item more than once.
  package let repeated: Int

  /// Reads a file.
  /// - Throws: ``RatingFileError``: the first thing that is wrong, with its line.
  package init(path: String, _ form: RatingForm = RatingForm()) throws(RatingFileError) {
    var reading = try RatingReading(path: path, form)
    try reading.readAll()
    var builder = reading.builder
    guard builder.count > 0 else { throw RatingFileError(file: path, problem: .noRatings) }
    if let found = reading.missingCodes.first {
      throw RatingFileError(
        file: path,
        line: found.line,
        problem: .looksMissing(reading.missingCodes.map(\.code))
      )
    }
    var repeated = 0
    if form.repeats != .refuse {
      (builder, repeated) = builder.withoutRepeats(keepingLast: form.repeats == .last)
    }
    do { table = try builder.table() } catch {
      throw RatingFileError(
        file: path,
        line: builder.repeatedRating.map { Int(reading.lines[$0]) },
        problem: .table(error)
      )
    }
    let (items, raters) = (table.items, table.raters)
    let itemNumbers = items.map { builder.number(ofItem: $0) }
    let raterNumbers = raters.map { builder.number(ofRater: $0) }
    ofItems = reading.others.filter(\.isOfItems).map { column in
      (column.name, itemNumbers.map(column.value(ofItem:)))
    }
    ofRaters = reading.others.filter(\.isOfRaters).map { column in
      (column.name, raterNumbers.map(column.value(ofRater:)))
    }
    leftOut = reading.others.compactMap { LeftOutColumn($0, builder) }
    missing = reading.missing
    self.repeated = repeated
  }
}

/// A column that differs within items, and within raters too.
package struct LeftOutColumn: Hashable, Sendable {
  package let name: String
  /// An item of which it says two things, and the line of the second.
  package let item: String
  package let line: Int

  init?(_ column: ColumnAttributes, _ builder: RatingTableBuilder) {
    guard !column.isOfRaters, let (line, item) = column.differsOfItem else { return nil }
    name = column.name
    self.item = builder.name(ofItem: item)
    self.line = line
  }
}

/// A file of ratings, while it is read.
private struct RatingReading {
  private var file: CSVTable
  private let form: RatingForm
  private let columns: Columns
  var builder = RatingTableBuilder()
  /// The line of each rating.
  var lines: [UInt32] = []
  var missing = 0
  /// Labels that look like a missing rating, with the line of the first.
  var missingCodes: [(code: String, line: Int)] = []
  var others: [ColumnAttributes]

  private var items = SpellingNumbers()
  private var raters = SpellingNumbers()
  private var labels = SpellingNumbers()
  private let codes: Set<String>

  init(path: String, _ form: RatingForm) throws(RatingFileError) {
    file = try CSVTable(path: path)
    self.form = form
    columns = try Columns(of: file, form)
    codes = Set((form.missing ?? []).map(\.tidied))
    let header = file.header
    others = columns.others.map { ColumnAttributes(name: header[$0]) }
  }

  mutating func readAll() throws(RatingFileError) {
    var wide: [UInt32] = []
    for column in columns.wide {
      wide.append(builder.number(ofRater: try checked(file.header[column], column)))
    }
    while try file.next() {
      let item =
        if let column = columns.item { try number(ofItem: column) } else {
          builder.number(ofItem: "line \(file.line)")
        }
      guard columns.wide.isEmpty else {
        for (column, rater) in zip(columns.wide, wide) { try add(item, rater, labelIn: column) }
        try note(item, nil)
        continue
      }
      let rater = try number(ofRater: columns.rater)
      try add(item, rater, labelIn: columns.label)
      try note(item, rater)
    }
  }

  private mutating func add(
    _ item: UInt32,
    _ rater: UInt32,
    labelIn column: Int
  ) throws(RatingFileError) {
    let label = try number(ofLabel: column)
    guard label != SpellingNumbers.none else {
      missing += 1
      return
    }
    builder.add(item: item, rater: rater, label: label)
    lines.append(UInt32(clamping: file.line))
  }

  private mutating func note(_ item: UInt32, _ rater: UInt32?) throws(RatingFileError) {
    for (place, column) in columns.others.enumerated() {
      try others[place].note(column, of: file, item: item, rater: rater)
    }
  }

  private mutating func number(ofItem column: Int) throws(RatingFileError) -> UInt32 {
    let field = file.reader.fields[column]
    let place = items.place(of: field, in: file.reader.buffer)
    if let known = place.number { return known }
    let number = builder.number(ofItem: try checked(try file.text(column), column))
    items.set(number, at: place, for: field, in: file.reader.buffer)
    return number
  }

  private mutating func number(ofRater column: Int) throws(RatingFileError) -> UInt32 {
    let field = file.reader.fields[column]
    let place = raters.place(of: field, in: file.reader.buffer)
    if let known = place.number { return known }
    let number = builder.number(ofRater: try checked(try file.text(column), column))
    raters.set(number, at: place, for: field, in: file.reader.buffer)
    return number
  }

  /// The label's number, or that of none.
  private mutating func number(ofLabel column: Int) throws(RatingFileError) -> UInt32 {
    let field = file.reader.fields[column]
    let place = labels.place(of: field, in: file.reader.buffer)
    if let known = place.number { return known }
    let label = try file.text(column).tidied
    var number = SpellingNumbers.none
    if !label.isEmpty, !codes.contains(label) {
      if form.missing == nil, RatingFiles.missingCodes.contains(label) {
        missingCodes.append((label, file.line))
      }
      number = builder.number(ofLabel: try checked(label, column))
    }
    labels.set(number, at: place, for: field, in: file.reader.buffer)
    return number
  }

  /// A name as it is compared: tidied, and by the rule for names of other tools' files.
  private func checked(_ name: String, _ column: Int) throws(RatingFileError) -> String {
    let name = name.tidied
    if name.isEmpty { throw file.error(.emptyField(file.header[column])) }
    if let problem = NameRule.foreign.problem(with: name) {
      throw file.error(.badName(column: file.header[column], problem))
    }
    return name
  }
}

/// Where the columns stand.
private struct Columns {
  /// Nil where each line is an item of its own.
  var item: Int?
  var rater = 0
  var label = 0
  /// The columns of one annotator each, in files that have such.
  var wide: [Int] = []
  var others: [Int] = []

  init(of file: CSVTable, _ form: RatingForm) throws(RatingFileError) {
    let isNumbered = form.wide != nil && form.item == "#" && !file.header.contains("#")
    item = isNumbered ? nil : try file.column(form.item, ["item"])
    var own = [item].compactMap(\.self)
    switch form.wide {
    case nil:
      rater = try file.column(form.annotator, ["annotator", "rater"])
      label = try file.column(form.label, ["label"])
      own += [rater, label]
      guard Set(own).count == own.count else { throw file.error(.sameColumn(file.header[label])) }
    case .named(let names):
      for name in names { wide.append(try file.column(name, [])) }
    case .all:
      wide = file.header.indices.filter { $0 != item && !file.header[$0].isEmpty }
    }
    // Named twice, of one name with another, or that of items.
    var names: Set<String> = []
    for column in wide where !names.insert(file.header[column]).inserted || item == column {
      throw file.error(.columnTwice(file.header[column]))
    }
    let known = Set(own + wide)
    others = file.header.indices.filter { place in
      // What has no name, such as the numbers of lines that pandas writes, tells nothing.
      !known.contains(place) && !file.header[place].isEmpty
    }
  }
}
