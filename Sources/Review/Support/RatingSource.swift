import Agreement
import AnnotationCore
import ArgumentParser
import CommandLineKit
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

  /// - Parameters:
  ///   - group: whose ratings of a project.
  ///   - permission: what is done with those of a project.
  ///   - candidate: another rater of the items of a file, with their labels by item.
  ///   - isModelled: whether models of a file's raters are to be made.
  func load(
    _ group: RaterGroup,
    for permission: Permission,
    candidate: (name: String, labels: [String: String])? = nil,
    isModelled: Bool = true
  ) throws -> FieldRatings {
    if let ratings {
      do {
        var table = try file.read(ratings).table
        if let candidate {
          try checkCandidate(candidate, table)
          table = try table.adding(rater: candidate.name, labels: candidate.labels)
        }
        return try FieldRatings(
          table,
          order: order.map(commaSeparated),
          isModelled: isModelled
        )
      } catch let error as CategoryError {
        throw CommandFailure("\(ratings): \(error)")
      }
    }
    guard let project, let field else { throw CommandFailure("Name a project and a field.") }
    return try FieldRatings(
      of: field,
      in: try openProject(at: project, for: permission),
      among: group
    )
  }

  private func checkCandidate(
    _ candidate: (name: String, labels: [String: String]),
    _ table: RatingTable
  ) throws {
    guard !table.raters.contains(candidate.name) else {
      throw CommandFailure(
        "'\(candidate.name)' is a rater of \(ratings ?? "") already. Rename the candidate's file, whose name "
          + "it has."
      )
    }
    let items = Set(table.items)
    let common = candidate.labels.keys.count { items.contains($0) }
    guard common > 0 else {
      throw CommandFailure(
        "\(candidate.name) has no item of \(ratings ?? ""). Do both files name items alike?"
      )
    }
    let (lacking, other) = (items.count - common, candidate.labels.count - common)
    if lacking > 0 || other > 0 {
      printError(
        "Note: \(candidate.name) has no label of \(counted(lacking, "item")), and labels of "
          + "\(counted(other, "item that is", "items that are")) "
          + "not in \(ratings ?? "")."
      )
    }
  }
}
