package import Agreement
package import AnnotationCore
package import ProjectStore

/// Where disagreement on one field comes from.
package struct FieldDisagreement: Sendable {
  package let field: FieldID
  /// Whether what raters said before selects the criterion by which they judge it.
  package let hasSelectedCriterion: Bool
  package let sources: DisagreementSources
  /// For a field of several choices: each with the share of items on which it divides raters, and alpha.
  package let points: [(choice: String, items: Int, dividing: Int, alpha: Measure)]

  /// The disagreement on some fields.
  /// - Parameter names: fields that take labels; texts are left out. All of them where none is named.
  /// - Throws: ``MeasurementError/noSuchField(_:known:)``, `StoreError`.
  package static func measured(
    in store: Project,
    fields names: [FieldID]
  ) throws -> [FieldDisagreement] {
    try store.guideline.guideline.fields(named: names).filter { !$0.kind.isText }
      .map { try FieldDisagreement($0, in: store) }
  }

  private init(_ field: Field, in store: Project) throws {
    var items: [ItemID: [FieldRating]] = [:]
    try store.forEachRating(field: field.id, raters: .humans) { rating in
      items[rating.item, default: []].append(rating)
    }
    let sorted = items.sorted { $0.key < $1.key }.map(\.value)
    self.field = field.id
    let guideline = store.guideline.guideline
    let selectors = guideline.stage(of: field.id).map { guideline[$0].criterion.selectBy } ?? []
    let hasSelectedCriterion = !selectors.isEmpty
    self.hasSelectedCriterion = hasSelectedCriterion
    sources = DisagreementSources(
      items: sorted.map { ratings in
        ratings.map {
          ($0.value.ratingLabel, hasSelectedCriterion ? $0.criterion : nil)
        }
      }
    )
    guard case .multiple = field.kind else {
      points = []
      return
    }
    points = try store.guideline.guideline.choices(of: field, under: nil).map { choice in
      try Self.point(choice.id, sorted)
    }.sorted { ($1.dividing, $0.choice) < ($0.dividing, $1.choice) }
  }

  private static func point(
    _ choice: ChoiceID,
    _ items: [[FieldRating]]
  ) throws -> (choice: String, items: Int, dividing: Int, alpha: Measure) {
    var builder = RatingTableBuilder()
    var marked = 0
    var dividing = 0
    for ratings in items where ratings.count > 1 {
      let marks = ratings.map { rating in
        if case .multiple(let choices) = rating.value { choices.contains(choice) } else { false }
      }
      if marks.contains(true) { marked += 1 }
      if Set(marks).count > 1 { dividing += 1 }
      for (rating, mark) in zip(ratings, marks) {
        builder.add(Rating(item: rating.item, rater: rating.rater, label: mark ? "yes" : "no"))
      }
    }
    return (choice, marked, dividing, krippendorffAlpha(try builder.table()).value)
  }
}
