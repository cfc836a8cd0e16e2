package import Agreement
import JSON

/// What is wrong with a file of ratings, and where.
package struct RatingFileError: Error, Hashable, Sendable {
  package var file: String
  /// From 1; nil where it is the file as a whole.
  package var line: Int?
  package var problem: Problem

  init(file: String, line: Int? = nil, problem: Problem) {
    self.file = file
    self.line = line
    self.problem = problem
  }

  init(_ error: FileReadError) {
    self.init(file: error.path, problem: .cannotRead(error.explanation))
  }

  package enum Problem: Hashable, Sendable {
    case cannotRead(String)
    case empty
    case noRatings
    case notUTF8
    case unclosedQuote
    case textAfterQuote
    case missingColumn(String, found: [String])
    case columnTwice(String)
    case fieldCount(found: Int, wanted: Int)
    case emptyField(String)
    case attributeDiffers(column: String, item: String)
    case table(RatingTableError)
    /// Why, in words.
    case notJSON(String)
    /// The file's JSON is something else than this.
    case notLabels(String)
    /// A place in a JSON file lacks a member.
    case noItem(String, String)
    /// A member holds labels, and not their names.
    case unnamedLabels(member: String)
  }
}

extension RatingFileError: CustomStringConvertible {
  /// File and line, what is wrong, what to do next.
  package var description: String {
    let place = line.map { "\(file):\($0): " } ?? "\(file): "
    return place + sentence
  }

  private var sentence: String {
    switch problem {
    case .cannotRead(let why): "The file cannot be read: \(why)."
    case .empty: "The file is empty. It needs a first line with item,annotator,label."
    case .noRatings: "There is no rating in it: every label is empty, or only the header is there."
    case .notUTF8: "This line is not UTF-8. Save the file as UTF-8."
    case .unclosedQuote: "A quoted field does not end. Double the quotes inside a field."
    case .textAfterQuote:
      "Text follows a quoted field. Quote the whole field, and double quotes in it."
    case .missingColumn(let name, let found):
      "There is no column '\(name)'. The first line names: \(found.joined(separator: ", ")). "
        + "It needs item, annotator and label."
    case .columnTwice(let name): "The column '\(name)' is there twice. Keep one."
    case .fieldCount(let found, let wanted):
      "This line has \(found) fields, the first line \(wanted). Quote fields that hold a comma."
    case .emptyField(let name): "The field '\(name)' is empty."
    case .attributeDiffers(let column, let item):
      "The column '\(column)' says something else of item '\(item)' than a line before. "
        + "It tells of items, so all lines of an item must agree."
    case .table(let error): "\(error)"
    case .notJSON(let why):
      "This is no JSON (\(why)). Export the file anew, and name its format with --format."
    case .notLabels(let wanted): "This should be \(wanted). Name its format with --format."
    case .noItem(let place, let member): "\(place): '\(member)' is missing."
    case .unnamedLabels(let member):
      "'\(member)' holds no names of labels. Export a text classification with its labels' names: "
        + "\"label\": [\"…\"]."
    }
  }
}
