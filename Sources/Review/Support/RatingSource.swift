import Agreement
import AnnotationCore
import ArgumentParser
import ProjectStore
import RatingFiles

/// Where ratings come from: one field of a project, or a file.
struct RatingSource: ParsableArguments {
  @Argument(help: "The project file.", completion: .file())
  var project: String?

  @Option(help: "A CSV file with item, annotator, label instead of a project.", completion: .file())
  var ratings: String?

  @Option(help: "The field of the project.")
  var field: String?

  @Option(help: "The labels of a file in their order, with commas between them.")
  var order: String?

  func validate() throws {
    guard (project == nil) != (ratings == nil) else {
      throw ValidationError("Name a project, or a file of ratings with --ratings FILE.csv")
    }
    guard ratings == nil || field == nil else {
      throw ValidationError("--field is for projects: a file of ratings has one label a line.")
    }
    guard project == nil || field != nil else {
      throw ValidationError("Which field? Name it with --field, such as --field judgment")
    }
    guard project == nil || order == nil else {
      throw ValidationError("--order is for files: a project's guideline says it.")
    }
  }

  /// Ratings, with what they can be held against.
  struct Loaded {
    var table: RatingTable
    var categories: Categories
    /// The raters who are jurors; empty for a file.
    var jurors: Set<String> = []
    /// The label that was decided, and the one that is known from a reference, by item.
    var decisions: [String: String] = [:]
    var gold: [String: String] = [:]
    /// The month of each rating, by rater and item; empty for a file.
    var months: [String: [String: String]] = [:]
  }

  func load(_ group: RaterGroup) throws -> Loaded {
    if let ratings {
      do {
        let table = try RatingFile(path: ratings).table
        let order = order.map { $0.split(separator: ",").map(String.init) }
        let categories = try Categories(of: table, scale: .nominal, order: order)
        return Loaded(table: table, categories: categories)
      } catch let error as CategoryError {
        throw CommandFailure("\(ratings): \(error)")
      }
    }
    guard let project, let field else { throw CommandFailure("Name a project and a field.") }
    return try load(try Project.open(at: project), field, group)
  }

  private func load(_ store: Project, _ id: FieldID, _ group: RaterGroup) throws -> Loaded {
    let guideline = store.guideline.guideline
    let field = try guideline.field(named: id)
    if field.kind.isText { throw CommandFailure("\(id): \(Undefined.text.sentence)") }
    var builder = RatingTableBuilder()
    var jurors: Set<String> = []
    var months: [String: [String: String]] = [:]
    try store.forEachRating(field: id, raters: group) { rating in
      let rater = rating.pseudonym ?? rating.rater
      if !rating.isHuman { jurors.insert(rater) }
      months[rater, default: [:]][rating.item] = String(rating.at.iso8601.prefix(7))
      builder.add(
        Rating(item: rating.item, rater: rater, label: ProjectMeasurement.label(rating.value))
      )
    }
    guard builder.count > 0 else {
      throw CommandFailure("Nobody has labelled '\(id)' yet, so there is nothing to model.")
    }
    let table = try builder.table()
    return Loaded(
      table: table,
      categories: try Categories(
        of: table,
        scale: .nominal,
        order: guideline.labels(of: field, in: table)
      ),
      jurors: jurors,
      decisions: try store.decisions(of: id).mapValues(ProjectMeasurement.label),
      gold: try store.gold(of: id).mapValues(ProjectMeasurement.label),
      months: months
    )
  }
}
