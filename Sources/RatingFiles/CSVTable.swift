import JSON
import SafeText

/// Reads the records of a CSV file whose first record names the columns.
///
/// Fields are separated by what the first line has most of: commas, semicolons or tabs; or by what a
/// line `sep=;` before it says, which spreadsheets write.
struct CSVTable {
  /// The names of the columns, tidied, in the order of the file.
  let header: [String]
  private let file: String
  private(set) var reader: CSVReader

  /// - Throws: ``RatingFileError`` where the file cannot be opened, or is empty.
  init(path: String) throws(RatingFileError) {
    file = path
    reader = try CSVReader(path: path)
    let first = reader.upcoming
    if let brace = first.first, brace == UInt8(ascii: "{") || brace == UInt8(ascii: "[") {
      let tool = AnnotationTool(beginningOf: first)
      throw RatingFileError(file: path, line: 1, problem: .notCSV(tool))
    }
    if first.count == 5, first.starts(with: "sep=".utf8) || first.starts(with: "SEP=".utf8),
      let separator = first.last
    {
      reader.separator = separator
      try reader.skipLine()
    } else {
      reader.separator = Self.separator(of: first)
    }
    guard try reader.next() else { throw RatingFileError(file: path, problem: .empty) }
    var header: [String] = []
    for field in reader.fields.indices { header.append(try reader.text(field).tidied) }
    self.header = header
    if let tool = AnnotationTool(names: header) { throw reader.error(.export(tool)) }
  }

  private static func separator(of line: ArraySlice<UInt8>) -> UInt8 {
    var counts: [UInt8: Int] = [0x2C: 0, 0x3B: 0, 0x09: 0]
    var isQuoted = false
    for byte in line {
      if byte == 0x22 { isQuoted.toggle() }
      if !isQuoted { counts[byte]? += 1 }
    }
    let (semicolons, tabs) = (counts[0x3B] ?? 0, counts[0x09] ?? 0)
    let most = max(semicolons, tabs)
    guard most > counts[0x2C] ?? 0 else { return 0x2C }
    return most == tabs ? 0x09 : 0x3B
  }

  /// The line on which the last record begins.
  var line: Int { reader.line }

  /// Reads the next record with anything in it.
  /// - Returns: false at the end of the file.
  mutating func next() throws(RatingFileError) -> Bool {
    while try reader.next() {
      let count = reader.fields.count
      if count == header.count, count > 1, reader.fields[0].end > reader.fields[0].start {
        return true
      }
      // Spreadsheets write lines of separators, and separators at the ends of lines.
      let filled = reader.fields.lastIndex { !isBlank($0) }
      guard let filled else { continue }
      guard count >= header.count, filled < header.count else {
        throw error(.fieldCount(found: count, wanted: header.count))
      }
      return true
    }
    return false
  }

  private func isBlank(_ field: CSVReader.Field) -> Bool {
    reader.buffer[field.start..<field.end].allSatisfy { $0 == 0x20 || $0 == 0x09 }
  }

  /// A field of the last record as text.
  func text(_ field: Int) throws(RatingFileError) -> String { try reader.text(field) }

  /// A field of the last record as a name: tidied, and by the rule for names of other tools' files.
  /// - Throws: ``RatingFileError`` where it is empty, or is not accepted.
  func name(_ column: Int) throws(RatingFileError) -> String {
    try accepted(try text(column), column)
  }

  /// A name of a column as it is compared.
  /// - Throws: ``RatingFileError`` where it is empty, or is not accepted.
  func accepted(_ name: String, _ column: Int) throws(RatingFileError) -> String {
    let name = name.tidied
    if name.isEmpty { throw error(.emptyField(header[column])) }
    if let problem = NameRule.foreign.problem(with: name) {
      throw error(.badName(column: header[column], problem))
    }
    return name
  }

  /// The place of a column.
  /// - Parameters:
  ///   - given: its name, where a user says it.
  ///   - names: the names that it has otherwise, in small letters; a file may have capitals.
  /// - Throws: ``RatingFileError`` where there is none, or more than one.
  func column(_ given: String?, _ names: [String]) throws(RatingFileError) -> Int {
    guard let place = try place(of: given, names) else {
      throw error(.missingColumn(given ?? names[0], found: header))
    }
    return place
  }

  /// The place of a column that a file may lack.
  /// - Throws: ``RatingFileError`` where there is more than one.
  func column(ifThere name: String) throws(RatingFileError) -> Int? { try place(of: nil, [name]) }

  private func place(of given: String?, _ names: [String]) throws(RatingFileError) -> Int? {
    let wanted = given.map { [$0.tidied] } ?? names
    var found = header.indices.filter { wanted.contains(header[$0]) }
    if found.isEmpty, given == nil {
      found = header.indices.filter { wanted.contains(header[$0].lowercased()) }
    }
    guard found.count < 2 else { throw error(.columnTwice(header[found[0]])) }
    return found.first
  }

  /// A problem on the line of the last record.
  func error(_ problem: RatingFileError.Problem) -> RatingFileError { reader.error(problem) }
}
