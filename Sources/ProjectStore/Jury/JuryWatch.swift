package import AnnotationCore
import GRDB

/// How the jury in force goes at one moment, for a lead who watches it.
package struct JuryWatch: Hashable, Sendable {
  /// By name.
  package var jurors: [JurorWatch]
  /// What went wrong last, the latest first.
  package var troubles: [JuryTrouble]
  /// When it was looked at.
  package var at: Timestamp
  /// The jury in force, and the last review that is counted: what a later look goes on from.
  let jury: Int64
  let newest: Int64

  /// So many troubles are kept in sight.
  package static let troubleCount = 10

  /// When the last review of any juror came.
  package var lastReview: Timestamp? { jurors.compactMap(\.last).max() }

  /// Whether a review came within the last minute.
  package var isUnderWay: Bool {
    lastReview.map { at.rawValue - $0.rawValue < JurorWatch.window } ?? false
  }
}

/// How far one juror is, and how fast.
package struct JurorWatch: Hashable, Sendable {
  package var progress: JurorProgress
  /// Trials that got a verdict or a refusal within the last minute.
  package var recent: Int
  /// When the first of these came.
  package var recentSince: Timestamp?
  /// When the juror's last review came, whatever became of it.
  package var last: Timestamp?

  /// The last minute, in milliseconds.
  package static let window: Int64 = 60_000

  /// Trials that are over.
  package var done: Int { progress.verdicts + progress.refused }

  /// Trials that are over or wait.
  package var total: Int { done + progress.queued + progress.exhausted }

  /// Trials a second in the last minute, or since the juror began within it.
  ///
  /// One alone is no rate, and the first of a run come in a burst: less than ten seconds count as ten.
  /// - Returns: nil where fewer than two came.
  package func rate(at now: Timestamp) -> Double? {
    guard recent > 1, let recentSince else { return nil }
    let seconds = Double(now.rawValue - recentSince.rawValue) / 1000
    return Double(recent) / min(60, max(10, seconds))
  }

  /// Seconds until nothing waits, at the present rate.
  /// - Returns: nil where nothing waits or there is no rate.
  package func secondsLeft(at now: Timestamp) -> Double? {
    guard progress.queued > 0, let rate = rate(at: now) else { return nil }
    return Double(progress.queued) / rate
  }
}

/// An attempt that got neither a verdict nor a refusal.
package struct JuryTrouble: Hashable, Sendable {
  package var item: ItemID
  package var juror: String
  package var attempt: Int
  /// Whether a reply came, and could not be read; otherwise there was none.
  package var hasReply: Bool
  /// Why; nil where the watcher has the item to label, since it may quote what the juror said.
  package var reason: String?
  package var at: Timestamp
}

extension Project {
  /// How the jury in force goes.
  /// - Parameter previous: an earlier look, so that only what came since has to be counted; a jury
  ///   that was replaced meanwhile is counted anew.
  /// - Throws: ``StoreError/notALead(_:)``.
  package func juryWatch(
    for lead: Person,
    since previous: JuryWatch? = nil,
    at now: Timestamp
  ) throws(StoreError) -> JuryWatch {
    try read { db in
      try Self.check(lead, db)
      let jury = try Int64.fetchOne(db, sql: "SELECT max(id) FROM jury") ?? 0
      let newest = try Int64.fetchOne(db, sql: "SELECT max(id) FROM review") ?? 0
      let progress =
        if let previous, previous.jury == jury {
          try WatchRows.progress(since: previous, db)
        } else {
          try Self.juryProgress(db)
        }
      return JuryWatch(
        jurors: try progress.map { try WatchRows.pace($0, at: now, db) },
        troubles: try WatchRows.troubles(of: jury, for: lead, hiding: Self.ownWork, db),
        at: now,
        jury: jury,
        newest: newest
      )
    }
  }
}

/// How a look at the jury is read.
private enum WatchRows {
  /// An earlier look's totals with what came since.
  static func progress(since previous: JuryWatch, _ db: Database) throws -> [JurorProgress] {
    var all = previous.jurors.map(\.progress)
    // By their ids, not by the index of totals, which would be read from end to end.
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT \(JurorProgress.sums), juror FROM review NOT INDEXED
        WHERE id > ? GROUP BY juror, outcome
        """,
      arguments: [previous.newest]
    )
    while let row = try rows.next() {
      let juror: String = row[JurorProgress.sumCount]
      if let index = all.firstIndex(where: { $0.juror == juror }) { all[index].add(row) }
    }
    for juror in try JurorRows.all(db) {
      guard let index = all.firstIndex(where: { $0.juror == juror.name }) else { continue }
      try all[index].countQueue(of: juror, db)
    }
    return all
  }

  static func pace(
    _ progress: JurorProgress,
    at now: Timestamp,
    _ db: Database
  ) throws -> JurorWatch {
    let last = try Int64.fetchOne(
      db,
      sql: "SELECT max(at) FROM review WHERE juror = ?",
      arguments: [progress.juror]
    )
    let recent = try Row.fetchOne(
      db,
      sql: """
        SELECT count(*), min(at) FROM review
        WHERE juror = ? AND at > ? AND outcome IN ('verdict', 'refused')
        """,
      arguments: [progress.juror, now.rawValue - JurorWatch.window]
    )
    return JurorWatch(
      progress: progress,
      recent: recent.map { $0[0] } ?? 0,
      recentSince: recent.flatMap { $0[1] as Int64? }.map { Timestamp(rawValue: $0) },
      last: last.map { Timestamp(rawValue: $0) }
    )
  }

  /// - Parameter ownWork: the condition on `item` under which `:lead` is not told the reason.
  static func troubles(
    of jury: Int64,
    for lead: Person,
    hiding ownWork: String,
    _ db: Database
  ) throws -> [JuryTrouble] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT item.key, r.juror, r.attempt, r.outcome = 'unparsable',
          CASE WHEN \(ownWork) THEN NULL ELSE r.reason END, r.at
        FROM review AS r JOIN item ON item.id = r.item
        WHERE r.outcome IN ('unparsable', 'failed')
          AND r.juror IN (SELECT name FROM juror WHERE jury = :jury)
        ORDER BY r.at DESC, r.id DESC LIMIT :count
        """,
      arguments: ["lead": lead.id, "jury": jury, "count": JuryWatch.troubleCount]
    )
    .map { row in
      JuryTrouble(
        item: row[0],
        juror: row[1],
        attempt: row[2],
        hasReply: row[3],
        reason: row[4],
        at: Timestamp(rawValue: row[5])
      )
    }
  }
}
