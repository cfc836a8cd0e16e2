package import Agreement
package import AnnotationCore
package import ProjectStore

/// Agreement on one field of the last stage among annotators who went through all stages, and among
/// those who were asked it alone.
package struct StageAblation {
  package let field: FieldID
  /// Each coefficient on the items of the benchmark (one), on those of the last stage alone (other), and how
  /// they differ; each set of items is resampled by itself.
  package let differences: [CoefficientDifference]

  /// - Parameter names: fields of the last stage that take labels; all of them where none is named.
  /// - Throws: ``MeasurementError/notMeasured(_:onlyLastStage:known:)``, `StoreError`.
  package static func measured(
    in store: Project,
    fields names: [FieldID],
    _ resampling: Resampling
  ) throws -> [StageAblation] {
    let guideline = store.guideline.guideline
    return try guideline.measuredFields(named: names, onlyLastStage: true).map { field in
      try StageAblation(of: field, in: store, resampling)
    }
  }

  private init(of field: Field, in store: Project, _ resampling: Resampling) throws {
    var random = resampling.random
    let guideline = store.guideline.guideline
    let arms = try [StageArm.allStages, .singleStage].map { arm in
      var builder = RatingTableBuilder()
      try store.forEachRating(field: field.id, raters: .humans, arm: arm) { rating in
        builder.add(
          Rating(item: rating.item, rater: rating.rater, label: rating.value.ratingLabel)
        )
      }
      let table = try builder.table()
      return AgreementMeasurement(table, try guideline.categories(of: field, in: table))
    }
    self.field = field.id
    differences = arms[0].differences(
      from: arms[1],
      BootstrapPlan(resamples: resampling.resamples, level: resampling.level),
      using: &random
    )
  }
}
