package import AnnotationCore

/// How the jury in force goes at one moment, for a lead who watches it.
package struct JuryWatch: Hashable, Sendable {
  /// By name.
  package var jurors: [JurorWatch]
  /// What went wrong last, the latest first.
  package var failedAttempts: [FailedAttempt]
  /// When it was looked at.
  package var at: Timestamp
  /// The jury in force, and the last review that is counted: what a later look goes on from.
  let jury: Int64
  let newest: Int64

  /// So many failedAttempts are kept in sight.
  package static let failedAttemptCount = 10

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
package struct FailedAttempt: Hashable, Sendable {
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
  /// - Throws: ``AdjudicationProblem/notALead(_:)``.
  package func juryWatch(
    for lead: Person,
    since previous: JuryWatch? = nil,
    at now: Timestamp
  ) throws(StoreError) -> JuryWatch {
    try read(.figures) { db in
      try LeadRows.check(lead, db)
      let jury: Int64 = try db.value("SELECT max(id) FROM jury") ?? 0
      let newest: Int64 = try db.value("SELECT max(id) FROM review") ?? 0
      let progress =
        if let previous, previous.jury == jury {
          try WatchRows.progress(since: previous, db)
        } else {
          try Self.juryProgress(db)
        }
      return JuryWatch(
        jurors: try progress.map { try WatchRows.pace($0, at: now, db) },
        failedAttempts: try WatchRows.failedAttempts(for: lead, db),
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
    // By their ids: the plus keeps the index of totals from being read from end to end.
    try db.each(
      """
      SELECT juror, \(JurorProgress.sums) FROM review
      WHERE id > :newest GROUP BY +juror, +outcome
      """,
      ["newest": previous.newest]
    ) { row in
      let juror: String = try row["juror"]
      if let index = all.firstIndex(where: { $0.juror == juror }) { try all[index].add(row) }
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
    let recent = try db.first(
      """
      SELECT count(*) AS trials, min(at) AS since FROM review
      WHERE juror = :juror AND at > :since AND outcome IN ('verdict', 'refused')
      """,
      [
        "juror": progress.juror,
        "since": now.advanced(byMilliseconds: -JurorWatch.window),
      ]
    ) { (trials: try $0["trials"] as Int, since: try $0["since"] as Timestamp?) }
    return JurorWatch(
      progress: progress,
      recent: recent?.trials ?? 0,
      recentSince: recent?.since,
      last: try db.value(
        "SELECT max(at) FROM review WHERE juror = :juror",
        ["juror": progress.juror]
      )
    )
  }

  /// The latest attempts that failed; the reason is nil where the lead has the item to label.
  static func failedAttempts(for lead: Person, _ db: Database) throws -> [FailedAttempt] {
    try db.rows(
      """
      SELECT item.key, r.juror, r.attempt, r.outcome, r.at,
        CASE WHEN EXISTS (SELECT 1 FROM unfinished_assignment AS own
            WHERE own.item = item.id AND own.person = :lead)
          THEN NULL ELSE r.reason END AS reason
      FROM review AS r JOIN item ON item.id = r.item
      WHERE r.outcome IN ('unparsable', 'failed')
        AND r.juror IN (SELECT name FROM juror_in_force)
      ORDER BY r.at DESC, r.id DESC LIMIT :count
      """,
      ["lead": lead.id, "count": JuryWatch.failedAttemptCount]
    ) { row in
      FailedAttempt(
        item: try row["key"],
        juror: try row["juror"],
        attempt: try row["attempt"],
        hasReply: try row["outcome"] == Review.Outcome.Kind.unparsable,
        reason: try row["reason"],
        at: try row["at"]
      )
    }
  }
}
