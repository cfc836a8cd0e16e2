import AnnotationCore
import ArgumentParser
import Foundation
import JSON
import Measurement
import ProjectStore
import SafeText

struct AdjudicateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "adjudicate",
    abstract: "Decide a field in dispute, with a reason; or list the items in dispute.",
    discussion: """
      `annotate` has a screen for this, which shows what every rater said. Write a label as its id \
      or title, several as a,b, none as -.
      """
  )

  @OptionGroup var project: ProjectArgument

  @Argument(help: "The item's id.")
  var item: String?

  @Argument(help: "The field's id.")
  var field: String?

  @Argument(help: "The label.")
  var label: String?

  @Option(help: "The reason, which is kept with the decision.")
  var reason: String?

  @Option(name: .customLong("as"), help: "Who you are in the project. Default: your system user.")
  var name: String?

  @OptionGroup var options: ReportOptions

  func validate() throws {
    if item != nil, field == nil || label == nil || reason == nil {
      throw ValidationError(
        "Give ITEM FIELD LABEL --reason WHY, or only the project to list the items in dispute."
      )
    }
    guard item != nil || reason == nil else {
      throw ValidationError("--reason is for a decision: give ITEM FIELD LABEL too.")
    }
    try check("--reason", lengthOf: reason)
  }

  func run() throws {
    let store = try project.open(for: .decide, as: name)
    guard let lead = store.access.person else {
      throw CommandFailure(
        "'\(store.access.user)' owns the project and is not on its team, and decisions name a lead. Say who you "
          + "are with --as NAME, or add yourself: review people add \(project.project) "
          + "\(store.access.user) --role lead"
      )
    }
    guard let item, let field, let label, let reason else {
      return try list(store, lead)
    }
    var measurement = JurorWeightsMeasurement(of: store)
    let decision = try store.adjudicateByRules(
      item: item,
      field: field,
      value: try value(label, of: field, in: store),
      reason: reason,
      lead: lead,
      juryRevealed: false,
      measuring: &measurement,
      at: now()
    )
    report(
      options,
      json: .object([
        ("item", .string(item)), ("field", .string(field)), ("value", JSONValue(decision.value)),
        ("how", .string(decision.basis.how.rawValue)),
      ])
    ) { "\(item): \(field) is \(label), adjudicated by \(lead.name)." }
  }

  private func value(_ label: String, of id: String, in store: Project) throws -> FieldValue? {
    let guideline = store.guideline.guideline
    let field = try guideline.field(named: id)
    do {
      // Which criterion is decided the project knows, and holds the value against it.
      return try guideline.value(written: label, for: field, under: nil, names: .idsAndTitles)
    } catch {
      throw CommandFailure(guideline.sentence(for: error, of: field, written: label))
    }
  }

  private func list(_ store: Project, _ lead: Person) throws {
    let disputes = try store.disputedItems(for: lead)
    report(
      options,
      json: .array(
        disputes.map {
          .object([
            ("item", .string($0.item)), ("language", .string($0.language)),
            ("fields", .array($0.fields.map { .string($0) })),
          ])
        }
      )
    ) {
      disputes.isEmpty
        ? "Nothing is in dispute."
        : table(
          [["item", "language", "fields in dispute"]]
            + disputes.map { [$0.item, $0.language, $0.fields.joined(separator: ", ")] }
        )
    }
  }
}
