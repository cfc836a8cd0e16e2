import AnnotationCore

extension Project {
  /// Goes on filling the jury's queue until it is whole.
  ///
  /// Every program that runs the jury does it: each write takes the next items, wherever another program
  /// left off.
  func fillJuryQueue() throws(StoreError) {
    guard try read(.manage, JuryFillRows.nextItem) != nil else { return }
    var turns = WriteTurns(self, .manage)
    while try turns.write(JuryFillRows.fillNext) {}
  }
}

/// How the jury's queue is filled once a jury or an order is put in force.
enum JuryFillRows {
  /// At most about so many trials are put in the queue in one write.
  private static let trials = 10_000

  /// The first item whose trials may not be in the queue; nil where the queue is whole.
  static func nextItem(_ db: Database) throws -> Int64? {
    try db.value("SELECT next_item FROM jury_fill")
  }

  /// Puts in the queue what is due of the next items, and nothing else of them.
  /// - Returns: whether there are more.
  @discardableResult
  static func fillNext(_ db: Database) throws -> Bool {
    guard let next = try nextItem(db) else { return false }
    let perItem = try db.count(
      "SELECT count(*) FROM juror_trial WHERE jury = (SELECT max(id) FROM jury)"
    )
    let end = next + Int64(max(1, trials / max(1, perItem)))
    let part: Arguments = ["next": next, "end": end]
    try db.run("DELETE FROM jury_queue WHERE item >= :next AND item < :end", part)
    try db.run(
      """
      INSERT INTO jury_queue (item, juror, trial, attempts)
      SELECT item, juror, trial, attempts FROM trial_due WHERE item >= :next AND item < :end
      """,
      part
    )
    try db.run(
      """
      UPDATE jury_fill SET next_item = CASE
        WHEN :end <= (SELECT coalesce(max(id), 0) FROM stored_item) THEN :end END
      """,
      ["end": end]
    )
    return try nextItem(db) != nil
  }
}
