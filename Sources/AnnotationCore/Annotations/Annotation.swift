/// What one annotator said about one stage of one item.
///
/// Never changed: a later one supersedes it.
package struct Annotation: Hashable, Sendable, Codable, Identifiable {
  package var id: Int64
  package var item: ItemID
  package var person: PersonID
  package var stage: StageNumber
  package var act: Act
  /// The version of the guideline under which it was made, as the project numbers them.
  package var guideline: Int64
  package var at: Timestamp
  /// The annotation of the same person, item and stage that this one takes the place of.
  package var supersedes: Int64?
  /// Milliseconds of work that went into it, or nil where they were not measured.
  package var active: Int64?
  /// How much of the answer was on the screen, from its beginning, in percent; nil where that is not known,
  /// as of work by lines.
  package var read: Int?

  package init(
    id: Int64,
    item: ItemID,
    person: PersonID,
    stage: StageNumber,
    act: Act,
    guideline: Int64 = 1,
    at: Timestamp,
    supersedes: Int64?,
    active: Int64? = nil,
    read: Int? = nil
  ) {
    self.id = id
    self.item = item
    self.person = person
    self.stage = stage
    self.act = act
    self.guideline = guideline
    self.at = at
    self.supersedes = supersedes
    self.active = active
    self.read = read
  }

  /// What was done by saying it.
  package enum Act: Hashable, Sendable, Codable {
    case commit(Labels)
    /// Takes back the superseded commit.
    case withdraw
    /// The annotator leaves the item, with a reason.
    case skip(reason: String)
  }
}

/// A rater's values for one stage, and the criterion by which the stage was judged.
package struct Labels: Hashable, Sendable, Codable {
  package var values: FieldValues
  /// Nil where the stage has none.
  package var criterion: CriterionID?

  package init(values: FieldValues, criterion: CriterionID? = nil) {
    self.values = values
    self.criterion = criterion
  }
}

/// What an annotator has entered and not committed.
package struct Draft: Hashable, Sendable, Codable {
  package var item: ItemID
  package var person: PersonID
  package var stage: StageNumber
  package var values: FieldValues
  package var at: Timestamp
  /// Milliseconds of work on the stage so far.
  package var active: Int64
  /// How much of the answer was on the screen so far, in percent; nil where that is not known.
  package var read: Int?

  package init(
    item: ItemID,
    person: PersonID,
    stage: StageNumber,
    values: FieldValues,
    at: Timestamp,
    active: Int64 = 0,
    read: Int? = nil
  ) {
    self.item = item
    self.person = person
    self.stage = stage
    self.values = values
    self.at = at
    self.active = active
    self.read = read
  }
}

/// An annotator's remark on an item, for the lead.
package struct Flag: Hashable, Sendable, Codable, Identifiable {
  package var id: Int64
  package var item: ItemID
  package var person: PersonID
  package var comment: String
  package var at: Timestamp

  package init(id: Int64, item: ItemID, person: PersonID, comment: String, at: Timestamp) {
    self.id = id
    self.item = item
    self.person = person
    self.comment = comment
    self.at = at
  }
}
