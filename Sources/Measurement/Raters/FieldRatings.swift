package import Agreement
package import AnnotationCore
package import ProjectStore

/// The ratings of one field, with what they can be held against.
package struct FieldRatings: Sendable {
  package let table: RatingTable
  package let categories: Categories
  /// The raters who are jurors; empty for a file.
  package private(set) var jurors: Set<String> = []
  /// The label that was decided, and the one that is known from a reference, by item.
  private(set) var decisions: [ItemID: String] = [:]
  private(set) var gold: [ItemID: String] = [:]
  /// The month of each rating, such as `2026-11`, by rater and item; empty for a file.
  private(set) var months: [String: [ItemID: String]] = [:]

  /// The ratings of a file.
  /// - Parameters:
  ///   - order: the labels in their order.
  ///   - isModelled: whether models of its raters are to be made.
  /// - Throws: `CategoryError` where a label is none of these, or there are too many to model.
  package init(
    _ table: RatingTable,
    order: [String]?,
    isModelled: Bool = true
  ) throws(CategoryError) {
    self.table = table
    categories = try Categories(of: table, scale: .nominal, order: order)
    guard isModelled else { return }
    let most = Int((Self.mostParameters / Double(max(1, table.raters.count))).squareRoot())
    if categories.labels.count > most {
      throw .tooManyLabelsToModel(categories.labels.count, most: most)
    }
  }

  /// What each rater makes of each label: raters times labels squared, as 8 bytes each.
  private static let mostParameters = 1e8

  /// The ratings of a field of a project.
  /// - Throws: ``MeasurementError/noSuchField(_:known:)``, ``MeasurementError/isText(_:)``,
  ///   ``MeasurementError/noRatings(of:)``, `StoreError`.
  package init(of name: FieldID, in store: Project, among group: RaterGroup) throws {
    let guideline = store.guideline.guideline
    let field = try guideline.field(named: name)
    if field.kind.isText { throw MeasurementError.isText(name) }
    var builder = RatingTableBuilder()
    var jurors: Set<String> = []
    var months: [String: [ItemID: String]] = [:]
    try store.forEachRating(field: name, raters: group) { rating in
      let rater = rating.pseudonym ?? rating.rater
      if !rating.isHuman { jurors.insert(rater) }
      months[rater, default: [:]][rating.item] = String(rating.at.iso8601.prefix(7))
      builder.add(Rating(item: rating.item, rater: rater, label: rating.value.ratingLabel))
    }
    guard builder.count > 0 else { throw MeasurementError.noRatings(of: name) }
    table = try builder.table()
    categories = try Categories(
      of: table,
      scale: .nominal,
      order: guideline.labels(of: field, in: table)
    )
    self.jurors = jurors
    self.months = months
    decisions = try store.decisions(of: name).mapValues(\.ratingLabel)
    gold = try store.gold(of: name).mapValues(\.ratingLabel)
  }
}

extension FieldRatings {
  /// The alternative annotator test of some jurors, by name.
  /// - Parameters:
  ///   - named: the raters that are jurors; those of the project where none is named.
  ///   - alignment: whether labels are the same or not, or numbers with a distance.
  /// - Throws: ``MeasurementError/noSuchRater(_:)``, ``MeasurementError/noVerdicts``, `CategoryError` where
  ///   a label is no number.
  package func alternativeAnnotatorTests(
    of named: Set<String>,
    _ options: AlternativeAnnotatorTest.Options,
    by alignment: AlternativeAnnotatorTest.Alignment = .accuracy
  ) throws -> [AlternativeAnnotatorTest] {
    let tested = named.isEmpty ? jurors : named
    if let unknown = tested.sorted().first(where: { !table.raters.contains($0) }) {
      throw MeasurementError.noSuchRater(unknown)
    }
    guard !tested.isEmpty else { throw MeasurementError.noVerdicts }
    let numbers = alignment == .rmse ? try Categories.numbers(of: table) : nil
    let annotators = Set(table.raters).subtracting(tested).subtracting(jurors)
    return tested.sorted().map { juror in
      AlternativeAnnotatorTest(
        table,
        juror: juror,
        annotators: annotators,
        options,
        numbers: numbers
      )
    }
  }

  /// Models of the raters, in the order of their names.
  package func models(
    _ names: [AnnotatorModel.Name],
    until rule: StoppingRule
  ) -> [AnnotatorModel] {
    names.map { annotatorModel($0, table, categories, until: rule) }
  }
}
