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
    guard reading.ratings.count > 0 else { throw RatingFileError(file: path, problem: .noRatings) }
    if let found = reading.missingCodes.first {
      throw RatingFileError(
        file: path,
        line: found.line,
        problem: .looksMissing(reading.missingCodes.map(\.code))
      )
    }
    let (items, raters, labels) = reading.names
    func sorted(_ ratings: NumberedRatings) -> SortedRatings {
      ratings.sorted(items: items, raters: raters, labels: labels)
    }
    var ratings = sorted(reading.ratings)
    var repeated = 0
    if form.repeats != .refuse, ratings.firstRepeat != nil {
      let kept = ratings.withoutRepeats(keepingLast: form.repeats == .last)
      ratings = sorted(kept)
      repeated = reading.ratings.count - kept.count
    }
    self.repeated = repeated
    do { table = try ratings.table() } catch {
      throw RatingFileError(
        file: path,
        line: ratings.firstRepeat.map { Int(reading.lines[$0.later]) },
        problem: .table(error)
      )
    }
    ofItems = reading.others.filter(\.isOfItems).map { column in
      (column.name, ratings.items.numbers.map(column.value(ofItem:)))
    }
    ofRaters = reading.others.filter(\.isOfRaters).map { column in
      (column.name, ratings.raters.numbers.map(column.value(ofRater:)))
    }
    leftOut = reading.others.compactMap { LeftOutColumn($0, items) }
    missing = reading.missing
  }
}

/// A column that differs within items, and within raters too.
package struct LeftOutColumn: Hashable, Sendable {
  package let name: String
  /// An item of which it says two things, and the line of the second.
  package let item: String
  package let line: Int

  init?(_ column: ColumnAttributes, _ items: [String]) {
    guard !column.isOfRaters, let (line, item) = column.differsOfItem else { return nil }
    name = column.name
    self.item = items[Int(item)]
    self.line = line
  }
}

/// A file of ratings, while it is read.
private struct RatingReading {
  private var file: CSVTable
  private let form: RatingForm
  private let columns: Columns
  var ratings = NumberedRatings()
  /// The line of each rating.
  var lines: [UInt32] = []
  var missing = 0
  /// Labels that look like a missing rating, with the line of the first.
  var missingCodes: [(code: String, line: Int)] = []
  var others: [ColumnAttributes]

  private var items = NameNumbers(takesPlain: true)
  private var raters = NameNumbers(takesPlain: true)
  private var labels = NameNumbers(takesPlain: false)
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
      wide.append(raters.number(of: try file.accepted(file.header[column], column)))
    }
    while try file.next() {
      let item =
        if let column = columns.item { try number(ofItem: column) } else {
          items.number(of: "line \(file.line)")
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
    ratings.add(item: item, rater: rater, label: label)
    lines.append(UInt32(clamping: file.line))
    if ratings.count == Self.enoughToEstimate, let share = file.reader.shareRead {
      let all = Int(Double(ratings.count) / share * 1.05)
      ratings.reserveCapacity(all)
      lines.reserveCapacity(all)
    }
  }

  /// After so many ratings it is known about how many the file has: arrays that grow are copied.
  private static let enoughToEstimate = 10_000

  private mutating func note(_ item: UInt32, _ rater: UInt32?) throws(RatingFileError) {
    if others.isEmpty { return }
    for (place, column) in columns.others.enumerated() {
      try others[place].note(column, of: file, item: item, rater: rater)
    }
  }

  private mutating func number(ofItem column: Int) throws(RatingFileError) -> UInt32 {
    let field = file.reader.fields[column]
    if let number = items.number(of: field, in: file.reader.buffer) { return number }
    let name = try file.name(column)
    return items.add(name, for: field, in: file.reader.buffer)
  }

  private mutating func number(ofRater column: Int) throws(RatingFileError) -> UInt32 {
    let field = file.reader.fields[column]
    if let number = raters.number(of: field, in: file.reader.buffer) { return number }
    let name = try file.name(column)
    return raters.add(name, for: field, in: file.reader.buffer)
  }

  /// The label's number, or that of none.
  private mutating func number(ofLabel column: Int) throws(RatingFileError) -> UInt32 {
    let field = file.reader.fields[column]
    if let number = labels.number(of: field, in: file.reader.buffer) { return number }
    let label = try file.text(column).tidied
    guard !label.isEmpty, !codes.contains(label) else {
      return labels.add(nil, for: field, in: file.reader.buffer)
    }
    if form.missing == nil, RatingFiles.missingCodes.contains(label) {
      missingCodes.append((label, file.line))
    }
    return labels.add(try file.accepted(label, column), for: field, in: file.reader.buffer)
  }

  /// The names of items, raters and labels, by number.
  var names: (items: [String], raters: [String], labels: [String]) {
    (items.names, raters.names, labels.names)
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
