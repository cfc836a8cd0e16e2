package import AnnotationCore

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
  /// Takes in labels that were given elsewhere, once all of them are found to be right.
  ///
  /// One that is there already with the same value is passed over, so that a file can be imported
  /// again. They are written in several transactions.
  /// - Returns: how many were added, or the first that cannot be taken in, and why.
  package func add(
    outside ratings: [OutsideRating],
    file: String,
    at moment: Timestamp
  ) throws(StoreError) -> Result<Int, OutsideRefusal> {
    var refusal: OutsideRefusal? = try read(.manage) { db in
      var first: [OutsideRating.Place: FieldValue] = [:]
      for rating in ratings {
        let known = first.updateValue(rating.value, forKey: rating.target) ?? rating.value
        let problem =
          known == rating.value ? try OutsideRows.problem(with: rating, db) : .differs
        if let problem { return OutsideRefusal(rating: rating, problem: problem, added: 0) }
      }
      return nil
    }
    if let refusal { return .failure(refusal) }
    let added = try writeEach(.manage, ratings.parts(of: 2000)) { part, db in
      var added = 0
      for rating in part where refusal == nil {
        // Another program may have got in between.
        if let problem = try OutsideRows.problem(with: rating, db) {
          refusal = OutsideRefusal(rating: rating, problem: problem, added: 0)
        } else {
          added += try OutsideRows.insert(rating, file: file, at: moment, db)
        }
      }
      return added
    }
    refusal?.added = added
    return if let refusal { .failure(refusal) } else { .success(added) }
  }
}

extension OutsideRating {
  /// What is labelled, and by whom.
  fileprivate struct Place: Hashable {
    var item: ItemID
    var person: PersonID
    var field: FieldID
  }

  fileprivate var target: Place { Place(item: item, person: person, field: field) }
}

/// How labels that were given elsewhere are read and kept.
private enum OutsideRows {
  /// - Returns: 1, or 0 where it is there already.
  static func insert(
    _ rating: OutsideRating,
    file: String,
    at moment: Timestamp,
    _ db: Database
  ) throws -> Int {
    try db.run(
      """
      INSERT INTO outside_label (item, person, field, value, given_at, file, place, at)
      VALUES ((SELECT id FROM item WHERE key = :key), :person, :field, :value, :given_at, :file,
        :place, :at)
      ON CONFLICT DO NOTHING
      """,
      [
        "key": rating.item, "person": rating.person, "field": rating.field,
        "value": rating.value, "given_at": rating.at, "file": file, "place": rating.place,
        "at": moment,
      ]
    )
  }

  static func problem(with rating: OutsideRating, _ db: Database) throws -> OutsideProblem? {
    let item: Int64? = try db.value("SELECT id FROM item WHERE key = :key", ["key": rating.item])
    guard let item else { return .noSuchItem }
    let place: Arguments = ["item": item, "person": rating.person, "field": rating.field]
    let known = try db.first(
      """
      SELECT value FROM outside_label
      WHERE item = :item AND person = :person AND field = :field
      """,
      place
    ) { try $0.label("value", of: rating.field, on: rating.item) }
    if let known { return known == rating.value ? nil : .differs }
    let isLabelled = try db.exists(
      """
      SELECT 1 FROM commit_in_force
      WHERE item = :item AND person = :person AND labels -> :field IS NOT NULL
      """,
      place
    )
    return isLabelled ? .labelledHere : nil
  }
}

/// The first label of a file that cannot be taken in.
package struct OutsideRefusal: Error, Hashable, Sendable {
  package var rating: OutsideRating
  package var problem: OutsideProblem
  /// How many labels were added before it, and stay.
  package var added: Int
}
