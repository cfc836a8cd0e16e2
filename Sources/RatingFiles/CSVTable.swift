/// Reads the records of a CSV file whose first record names the columns.
struct CSVTable {
  /// The names of the columns, in the order of the file.
  let header: [String]
  private let file: String
  private var reader: CSVReader

  /// - Throws: ``RatingFileError`` where the file cannot be opened, or is empty.
  init(path: String) throws(RatingFileError) {
    file = path
    reader = try CSVReader(path: path)
    guard let header = try reader.next() else {
      throw RatingFileError(file: path, problem: .empty)
    }
    self.header = header
  }

  /// The line on which the last record begins.
  var line: Int { reader.line }

  /// The fields of the next record, as many as there are columns, or nil at the end.
  mutating func next() throws(RatingFileError) -> [String]? {
    guard let record = try reader.next() else { return nil }
    guard record.count == header.count else {
      throw error(.fieldCount(found: record.count, wanted: header.count))
    }
    return record
  }

  /// The place of the column that has one of these names.
  /// - Throws: ``RatingFileError`` where there is none, or more than one.
  func column(_ names: String...) throws(RatingFileError) -> Int {
    guard let place = try place(of: names) else {
      throw error(.missingColumn(names[0], found: header))
    }
    return place
  }

  /// The place of a column that a file may lack.
  /// - Throws: ``RatingFileError`` where there is more than one.
  func column(ifThere name: String) throws(RatingFileError) -> Int? { try place(of: [name]) }

  private func place(of names: [String]) throws(RatingFileError) -> Int? {
    let found = header.indices.filter { names.contains(header[$0]) }
    guard found.count < 2 else { throw error(.columnTwice(names[0])) }
    return found.first
  }

  /// What a record has in a column that is never empty.
  /// - Throws: ``RatingFileError`` where it is empty.
  func filled(_ column: Int, of record: [String]) throws(RatingFileError) -> String {
    guard !record[column].isEmpty else { throw error(.emptyField(header[column])) }
    return record[column]
  }

  /// A problem on the line of the last record.
  func error(_ problem: RatingFileError.Problem) -> RatingFileError {
    RatingFileError(file: file, line: line, problem: problem)
  }
}
