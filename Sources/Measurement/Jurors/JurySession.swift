import Agreement
import AnnotationCore
import ArgumentParser
import OrderedJSON
import ProjectStore

/// The project and the field that a command about the jury is of.
struct JurySource: ParsableArguments {
  @OptionGroup var project: ProjectArgument

  @Option(
    help: """
      The field, one that takes one label. Default: judgment, or else the first field of stage two \
      with one choice.
      """
  )
  var field: String?

  func load() throws -> JurySession { try JurySession(project: project.open(), field: field) }
}

/// What is known of a jury on one field.
struct JurySession {
  let store: Project
  let field: Field
  /// The jury in force, by name; those who were told stage one say nothing of its fields.
  let jurors: [Juror]
  let evidence: JuryEvidence
  /// Every trial as it ended, by item, juror and trial.
  let trials: [TrialAnswer]
  /// The labels of record.
  let decided: [ItemID: String]

  /// - Throws: ``CommandFailure`` where there is no jury, or it has not been asked about anything.
  init(project store: Project, field name: String?) throws {
    let guideline = store.guideline.guideline
    let field = try guideline.juryField(named: name)
    let isStageOne = guideline.stage(of: field.id) == .one
    jurors = try store.jurors().filter { !isStageOne || $0.asking.mode != .stageTwo }
    var trials: [TrialAnswer] = []
    try store.forEachTrial(of: field.id) { trials.append($0) }
    guard !jurors.isEmpty, !trials.isEmpty else {
      throw CommandFailure(
        "No juror has said anything about '\(field.id)' yet. "
          + "Next: review run \(store.path) --jury JURY.yaml"
      )
    }
    decided = try store.decisions(of: field.id).compactMapValues(\.label)
    evidence = try Self.evidence(of: field, store, trials, decided)
    self.store = store
    self.field = field
    self.trials = trials
  }

  private static func evidence(
    of field: Field,
    _ store: Project,
    _ trials: [TrialAnswer],
    _ decided: [ItemID: String]
  ) throws -> JuryEvidence {
    var labels = store.guideline.guideline.labels(of: field) ?? []
    var humans: [Rating] = []
    var said: [ItemID: [String: String]] = [:]
    try store.forEachRating(field: field.id, raters: .all) { rating in
      guard let label = rating.value.label else { return }
      // Labels of an earlier guideline stay measurable.
      if !labels.contains(label) { labels.append(label) }
      if rating.isHuman {
        humans.append(
          Rating(
            item: rating.item,
            rater: JuryEvidence.human + (rating.pseudonym ?? ""),
            label: label
          )
        )
      } else {
        said[rating.item, default: [:]][rating.rater] = label
      }
    }
    for label in Set(decided.values).subtracting(labels).sorted() { labels.append(label) }
    // A verdict without the field, of an item that it sets aside, is no abstention.
    var asked: [ItemID: Set<String>] = [:]
    for trial in trials where trial.ending != .verdict || trial.value != nil {
      asked[trial.item, default: []].insert(trial.juror)
    }
    let ballots = asked.sorted { $0.key < $1.key }.flatMap { item, names in
      names.sorted().map { JuryBallot(item: item, juror: $0, label: said[item]?[$0]) }
    }
    var right = Dictionary(grouping: humans, by: \.item)
      .compactMapValues { JuryEvidence.plurality(of: $0.map(\.label)) }
    right.merge(decided) { _, record in record }
    return JuryEvidence(labels: labels, ballots: ballots, humans: humans, right: right)
  }

  /// The names of the jury in force.
  var names: [String] { jurors.map(\.name) }

  /// What the jurors are held against, in words, with how many items of each kind there are.
  var against: (record: Int, plurality: Int) {
    let items = Set(evidence.ballots.map(\.item)).filter { evidence.right[$0] != nil }
    let record = items.count { decided[$0] != nil }
    return (record, items.count - record)
  }

  /// How many items so many jurors gave a label: place n holds those with n.
  var turnout: [Int] {
    var counts = [Int](repeating: 0, count: jurors.count + 1)
    for (_, ballots) in evidence.ballotsByItem { counts[ballots.count { $0.label != nil }] += 1 }
    return counts
  }

  /// `3 of 3 jurors on 130 items, 2 of 3 on 8`.
  var turnoutText: String {
    turnout.indices.reversed().filter { turnout[$0] > 0 }.map { count in
      "\(count) of \(jurors.count) jurors on \(turnout[count]) item"
        + (turnout[count] == 1 ? "" : "s")
    }.joined(separator: ", ")
  }

  /// The same as JSON: items by how many of the jurors gave them a label.
  var turnoutJSON: JSONValue {
    .object([
      ("jurors", .int(jurors.count)),
      (
        "items",
        .array(
          turnout.indices.reversed().filter { turnout[$0] > 0 }.map {
            .object([("answered", .int($0)), ("items", .int(turnout[$0]))])
          }
        )
      ),
    ])
  }
}
