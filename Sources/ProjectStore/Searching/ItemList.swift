package import AnnotationCore
import GRDB

extension Project {
  /// A part of a person's items, in the order of their queue.
  ///
  /// A page costs the same however many items there are; one that looks for words costs what
  /// ``ItemSearch`` says.
  /// - Parameters:
  ///   - from: the first place of the page, or the last one when it goes backwards.
  ///   - limit: at most so many items.
  package func items(
    of person: PersonID,
    matching filter: ItemFilter,
    from position: Int = 1,
    backwards: Bool = false,
    limit: Int
  ) throws(StoreError) -> [ListedItem] {
    let showsJury = guideline.guideline.assistance.mode == .afterCommit
    guard filter.kind != .reviewed || showsJury else { return [] }
    return try read { db in
      let isOpen = try qualification(of: person, db).isOpen
      var walk = QueueWalk(
        person: person,
        filter: filter,
        position: position,
        goesBack: backwards,
        onlyTraining: !isOpen
      )
      let places: [QueueWalk.Place]
      if let text = filter.text, !text.isEmpty {
        places = try ItemSearch(text).places(of: walk, limit: limit, db)
      } else {
        places = try walk.next(limit, db)
      }
      let listed = try places.compactMap { try self.listed($0.item, for: person, db) }
      return backwards ? listed.reversed() : listed
    }
  }

  private func listed(
    _ id: Int64,
    for person: PersonID,
    _ db: Database
  ) throws -> ListedItem? {
    let statement = try db.cachedStatement(
      sql: """
        SELECT item.key, item.language, position, state, substr(question, 1, 300),
          EXISTS (SELECT 1 FROM draft WHERE draft.item = item.id AND draft.person = ?2),
          EXISTS (SELECT 1 FROM flag WHERE flag.item = item.id AND flag.person = ?2)
        FROM item JOIN assignment ON assignment.item = item.id
        WHERE item.id = ?1 AND assignment.person = ?2
        """
    )
    return try Row.fetchOne(statement, arguments: [id, person]).map { row in
      let state = WorkState(rawValue: row[3]) ?? .open
      return ListedItem(
        item: row[0],
        language: row[1],
        position: row[2],
        state: state,
        hasDraft: row[5],
        isFlagged: row[6],
        juryNews: try juryNews(row: id, person: person, state: state, db),
        question: row[4]
      )
    }
  }
}

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
    return try String.fetchAll(
      db,
      sql: "SELECT DISTINCT language FROM tally WHERE person = ?",
      arguments: [person]
    )
  }

  /// One stretch of an index.
  private struct Branch {
    var language: String?
    var state: WorkState?
  }

  /// Each branch is in order by itself, so that a page takes a few steps into each of them.
  private func branches(_ db: Database) throws -> [Branch] {
    if filter.kind == .drafts || filter.kind == .flagged || onlyTraining {
      return [Branch(language: filter.language)]
    }
    guard filter.kind.states != nil || filter.language != nil else { return [Branch()] }
    let states = filter.kind.states ?? WorkState.allCases
    return try languages(db).flatMap { language in
      states.map { Branch(language: language, state: $0) }
    }
  }

  private func places(
    _ branch: Branch,
    _ limit: Int,
    _ db: Database
  ) throws -> [Place] {
    var conditions = ["a.person = :person", "a.position \(goesBack ? "<=" : ">=") :position"]
    if branch.language != nil { conditions.append("a.language = :language") }
    if branch.state != nil { conditions.append("a.state = :state") }
    if filter.kind == .reviewed {
      conditions.append(OpinionRows.isOffered("a.item", to: "a.person"))
    }
    var source = "assignment AS a"
    switch filter.kind {
    case .drafts: source = few("draft", "draft.person = :person")
    case .flagged: source = few("flag", "flag.person = :person")
    default: if onlyTraining { source = few("reference", "reference.purpose = 'training'") }
    }
    if onlyTraining {
      conditions.append("a.item IN (SELECT item FROM reference WHERE purpose = 'training')")
      if let states = filter.kind.states { conditions.append(Self.isOne(of: states)) }
    }
    let statement = try db.cachedStatement(
      sql: """
        SELECT a.position, a.item FROM \(source) WHERE \(conditions.joined(separator: " AND "))
        ORDER BY a.position \(goesBack ? "DESC" : "ASC") LIMIT :limit
        """
    )
    var arguments: StatementArguments = ["person": person, "position": position, "limit": limit]
    if let language = branch.language { arguments += ["language": language] }
    if let state = branch.state { arguments += ["state": state.rawValue] }
    return try Row.fetchAll(statement, arguments: arguments).map {
      Place(position: $0[0], item: $0[1])
    }
  }

  /// Assignments by way of a table that holds few of a person's items.
  private func few(_ table: String, _ condition: String) -> String {
    "(SELECT DISTINCT item FROM \(table) WHERE \(condition)) AS few "
      + "CROSS JOIN assignment AS a ON a.item = few.item"
  }

  /// Those of some items that the walk would come by, in its order.
  func places(of items: [Int64], _ db: Database) throws -> [Place] {
    var conditions = ["a.position \(goesBack ? "<=" : ">=") :position"]
    if filter.language != nil { conditions.append("a.language = :language") }
    if let states = filter.kind.states { conditions.append(Self.isOne(of: states)) }
    switch filter.kind {
    case .drafts: conditions.append(Self.exists("draft", "draft.person = :person"))
    case .flagged: conditions.append(Self.exists("flag", "flag.person = :person"))
    case .reviewed: conditions.append(OpinionRows.isOffered("a.item", to: "a.person"))
    default: break
    }
    if onlyTraining {
      conditions.append(Self.exists("reference", "reference.purpose = 'training'"))
    }
    let statement = try db.cachedStatement(
      sql: """
        SELECT a.position, a.item
        FROM json_each(:items) AS c
          CROSS JOIN assignment AS a ON a.item = c.value AND a.person = :person
        WHERE \(conditions.joined(separator: " AND "))
        ORDER BY a.position \(goesBack ? "DESC" : "ASC")
        """
    )
    var arguments: StatementArguments = [
      "items": ValuesJSON.text(of: items), "person": person, "position": position,
    ]
    if let language = filter.language { arguments += ["language": language] }
    return try Row.fetchAll(statement, arguments: arguments).map {
      Place(position: $0[0], item: $0[1])
    }
  }

  private static func isOne(of states: [WorkState]) -> String {
    "a.state IN (\(states.map { "'\($0.rawValue)'" }.joined(separator: ",")))"
  }

  private static func exists(_ table: String, _ condition: String) -> String {
    "EXISTS (SELECT 1 FROM \(table) WHERE \(table).item = a.item AND \(condition))"
  }
}
