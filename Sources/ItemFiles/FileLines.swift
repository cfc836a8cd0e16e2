import JSON

/// Hands on every line of a file that is not blank, with its number from 1.
/// - Parameter seen: gets every piece of the file as it is read.
/// - Throws: ``ItemFileError`` where the file cannot be read; what `body` throws.
func forEachLine(
  of path: String,
  seen: @escaping ([UInt8]) -> Void = { _ in },
  _ body: (_ line: ArraySlice<UInt8>, _ number: Int) throws -> Void
) throws {
  do {
    var lines = try LineReader(path: path, seen: seen)
    while let line = try lines.nextFilled() { try body(line, lines.number) }
  } catch let error as FileReadError {
    throw ItemFileError(error)
  }
}

extension ItemFileError {
  init(_ error: FileReadError) {
    switch error.problem {
    case .lineTooLong(let line):
      self.init(
        file: error.path,
        line: line.number,
        text: shortened(line.beginning),
        kind: .tooLong(bytes: line.limit)
      )
    case .unreadable, .notText, .fileTooLong:
      self.init(file: error.path, line: 0, text: "", kind: .unreadable(error.explanation))
    }
  }
}

/// The object that a line of references or canaries holds.
/// - Parameters:
///   - subject: what each line of the file holds, such as `reference`.
///   - problem: an error that says a sentence about the line.
func jsonObject(
  on line: ArraySlice<UInt8>,
  of subject: String,
  _ problem: (String) -> ReferenceError
) throws(ReferenceError) -> JSONValue {
  let rest = "Each line holds one \(subject)"
  let value: JSONValue
  do { value = try JSONValue(parsing: line) } catch {
    let why = shortened("column \(error.column): \(error.problem)".utf8)
    throw problem("this is no JSON object (\(why)). \(rest)")
  }
  guard value.object != nil else { throw problem("this is no JSON object. \(rest)") }
  return value
}
