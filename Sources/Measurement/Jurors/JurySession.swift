import Agreement
package import AnnotationCore
package import ProjectStore

/// What is known of a jury on one field.
package struct JurySession {
  package let store: Project
  package let field: Field
  /// The jury in force, by name; those who were told of a stage say nothing of its fields.
  package let jurors: [Juror]
  package let evidence: JuryEvidence
  /// How the jurors answered, by name.
  package let answers: [JurorAnswers]
  /// What the jurors say of the probability of labels, by name; of those who do.
  let forecasts: [String: JurorForecasts]
  /// The labels of record.
  private let decided: [ItemID: String]

  /// Reads ratings, then trials one by one; of a trial only counts and its label are kept.
  /// - Parameter name: the field's; `judgment` or the first of the last stage with one choice where
  ///   it is nil.
  /// - Throws: ``MeasurementError`` where there is no such field, no jury, or it has not been asked
  ///   about anything; `StoreError`.
  package init(project store: Project, field name: String?) throws {
    let guideline = store.guideline.guideline
    let field = try guideline.juryField(named: name)
    let isEarlier = guideline.stage(of: field.id) != guideline.lastStage
    let jurors = try store.jurors().filter { !isEarlier || $0.asking.mode != .lastStage }
    let decided = try store.decisions(of: field.id).compactMapValues(\.label)
    var reading = JuryReading(of: jurors, labels: guideline.labels(of: field) ?? [])
    try store.forEachRating(field: field.id, raters: .all) { reading.add($0) }
    reading.endRatings(decided: decided)
    try store.forEachTrial(of: field.id) { reading.add($0) }
    reading.endTrials()
    guard !jurors.isEmpty, reading.trials > 0 else {
      throw MeasurementError.noJury(of: field.id, project: store.path)
    }
    self.store = store
    self.field = field
    self.jurors = jurors
    self.decided = decided
    evidence = reading.evidence
    answers = reading.answers
    forecasts = reading.forecasts
  }

  /// The names of the jury in force.
  package var names: [String] { jurors.map(\.name) }

  /// How many items the jurors are held against: with a label of record, and with one of most
  /// annotators.
  package var against: (record: Int, plurality: Int) {
    let items = Set(evidence.ballots.map(\.item)).filter { evidence.right[$0] != nil }
    let record = items.count { decided[$0] != nil }
    return (record, items.count - record)
  }

  /// How many items so many jurors gave a label: place n holds those with n.
  package var turnout: [Int] {
    var counts = [Int](repeating: 0, count: jurors.count + 1)
    for ballots in evidence.ballotsByItem { counts[ballots.count { $0.label != nil }] += 1 }
    return counts
  }
}

/// Reads what humans and jurors said of one field: first all ratings, then all trials.
private struct JuryReading {
  private let jurors: [Juror]
  private let places: [String: Int]
  private var labels: [String]
  private var humans: [Rating] = []
  private var right: [ItemID: String] = [:]
  /// What each juror said of each item.
  private var said: [ItemID: [Said]] = [:]
  private(set) var answers: [JurorAnswers]
  private(set) var forecasts: [String: JurorForecasts] = [:]
  /// How many trials there were.
  private(set) var trials = 0
  /// The trials of one juror over one item, as far as they came.
  private var open: [TrialAnswer] = []

  /// One juror on one item; `label` is a place among the labels, or nil for an abstention.
  private struct Said {
    var isAsked = false
    var label: Int32?
  }

  init(of jurors: [Juror], labels: [String]) {
    self.jurors = jurors
    self.labels = labels
    places = Dictionary(uniqueKeysWithValues: zip(jurors.map(\.name), jurors.indices))
    answers = jurors.map { JurorAnswers($0) }
  }

  mutating func add(_ rating: FieldRating) {
    guard let label = rating.value.label else { return }
    // Labels of an earlier guideline stay measurable.
    if !labels.contains(label) { labels.append(label) }
    if rating.isHuman {
      humans.append(
        Rating(item: rating.item, rater: "\u{1}" + (rating.pseudonym ?? ""), label: label)
      )
    } else if let place = labels.firstIndex(of: label) {
      note(rating.item, rating.rater) { $0.label = Int32(place) }
    }
  }

  /// - Parameter decided: the labels of record.
  mutating func endRatings(decided: [ItemID: String]) {
    for label in Set(decided.values).subtracting(labels).sorted() { labels.append(label) }
    right = Dictionary(grouping: humans, by: \.item)
      .compactMapValues { JuryEvidence.plurality(of: $0.map(\.label)) }
    right.merge(decided) { _, record in record }
  }

  /// - Parameter trial: those of a juror over an item come one after another.
  mutating func add(_ trial: TrialAnswer) {
    trials += 1
    if let last = open.last, last.item != trial.item || last.juror != trial.juror { endTrials() }
    open.append(trial)
    // A verdict without the field, of an item that it sets aside, is no abstention.
    if trial.ending != .verdict || trial.value != nil {
      note(trial.item, trial.juror) { $0.isAsked = true }
    }
  }

  /// Takes in the trials of the juror and the item that were read last.
  mutating func endTrials() {
    defer { open = [] }
    guard let first = open.first, let juror = places[first.juror] else { return }
    answers[juror].add(open)
    let probabilities = open.compactMap(\.probabilities)
    if !probabilities.isEmpty {
      forecasts[first.juror, default: JurorForecasts(labels: labels)]
        .add(probabilities, on: first.item, right: right[first.item])
    }
  }

  private mutating func note(_ item: ItemID, _ juror: String, _ change: (inout Said) -> Void) {
    guard let place = places[juror] else { return }
    change(&said[item, default: [Said](repeating: Said(), count: jurors.count)][place])
  }

  var evidence: JuryEvidence {
    let names = jurors.map(\.name)
    let order = names.indices.sorted { names[$0] < names[$1] }
    let ballots = said.keys.sorted().flatMap { item in
      order.compactMap { place -> JuryBallot? in
        guard let said = said[item]?[place], said.isAsked else { return nil }
        return JuryBallot(
          item: item,
          juror: names[place],
          label: said.label.map { labels[Int($0)] }
        )
      }
    }
    return JuryEvidence(labels: labels, ballots: ballots, humans: humans, right: right)
  }
}
