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
    var file = try CSVTable(path: path)
    let columns = try Columns(of: file)
    var gathering = Gathering(attributes: columns.others.count)
    var missing = 0
    while let record = try file.next() {
      let item = try file.filled(columns.item, of: record)
      let rater = try file.filled(columns.rater, of: record)
      if let clash = gathering.note(item, columns.others.map { record[$0] }) {
        throw file.error(
          .attributeDiffers(column: file.header[columns.others[clash]], item: item)
        )
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
      (file.header[column], table.items.map { gathering.attributes[$0]?[place] ?? "" })
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
      var file = try? CSVTable(path: path)
    else { return nil }
    var isSecond = false
    while let record = try? file.next() {
      guard record[columns.item] == item, record[columns.rater] == rater,
        !record[columns.label].isEmpty
      else { continue }
      if isSecond { return file.line }
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

    init(of file: CSVTable) throws(RatingFileError) {
      item = try file.column("item")
      rater = try file.column("annotator", "rater")
      label = try file.column("label")
      let own = [item, rater, label]
      others = file.header.indices.filter { !own.contains($0) }
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
