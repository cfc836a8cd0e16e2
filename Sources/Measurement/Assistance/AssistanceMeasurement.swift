package import Agreement
package import AnnotationCore
package import ProjectStore

/// What suggestions did to labels, and what annotators did once they saw the jury.
package struct AssistanceMeasurement: Sendable {
  /// Agreement of annotators with the jurors of one field, with suggestions and without.
  package struct Anchoring: Sendable {
    package var field: FieldID
    /// Of each person and item: the share of the jurors who gave the very same label.
    package var agreement: ArmComparison
  }

  /// What became of one field after the jury was shown.
  package struct Revisions: Hashable, Sendable {
    package var field: FieldID
    /// People and items with a label before that, and one in force.
    package var labels = 0
    /// Those of them that differ.
    package var changed = 0
    /// Changed labels that more jurors gave than the former one.
    package var towards = 0
    /// Changed labels that fewer jurors gave.
    package var away = 0
  }

  package private(set) var anchoring: [Anchoring] = []
  /// Seconds of work on a stage, with suggestions and without.
  package private(set) var seconds: [(stage: StageNumber, work: ArmComparison)] = []
  package private(set) var revisions: [Revisions] = []
  /// Items that were shown after a commit, once for each person; those of them that are reopened and not
  /// committed anew; those with a label changed.
  package private(set) var shownAfter = 0
  package private(set) var reopened = 0
  package private(set) var revised = 0

  /// What the guideline in force lets annotators see of the jury, and how often it was shown.
  package let policy: AssistancePolicy
  package let counts: AssistanceCounts

  /// - Parameters:
  ///   - names: fields that take labels; all of them where none is named.
  ///   - resampling: items are resampled whole, each with all its observations.
  /// - Throws: ``MeasurementError/notMeasured(_:onlyLastStage:known:)``, `StoreError`.
  package init(of store: Project, fields names: [FieldID], _ resampling: Resampling) throws {
    let guideline = store.guideline.guideline
    policy = guideline.assistance
    counts = try store.assistanceCounts()
    let fields = try guideline.measuredFields(named: names)
    try measureAnchoring(
      of: store,
      fields,
      BootstrapPlan(resamples: resampling.resamples, level: resampling.level),
      resampling.seed
    )
    try measureRevisions(of: store, fields)
  }

  private mutating func measureAnchoring(
    of store: Project,
    _ fields: [Field],
    _ plan: BootstrapPlan,
    _ seed: UInt64
  ) throws {
    var agreement: [FieldID: [ArmComparison.Observation]] = [:]
    var seconds: [StageNumber: [ArmComparison.Observation]] = [:]
    let guideline = store.guideline.guideline
    try store.forEachExposure(.before) { found in
      let stage = found.exposure.stage
      guard let annotation = found.after[stage], case .commit(let labels) = annotation.act else {
        return
      }
      func observation(_ value: Double) -> ArmComparison.Observation {
        .init(item: found.exposure.item, isWith: !found.exposure.isControl, value: value)
      }
      if let active = annotation.active {
        seconds[stage, default: []].append(observation(Double(active) / 1000))
      }
      for field in guideline.fields(of: stage) {
        guard let value = labels.values[field.id],
          let share = found.opinion.agreement(with: value, in: field.id)
        else { continue }
        agreement[field.id, default: []].append(observation(share))
      }
    }
    anchoring = fields.compactMap { field in
      agreement[field.id].map { observations in
        // Each field is resampled alike, whatever was measured before it.
        var random = SplitMix64(seed: seed)
        return Anchoring(
          field: field.id,
          agreement: ArmComparison(observations, plan, using: &random)
        )
      }
    }
    self.seconds = guideline.stageNumbers.compactMap { stage in
      seconds[stage].map { observations in
        var random = SplitMix64(seed: seed)
        return (stage, ArmComparison(observations, plan, using: &random))
      }
    }
  }

  private mutating func measureRevisions(of store: Project, _ fields: [Field]) throws {
    let guideline = store.guideline.guideline
    var found: [FieldID: Revisions] = [:]
    var (shown, reopened, revised) = (0, 0, 0)
    try store.forEachExposure(.afterCommit) { one in
      shown += 1
      var isRevised = false
      for (stage, before) in one.before {
        guard case .commit(let said) = before.act else { continue }
        guard case .commit(let says) = one.after[stage]?.act else { continue }
        if said != says { isRevised = true }
        for field in guideline.fields(of: stage) {
          guard let former = said.values[field.id], let latter = says.values[field.id] else {
            continue
          }
          found[field.id, default: Revisions(field: field.id)]
            .note(former, latter, one.opinion)
        }
      }
      if isRevised { revised += 1 }
      // A stage that was committed before and holds no commit now, unless the item is set aside.
      let open = one.before.keys.contains { stage in
        one.after[stage] == nil && !guideline.setsAside(one.after, before: stage)
      }
      if open { reopened += 1 }
    }
    (shownAfter, self.reopened, self.revised) = (shown, reopened, revised)
    revisions = fields.compactMap { found[$0.id] }
  }
}

extension AssistanceMeasurement.Revisions {
  fileprivate mutating func note(
    _ former: FieldValue,
    _ latter: FieldValue,
    _ opinion: JuryOpinion
  ) {
    labels += 1
    guard former != latter else { return }
    changed += 1
    guard let before = opinion.agreement(with: former, in: field),
      let after = opinion.agreement(with: latter, in: field)
    else { return }
    if after > before { towards += 1 }
    if after < before { away += 1 }
  }
}

extension Guideline {
  /// Whether what was committed before a stage puts the item outside the benchmark.
  fileprivate func setsAside(
    _ said: [StageNumber: Annotation],
    before stage: StageNumber
  ) -> Bool {
    var values: FieldValues = [:]
    return stage.earlier.contains { earlier in
      guard case .commit(let labels) = said[earlier]?.act else { return false }
      values.merge(labels.values) { $1 }
      return next(after: earlier, given: values) == .setAside
    }
  }
}
