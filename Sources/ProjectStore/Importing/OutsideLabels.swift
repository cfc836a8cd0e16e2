package import AnnotationCore
import GRDB

/// A label that a person of the project gave with another tool.
package struct OutsideRating: Hashable, Sendable {
  package var item: ItemID
  package var person: PersonID
  package var field: FieldID
  package var value: FieldValue
  /// When it was given.
  package var at: Timestamp
  /// Where it stands in its file.
  package var place: String

  package init(
    item: ItemID,
    person: PersonID,
    field: FieldID,
    value: FieldValue,
    at: Timestamp,
    place: String
  ) {
    self.item = item
    self.person = person
    self.field = field
    self.value = value
    self.at = at
    self.place = place
  }
}

/// Why labels of a file cannot be taken in.
package enum OutsideProblem: Hashable, Sendable {
  case noSuchItem
  /// The person has labelled the field of the item in this project.
  case labelledHere
  /// Another label of the person for the field and item came before.
  case differs
}

extension Project {
  /// Takes in labels that were given elsewhere: all of them, or none.
  ///
  /// One that is there already with the same value is passed over, so that a file can be imported
  /// again.
  /// - Returns: how many were added, or the first that cannot be taken in, and why.
  package func add(
    outside ratings: [OutsideRating],
    file: String,
    at moment: Timestamp
  ) throws(StoreError) -> Result<Int, OutsideRefusal> {
    do {
      return try passing { db in
        var added = 0
        for rating in ratings {
          if let problem = try Self.problem(with: rating, db) {
            throw OutsideRefusal(rating: rating, problem: problem)
          }
          try db.cachedStatement(
            sql: """
              INSERT INTO outside_label VALUES (
                (SELECT id FROM item WHERE key = ?), ?, ?, ?, ?, ?, ?, ?
              ) ON CONFLICT DO NOTHING
              """
          ).execute(
            arguments: [
              rating.item, rating.person, rating.field, ValuesJSON.text(of: rating.value),
              rating.at.rawValue, file, rating.place, moment.rawValue,
            ]
          )
          added += db.changesCount
        }
        return .success(added)
      }
    } catch let refusal as OutsideRefusal {
      return .failure(refusal)
    } catch {
      throw StoreError(error, path: path)
    }
  }

  private static func problem(
    with rating: OutsideRating,
    _ db: Database
  ) throws -> OutsideProblem? {
    guard
      let item = try Int64.fetchOne(
        db.cachedStatement(sql: "SELECT id FROM item WHERE key = ?"),
        arguments: [rating.item]
      )
    else { return .noSuchItem }
    let known = try String.fetchOne(
      db.cachedStatement(
        sql: "SELECT value FROM outside_label WHERE item = ? AND person = ? AND field = ?"
      ),
      arguments: [item, rating.person, rating.field]
    )
    if let known { return try ValuesJSON.value(known) == rating.value ? nil : .differs }
    let isLabelled = try Bool.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT EXISTS (SELECT 1 FROM annotation AS a WHERE a.item = ? AND a.person = ?
            AND a.act = 'commit' AND \(AnnotationRows.isLast) AND a.labels -> ? IS NOT NULL)
          """
      ),
      arguments: [item, rating.person, rating.field]
    )
    return isLabelled == true ? .labelledHere : nil
  }
}

/// The first label of a file that cannot be taken in.
package struct OutsideRefusal: Error, Hashable, Sendable {
  package var rating: OutsideRating
  package var problem: OutsideProblem
}
