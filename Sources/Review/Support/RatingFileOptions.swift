import Agreement
import AnnotationCore
import ArgumentParser
import CommandLineKit
import RatingFiles

extension RepeatedRatings: ExpressibleByArgument {}

/// How a CSV file holds its ratings, as the command line says it.
struct RatingFileOptions: ParsableArguments {
  @OptionGroup var columns: LabelColumns

  @Option(help: "The column of annotators, if it is not 'annotator'.")
  var annotator: String?

  @Option(
    help: """
      The columns of one annotator's labels each, separated by commas; 'all' for all but the column \
      of items. --item '#' says that each line is an item of its own.
      """
  )
  var wide: String?

  @Option(
    help: "Which rating counts if an annotator rated an item more than once: first, last or refuse."
  )
  var repeats: RepeatedRatings?

  func validate() throws {
    guard wide == nil || (annotator == nil && columns.label == nil) else {
      throw ValidationError("--annotator and --label are for files without --wide.")
    }
  }

  /// Whether anything is said.
  var isEmpty: Bool {
    columns.isEmpty && annotator == nil && wide == nil && repeats == nil
  }

  /// - Throws: where something is said, and the ratings are a project's.
  func checkUse(withFile hasFile: Bool) throws {
    guard hasFile || isEmpty else {
      throw ValidationError(
        "--item, --annotator, --label, --wide, --missing and --repeats are for --ratings FILE.csv."
      )
    }
  }

  var form: RatingForm {
    var form = columns.form
    form.annotator = annotator
    form.wide = wide.map { $0 == "all" ? .all : .named(commaSeparated($0)) }
    form.repeats = repeats ?? .refuse
    return form
  }

  /// Reads a file, and says on standard error what of it is left out.
  func read(_ path: String) throws(RatingFileError) -> RatingFile {
    let file = try RatingFile(path: path, form)
    for column in file.leftOut {
      printError(
        "Note: the column '\(column.name)' is left out: it says different things of one item (of "
          + "'\(column.item)' on line \(column.line)), and of one rater."
      )
    }
    if file.repeated > 0 {
      printError(
        "Note: \(counted(file.repeated, "rating is", "ratings are")) left out, since a rater rated an item more than once."
      )
    }
    return file
  }
}

/// The parts of a text between commas, without blanks around them; none of an empty text.
func commaSeparated(_ text: String) -> [String] {
  text.split(separator: ",").map(withoutBlanks).filter { !$0.isEmpty }
}
