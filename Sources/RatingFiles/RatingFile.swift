package import Agreement

/// Ratings from a CSV file with the columns `item`, `annotator` and `label`.
///
/// An empty label is a missing rating. Any other column tells something of the items, to measure
/// agreement by; it must say the same in each line of an item.
package struct RatingFile: Sendable {
  package let table: RatingTable
  /// The other columns, in the order of the file: what each says of each of the table's items.
  package let attributes: [(name: String, values: [String])]
  /// Lines without a label.
  package let missing: Int

  /// Reads a file.
  /// - Throws: ``RatingFileError``: the first thing that is wrong, with its line.
  package init(path: String) throws(RatingFileError) {
    var reader = try CSVReader(path: path)
    guard let header = try reader.next() else {
      throw RatingFileError(file: path, problem: .empty)
    }
    let columns = try Columns(header, file: path, line: reader.line)
    var gathering = Gathering(attributes: columns.others.count)
    var missing = 0
    while let record = try reader.next() {
      func error(_ problem: RatingFileError.Problem) -> RatingFileError {
        RatingFileError(file: path, line: reader.line, problem: problem)
      }
      guard record.count == header.count else {
        throw error(.fieldCount(found: record.count, wanted: header.count))
      }
      let (item, rater) = (record[columns.item], record[columns.rater])
      if item.isEmpty { throw error(.emptyField("item")) }
      if rater.isEmpty { throw error(.emptyField(header[columns.rater])) }
      if let clash = gathering.note(item, columns.others.map { record[$0] }) {
        throw error(.attributeDiffers(column: header[columns.others[clash]], item: item))
      }
      let label = record[columns.label]
      if label.isEmpty {
        missing += 1
        continue
      }
      gathering.builder.add(Rating(item: item, rater: rater, label: label))
    }
    guard gathering.builder.count > 0 else {
      throw RatingFileError(file: path, problem: .noRatings)
    }
    do {
      table = try gathering.builder.table()
    } catch {
      throw RatingFileError(
        file: path,
        line: Self.lineOfSecond(error, path, columns),
        problem: .table(error)
      )
    }
    let table = table
    attributes = columns.others.enumerated().map { place, column in
      (header[column], table.items.map { gathering.attributes[$0]?[place] ?? "" })
    }
    self.missing = missing
  }

  /// The line on which a rating stands that was there before.
  private static func lineOfSecond(
    _ error: RatingTableError,
    _ path: String,
    _ columns: Columns
  ) -> Int? {
    guard case .ratedTwice(let item, let rater, _, _) = error,
      var reader = try? CSVReader(path: path)
    else { return nil }
    var isSecond = false
    while let record = try? reader.next() {
      guard record[columns.item] == item, record[columns.rater] == rater,
        !record[columns.label].isEmpty
      else { continue }
      if isSecond { return reader.line }
      isSecond = true
    }
    return nil
  }

  /// Where the columns stand.
  private struct Columns {
    var item: Int
    var rater: Int
    var label: Int
    var others: [Int]

    init(_ header: [String], file: String, line: Int) throws(RatingFileError) {
      func find(_ names: [String]) throws(RatingFileError) -> Int {
        let found = header.indices.filter { names.contains(header[$0]) }
        guard found.count == 1 else {
          let problem: RatingFileError.Problem =
            found.isEmpty
            ? .missingColumn(names[0], found: header) : .columnTwice(names[0])
          throw RatingFileError(file: file, line: line, problem: problem)
        }
        return found[0]
      }
      item = try find(["item"])
      rater = try find(["annotator", "rater"])
      label = try find(["label"])
      let own = [item, rater, label]
      others = header.indices.filter { !own.contains($0) }
    }
  }

  /// What was read so far.
  private struct Gathering {
    var builder = RatingTableBuilder()
    var attributes: [String: [String]] = [:]
    private let count: Int

    init(attributes count: Int) { self.count = count }

    /// - Returns: which attribute said something else of the item before.
    mutating func note(_ item: String, _ values: [String]) -> Int? {
      guard count > 0 else { return nil }
      guard let known = attributes[item] else {
        attributes[item] = values
        return nil
      }
      return known == values ? nil : zip(known, values).enumerated().first { $1.0 != $1.1 }?.offset
    }
  }
}
