package import AnnotationCore

extension Project {
  /// Makes these jurors the jury, in place of the one before.
  ///
  /// What earlier jurors said stays readable, and no longer counts unless they are in this jury.
  /// The same jury again changes nothing. When this returns, the queue has all that the jury owes: where
  /// that was cut short, it is gone on with by whoever registers or runs a jury next.
  ///
  /// A model that is asked in one way has one vote, and keeps it under one name:
  /// - two jurors of a jury that are copies of each other would have two votes;
  /// - a new name for a juror that has given a verdict or a refusal would leave out what it said, and
  ///   ask it again until it says something else. Where it gave nothing that can be read, a new name
  ///   changes nothing but the count of attempts, and is taken.
  /// - Throws: ``JuryProblem/jurorChanged(_:)`` where a name stood for something else when it gave
  ///   its verdicts; ``JuryProblem/jurorInBatchChanged(_:)`` where it did when a batch was written that
  ///   is not over; ``JuryProblem/jurorsAlike(_:_:)`` where two are copies of each other;
  ///   ``JuryProblem/jurorRenamed(_:from:)`` where a copy of one who has spoken, or has a batch under way,
  ///   comes under a new name.
  package func register(jurors: [Juror], at moment: Timestamp) throws(StoreError) {
    try write(.manage) { db in
      let new = try jurors.map { (juror: $0, configuration: try CodedJSON.text(of: $0)) }
        .sorted { $0.juror.name < $1.juror.name }
      let old = try JurorRows.configurations(db)
      guard
        new.map(\.juror.name) != old.map(\.name)
          || new.map(\.configuration) != old.map(\.configuration)
      else { return }
      for (number, juror) in jurors.enumerated() {
        if let twin = jurors[..<number].first(where: juror.isCopy) {
          throw StoreError.jury(.jurorsAlike(twin.name, juror.name))
        }
        let last = try JurorRows.lastThatSpoke(as: juror.name, db)
        guard last?.saysAsMuch(as: juror) ?? true else {
          throw StoreError.jury(.jurorChanged(juror.name))
        }
        let underWay = try BatchRows.jurorUnderWay(as: juror.name, db)
        guard underWay?.saysAsMuch(as: juror) ?? true else {
          throw StoreError.jury(.jurorInBatchChanged(juror.name))
        }
        if last == nil, underWay == nil, let original = try JurorRows.original(of: juror, db) {
          throw StoreError.jury(.jurorRenamed(juror.name, from: original.name))
        }
      }
      let jury = try db.insert("INSERT INTO jury (at) VALUES (:at)", ["at": moment])
      for (juror, configuration) in new {
        try JurorRows.insert(juror, configuration: configuration, jury: jury, db)
      }
      for juror in jurors { try JurorRows.insertTrials(of: juror, jury: jury, db) }
      // The queue of a small project is whole at once.
      try JuryFillRows.fillNext(db)
    }
    try fillJuryQueue()
  }

  /// The jury in force, by name.
  package func jurors() throws(StoreError) -> [Juror] {
    try read(.figures) { db in try JurorRows.all(db) }
  }

  /// The cases that a juror is to judge, those first that were never tried.
  ///
  /// Everybody at work on their items is done, and the juror's trial has neither a verdict nor a
  /// refusal, and is in no open batch. Where the juror judges the last stage alone, what that follows from is decided.
  /// - Parameter limit: how many at most.
  package func casesForJury(_ juror: Juror, limit: Int) throws(StoreError) -> [ReviewCase] {
    let guideline = guideline.guideline
    try fillJuryQueue()
    return try read(.manage) { db in
      var cases: [(row: Int64, ReviewCase)] = []
      for used in 0..<max(0, juror.model.limits.attempts) where cases.count < limit {
        cases += try CaseRows.waiting(
          for: juror,
          attempts: used,
          limit: limit - cases.count,
          guideline,
          db
        )
      }
      return try CaseRows.informed(cases, for: juror.asking.mode, guideline, db)
    }
  }

  /// How many of a juror's trials wait for the decision of the stages before the last.
  package func casesAwaitingDecision(_ juror: Juror) throws(StoreError) -> Int {
    let fields = CaseRows.fieldsNeeded(by: juror, guideline.guideline)
    guard !fields.isEmpty else { return 0 }
    return try read(.manage) { db in
      try db.count(
        """
        SELECT count(*) FROM trial_to_ask AS t
        WHERE t.juror = :juror AND :count > (SELECT count(*) FROM decision_in_force AS d
          WHERE d.item = t.item AND d.field IN :fields)
        """,
        ["juror": juror.name, "count": fields.count, "fields": List(fields)]
      )
    }
  }
}
