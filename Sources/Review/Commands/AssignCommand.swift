import AnnotationCore
import ArgumentParser
import JSON
import ProjectStore

struct AssignCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assign",
    abstract: "Assign items to annotators who read their language, in equal shares.",
    discussion: """
      The same seed gives the same assignments. Items that already have annotators keep them, so \
      the command can be run again after an import.
      """
  )

  @OptionGroup var project: ProjectArgument

  @Option(help: "Annotators for each item.")
  var overlap = 2

  @Option(help: "Only these languages, such as ar,en.")
  var languages: String?

  @Option(help: "Seed for the shuffling.")
  var seed: UInt64 = 1

  @OptionGroup var options: ReportOptions

  func validate() throws {
    guard overlap > 0 else { throw ValidationError("An item needs at least one annotator.") }
    try check("--overlap", overlap, atMost: Bounds.overlap)
  }

  func run() throws {
    let store = try project.open(for: .manage)
    let tags = languages.map { $0.split(separator: ",").map(String.init) }
    let input = try store.assignmentInput(languages: tags)
    let annotators = try store.people().filter { $0.role == .annotator }
    let plan = AssignmentPlan(
      languages: input.languages,
      people: annotators,
      overlap: overlap,
      existing: input.existing,
      training: input.training,
      gold: store.guideline.guideline.gold.map {
        AssignmentPlan.Gold(items: input.gold, every: $0.every)
      },
      seed: seed
    )
    let count = try store.assign(
      plan.shares,
      startingFrom: input.assigned,
      at: now()
    )
    report(
      options,
      json: .object([
        ("assigned", .int(count)), ("seed", .string(String(seed))),
        ("uncovered", .counts(plan.uncovered)), ("gold_held_back", .int(plan.goldHeldBack)),
      ])
    ) {
      if count == 0, plan.uncovered.isEmpty {
        return "Nothing to assign: every item has its \(counted(overlap, "annotator"))."
      }
      let held =
        plan.goldHeldBack > 0
        ? "\n\(counted(plan.goldHeldBack, "assignment of gold items waits", "assignments of gold items wait")) until there are more ordinary items."
        : ""
      return "\(counted(count, "assignment")) made, \(overlap) for each item.\(held)"
    }
    guard plan.uncovered.isEmpty else {
      let missing = plan.uncovered.sorted { $0.key < $1.key }
        .map { "\($0.key) (\($0.value))" }.joined(separator: ", ")
      throw CommandFailure(
        """
        Not assigned, because fewer than \(overlap) annotators read them: \(missing).
        Add people with: review people add \(project.project) NAME --languages …
        """
      )
    }
  }
}
