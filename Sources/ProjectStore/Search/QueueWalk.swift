import AnnotationCore

/// A walk along a person's queue, past the items that a filter lets through.
struct QueueWalk {
  let person: PersonID
  var filter: ItemFilter
  /// The next place to look at.
  var position: Int
  let goesBack: Bool
  /// Whether only training items may be seen.
  let onlyTraining: Bool

  /// An item in the queue.
  struct Place: Hashable {
    var position: Int
    var item: Int64
  }

  /// The next places; fewer than asked for at the end of the walk.
  mutating func next(_ limit: Int, _ db: Database) throws -> [Place] {
    let found = first(limit, of: try branches(db).flatMap { try places($0, limit, db) })
    if let last = found.last { position = last.position + (goesBack ? -1 : 1) }
    return found
  }

  /// The first of some places, in the order of the walk.
  func first(_ limit: Int, of places: [Place]) -> [Place] {
    let sorted = places.sorted {
      goesBack ? $0.position > $1.position : $0.position < $1.position
    }
    return Array(sorted.prefix(limit))
  }

  /// The languages that the walk leads through.
  func languages(_ db: Database) throws -> [String] {
    if let language = filter.language { return [language] }
    return try QueueRows.languages(of: person, db)
  }

  /// Those of some items that the walk would come by, in its order.
  func places(of items: [Int64], _ db: Database) throws -> [Place] {
    try places(.some(items), nil, db)
  }

  /// A part of the queue that one index leads through in order, so that a page takes a few steps into
  /// each of them.
  private enum Branch {
    case state(WorkState, language: String)
    /// Few items, which another table knows.
    case drafts, flagged, training
    case some([Int64])
  }

  private func branches(_ db: Database) throws -> [Branch] {
    switch filter.kind {
    case .drafts: return [.drafts]
    case .flagged: return [.flagged]
    default: if onlyTraining { return [.training] }
    }
    let states = filter.kind.states ?? WorkState.allCases
    return try db.rows(
      """
      SELECT language, state FROM assignment_count
      WHERE person = :person AND items > 0 AND state IN :states
        AND (:language IS NULL OR language = :language)
      """,
      [
        "person": person, "states": List(states.map(\.rawValue)), "language": filter.language,
      ]
    ) { .state(try $0["state"], language: try $0["language"]) }
  }

  /// - Parameter limit: at most so many places, or nil for all.
  private func places(_ branch: Branch, _ limit: Int?, _ db: Database) throws -> [Place] {
    var arguments: Arguments = [
      "person": person, "position": position, "limit": limit ?? -1, "language": filter.language,
      "states": List(filter.kind.states?.map(\.rawValue) ?? WorkState.allCases.map(\.rawValue)),
      "only_training": onlyTraining, "drafts": filter.kind == .drafts,
      "flagged": filter.kind == .flagged, "reviewed": filter.kind == .reviewed,
    ]
    let isInBranch: String
    switch branch {
    case .state(let state, let language):
      arguments.merge(["state": state, "branch_language": language]) { $1 }
      isInBranch = "a.language = :branch_language AND a.state = :state"
    case .drafts: isInBranch = "a.item IN (SELECT item FROM draft WHERE person = :person)"
    case .flagged: isInBranch = "a.item IN (SELECT item FROM flag WHERE person = :person)"
    case .training: isInBranch = "a.item IN (SELECT item FROM training_item)"
    case .some(let items):
      arguments.merge(["items": List(items)]) { $1 }
      isInBranch = "a.item IN :items"
    }
    let fromPosition =
      goesBack
      ? "a.position <= :position ORDER BY a.position DESC"
      : "a.position >= :position ORDER BY a.position"
    return try db.rows(
      """
      SELECT a.position, a.item FROM assignment AS a
      WHERE a.person = :person AND \(isInBranch)
        AND (:language IS NULL OR a.language = :language)
        AND a.state IN :states
        AND (NOT :only_training OR EXISTS (SELECT 1 FROM training_item AS t WHERE t.item = a.item))
        AND (NOT :drafts OR EXISTS (SELECT 1 FROM draft AS d
          WHERE d.item = a.item AND d.person = a.person))
        AND (NOT :flagged OR EXISTS (SELECT 1 FROM flag AS f
          WHERE f.item = a.item AND f.person = a.person))
        AND (NOT :reviewed OR EXISTS (SELECT 1 FROM opinion_to_show AS o
          WHERE o.item = a.item AND o.person = a.person))
        AND \(fromPosition) LIMIT :limit
      """,
      arguments
    ) { Place(position: try $0["position"], item: try $0["item"]) }
  }
}
