package import AnnotationCore
import Synchronization

extension Project {
  /// Whether a person may work on real items.
  ///
  /// Of every training item the first commit of each stage counts, since who was shown the reference
  /// could not but match it afterwards; a skipped one counts as done and matches nothing.
  package func qualification(of person: PersonID) throws(StoreError) -> Qualification {
    try read(own: person) { db in try qualification(of: person, db) }
  }

  func qualification(of person: PersonID, _ db: Database) throws -> Qualification {
    let policy = guideline.guideline.training
    guard policy != nil else { return .notNeeded }
    let results = try ReferenceRows.results(of: person, for: .training, guideline.guideline, db)
    return Qualification(
      policy: policy,
      total: results.assigned,
      done: results.comparisons.count,
      matching: results.comparisons.reduce(0) { $0 + $1.matching },
      compared: results.comparisons.reduce(0) { $0 + $1.compared },
      isWaived: try QualificationRows.isWaived(person, db)
    )
  }

  /// Whether real items are open to a person.
  ///
  /// What was found once holds while the person has the same number of training items, has done as many
  /// of them and skipped as many, so that labels are not compared at each step.
  func isQualified(_ person: PersonID, _ db: Database) throws -> Bool {
    guard guideline.guideline.training != nil else { return true }
    let progress = try QualificationRows.progress(of: person, db)
    if qualified.isKnown(person, progress) { return true }
    guard try qualification(of: person, db).isOpen else { return false }
    qualified.note(person, progress)
    return true
  }

  /// Begins a training anew that is over and was not passed: its items are open again, and what was said of
  /// them before no longer counts.
  /// - Throws: ``WorkProblem/trainingNotFailed``, ``WorkProblem/takenOver(since:)``.
  package func restartTraining(
    of person: PersonID,
    at moment: Timestamp,
    session: String? = nil
  ) throws(StoreError) {
    try write(as: person, in: session) { db in
      guard try qualification(of: person, db).isFailed else {
        throw StoreError.work(.trainingNotFailed)
      }
      let follows: Int64 = try db.value("SELECT max(id) FROM annotation") ?? 0
      try db.insert(
        "INSERT INTO training_restart (person, follows, at) VALUES (:person, :follows, :at)",
        ["person": person, "follows": follows, "at": moment]
      )
      let items = try db.rows(
        """
        SELECT item.id, item.key FROM training_assignment AS t JOIN item ON item.id = t.item
        WHERE t.person = :person ORDER BY t.position
        """,
        ["person": person]
      ) { (row: try $0["id"] as Int64, key: try $0["key"] as ItemID) }
      for item in items {
        let last = try AnnotationRows.last(item: item.row, key: item.key, person: person, db)
        for (stage, said) in last.sorted(by: { $0.key > $1.key }) {
          if said.act != .withdraw {
            try AnnotationRows.insert(
              withdrawalOf: said,
              item: item.row,
              guideline: guideline.id,
              at: moment,
              db
            )
          }
          try DraftRows.delete(row: item.row, person: person, stage: stage, db)
        }
      }
    }
  }

  /// Opens the real items to a person, whatever their training says.
  /// - Throws: ``WorkProblem/emptyReason``, ``WorkProblem/remarkTooLong(count:)``, ``TeamProblem/noSuchPerson(_:)``.
  package func waiveTraining(
    of person: PersonID,
    reason: String,
    at moment: Timestamp
  ) throws(StoreError) {
    try Remark.check(reason)
    try write(.people) { db in
      guard try PersonRows.with(id: person, db) != nil else {
        throw StoreError.team(.noSuchPerson("#\(person)"))
      }
      try db.insert(
        "INSERT INTO training_waiver (person, reason, at) VALUES (:person, :reason, :at)",
        ["person": person, "reason": reason, "at": moment]
      )
    }
  }
}

/// How qualifications are read.
enum QualificationRows {
  static func isWaived(_ person: PersonID, _ db: Database) throws -> Bool {
    try db.exists("SELECT 1 FROM training_waiver WHERE person = :person", ["person": person])
  }

  /// How many training items a person has, has done and has skipped.
  static func progress(of person: PersonID, _ db: Database) throws -> QualifiedPeople.Progress {
    var progress = QualifiedPeople.Progress()
    for training in try ReferenceRows.trainingAssignments(of: person, db) {
      progress.assigned += training.count
      if training.state == .done { progress.done += training.count }
      if training.state == .skipped { progress.skipped += training.count }
    }
    return progress
  }
}

/// Who was found to be qualified, and how far their training was then.
final class QualifiedPeople: Sendable {
  struct Progress: Hashable, Sendable {
    var assigned = 0
    var done = 0
    var skipped = 0
  }

  private let known = Mutex<[PersonID: Progress]>([:])

  func isKnown(_ person: PersonID, _ progress: Progress) -> Bool {
    known.withLock { $0[person] == progress }
  }

  func note(_ person: PersonID, _ progress: Progress) { known.withLock { $0[person] = progress } }
}
