package import Agreement
import JSON
package import SafeText

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
    case recordTooLong
    /// An item, a rater or a label that cannot be told apart by eye.
    case badName(column: String, NameProblem)
    /// An item has a second line where each has one, and the line of the first.
    case itemTwice(String, before: Int)
    /// One column was named for two things.
    case sameColumn(String)
    /// Labels that other programs write for a missing rating, and nobody said what they are.
    case looksMissing([String])
    /// JSON where CSV is read, and whose.
    case notCSV(AnnotationTool?)
    /// A tool's export that is not read yet.
    case export(AnnotationTool)
    case table(RatingTableError)
    /// Why, in words.
    case notJSON(String)
    /// The file's JSON is something else than this.
    case notLabels(String)
    /// A place in a JSON file lacks a member.
    case noItem(String, String)
    /// A member of a place in a JSON file is something else than this.
    case wrongMember(String, String, wanted: String)
    /// A result of Label Studio that is no label of a whole item, and its field.
    case notALabel(String, type: String, field: String?)
    /// A member holds labels, and not their names.
    case unnamedLabels(member: String)
    /// No record of the file has a label.
    case noLabels
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
        + Self.naming(name, found)
    case .columnTwice(let name): "The column '\(name)' is there twice. Keep one."
    case .fieldCount(let found, let wanted):
      "This line has \(found) fields, the first line \(wanted). Quote fields that hold a comma."
    case .emptyField(let name): "The field '\(name)' is empty."
    case .recordTooLong:
      "A record is longer than \(CSVReader.longestRecord) bytes. Is a quote not closed?"
    case .badName(let column, let problem):
      "The field '\(column)' cannot be told apart by eye: \(problem). Correct it in the file."
    case .itemTwice(let item, let before):
      "The item '\(item)' is there already, on line \(before). Keep one label of each item."
    case .sameColumn(let name):
      "The column '\(name)' is named for two things. Items, annotators and labels have one each."
    case .looksMissing(let codes):
      "The label '\(codes[0])' looks like a missing rating. If it is one, say --missing "
        + codes.joined(separator: ",") + "; if all labels count as they are, say --missing ''."
    case .notCSV(let tool):
      if let tool {
        "\(tool)"
      } else {
        "This is JSON, and ratings are read from CSV. Write them as CSV with item, annotator and "
          + "label, or import them into a project with 'review import-annotations'."
      }
    case .export(let tool): "\(tool)"
    case .table(let error): "\(error)"
    case .notJSON(let why):
      "This is no JSON (\(why)). Export the file anew, and name its format with --format."
    case .notLabels(let wanted): "This should be \(wanted). Name its format with --format."
    case .noItem(let place, let member): "\(place): '\(member)' is missing."
    case .wrongMember(let place, let member, let wanted):
      "\(place): '\(member)' is not \(wanted). Export the project again as JSON."
    case .notALabel(let place, let type, let field):
      "\(place): a result of the type '\(type)' is no label of a whole item. "
        + (field.map { "If it is not wanted, leave it out with --leave-out \($0)." }
          ?? "Remove it from the export.")
    case .noLabels:
      "No record has 'label' or 'labels'. Export a text classification with its labels' names: "
        + "\"label\": [\"…\"]."
    case .unnamedLabels(let member):
      "'\(member)' holds no names of labels. Export a text classification with its labels' names: "
        + "\"label\": [\"…\"]."
    }
  }

  /// How to name the columns, with a guess.
  private static func naming(_ name: String, _ found: [String]) -> String {
    let likely =
      switch name {
      case "item": likelyItems
      case "annotator": likelyRaters
      case "label": likelyLabels
      default: Set<String>()
      }
    let guess = found.first { likely.contains($0.lowercased()) }
    let option = likely.isEmpty ? "" : ", such as --\(name) \(guess ?? "NAME")"
    return
      "Columns other than item, annotator and label are named with --item, --annotator, --label"
      + " and --wide" + option + "."
  }

  private static let likelyItems: Set<String> = [
    "id", "item_id", "itemid", "task", "task_id", "unit", "unit_id", "question_id", "doc_id",
    "document", "text_id", "instance", "instance_id", "sample", "sample_id", "example_id", "uid",
  ]
  private static let likelyRaters: Set<String> = [
    "worker", "worker_id", "workerid", "user", "user_id", "username", "coder", "coder_id",
    "rater_id", "annotator_id", "judge", "performer",
  ]
  private static let likelyLabels: Set<String> = [
    "rating", "answer", "value", "category", "response", "annotation", "class", "score", "code",
    "judgment", "judgement", "labels",
  ]
}
