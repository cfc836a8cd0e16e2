import Agreement
import ArgumentParser
import Measurement
import ProjectStore
import RatingFiles

/// Where ratings come from: one field of a project, or a file.
struct RatingSource: ParsableArguments {
  @Argument(help: "The project file.", completion: .file())
  var project: String?

  @Option(help: "A CSV file of ratings instead of a project.", completion: .file())
  var ratings: String?

  @OptionGroup(title: "Options of --ratings") var file: RatingFileOptions

  @Option(help: "The field of the project.")
  var field: String?

  @Option(help: "The labels of a file in their order, separated by commas.")
  var order: String?

  func validate() throws {
    guard (project == nil) != (ratings == nil) else {
      throw ValidationError("Name a project, or a file of ratings with --ratings FILE.csv")
    }
    guard ratings == nil || field == nil else {
      throw ValidationError("--field is for projects: a file of ratings has one label per line.")
    }
    guard project == nil || field != nil else {
      throw ValidationError("Which field? Name it with --field, such as --field judgment")
    }
    guard project == nil || order == nil else {
      throw ValidationError("--order is for files: a project's guideline says it.")
    }
    try file.checkUse(withFile: ratings != nil)
  }

  /// - Parameter group: whose ratings of a project.
  func load(_ group: RaterGroup) throws -> FieldRatings {
    if let ratings {
      do {
        return try FieldRatings(
          try file.read(ratings).table,
          order: order.map(commaSeparated)
        )
      } catch let error as CategoryError {
        throw CommandFailure("\(ratings): \(error)")
      }
    }
    guard let project, let field else { throw CommandFailure("Name a project and a field.") }
    return try FieldRatings(of: field, in: try Project.open(at: project), among: group)
  }
}
