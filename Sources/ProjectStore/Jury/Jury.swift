package import AnnotationCore
import GRDB

extension Project {
  /// Makes these jurors the jury, in place of the one before.
  ///
  /// What earlier jurors said stays readable, and no longer counts unless they are in this jury.
  /// The same jury again changes nothing.
  ///
  /// A model that is asked in one way has one vote, and keeps it under one name:
  /// - two jurors of a jury that are copies of each other would have two votes;
  /// - a new name for a juror that has given a verdict or a refusal would leave out what it said, and
  ///   ask it again until it says something else. Where it gave nothing that can be read, a new name
  ///   changes nothing but the count of attempts, and is taken.
  /// - Throws: ``StoreError/jurorChanged(_:)`` where a name stood for something else when it gave
  ///   its verdicts; ``StoreError/jurorInBatchChanged(_:)`` where it did when a batch was written that
  ///   is not over; ``StoreError/jurorsAlike(_:_:)`` where two are copies of each other;
  ///   ``StoreError/jurorRenamed(_:from:)`` where a copy of one who has spoken, or has a batch under way,
  ///   comes under a new name.
  package func register(jurors: [Juror], at moment: Timestamp) throws(StoreError) {
    try write { db in
      let new = try jurors.map { ($0.name, try CodedJSON.text(of: $0)) }.sorted { $0.0 < $1.0 }
      let old = try JurorRows.configurations(db)
      guard new.map(\.0) != old.map(\.0) || new.map(\.1) != old.map(\.1) else { return }
      for (number, juror) in jurors.enumerated() {
        if let twin = jurors[..<number].first(where: juror.isCopy) {
          throw StoreError.jurorsAlike(twin.name, juror.name)
        }
        let last = try JurorRows.lastThatSpoke(as: juror.name, db)
        guard last?.saysAsMuch(as: juror) ?? true else {
          throw StoreError.jurorChanged(juror.name)
        }
        let underWay = try BatchRows.jurorUnderWay(as: juror.name, db)
        guard underWay?.saysAsMuch(as: juror) ?? true else {
          throw StoreError.jurorInBatchChanged(juror.name)
        }
        if last == nil, underWay == nil, let original = try JurorRows.original(of: juror, db) {
          throw StoreError.jurorRenamed(juror.name, from: original.name)
        }
      }
      try db.execute(sql: "INSERT INTO jury (at) VALUES (?)", arguments: [moment.rawValue])
      let jury = db.lastInsertedRowID
      for (name, configuration) in new {
        try db.execute(
          sql: "INSERT INTO juror VALUES (?, ?, ?)",
          arguments: [jury, name, configuration]
        )
      }
      for juror in jurors {
        for trial in juror.asking.trials {
          try db.execute(
            sql: "INSERT INTO juror_trial VALUES (?, ?, ?)",
            arguments: [jury, juror.name, trial.number]
          )
        }
      }
    }
  }

  /// The jury in force, by name.
  package func jurors() throws(StoreError) -> [Juror] {
    try read { db in try JurorRows.all(db) }
  }

  /// The cases that a juror is to judge, those first that were never tried.
  ///
  /// Everybody at work on their items is done, and the juror's trial has neither a verdict nor a
  /// refusal, and is in no open batch. Where the juror judges stage two alone, stage one is decided.
  /// - Parameter limit: how many at most.
  package func casesForJury(_ juror: Juror, limit: Int) throws(StoreError) -> [ReviewCase] {
    let guideline = guideline.guideline
    return try read { db in
      let isDecided =
        juror.asking.mode == .stageTwo ? CaseRows.stageOneIsDecided(guideline) : "1"
      let statement = try db.cachedStatement(
        sql: """
          SELECT \(ItemRows.columns), jury_queue.trial, item.id
          FROM jury_queue JOIN item ON item.id = jury_queue.item
          WHERE jury_queue.juror = ? AND jury_queue.attempts = ? AND \(isDecided)
            AND NOT \(BatchRows.isWaiting)
          ORDER BY jury_queue.item, jury_queue.trial LIMIT ?
          """
      )
      var cases: [(row: Int64, ReviewCase)] = []
      for used in 0..<max(0, juror.limits.attempts) where cases.count < limit {
        let rows = try Row.fetchAll(
          statement,
          arguments: [juror.name, used, limit - cases.count]
        )
        for row in rows {
          let columns = row.count
          cases.append(
            (
              row[columns - 1],
              ReviewCase(
                item: ItemRows.item(row, withModel: false),
                trial: row[columns - 2],
                attempt: used + 1
              )
            )
          )
        }
      }
      return try CaseRows.informed(cases, for: juror.asking.mode, guideline, db)
    }
  }

  /// How many of a juror's trials wait for the decision of stage one.
  package func casesAwaitingStageOne(_ juror: Juror) throws(StoreError) -> Int {
    guard juror.asking.mode == .stageTwo else { return 0 }
    let isDecided = CaseRows.stageOneIsDecided(guideline.guideline)
    return try read { db in
      try Int.fetchOne(
        db,
        sql: """
          SELECT count(*) FROM jury_queue JOIN item ON item.id = jury_queue.item
          WHERE jury_queue.juror = ? AND NOT \(isDecided) AND NOT \(BatchRows.isWaiting)
          """,
        arguments: [juror.name]
      ) ?? 0
    }
  }
}
