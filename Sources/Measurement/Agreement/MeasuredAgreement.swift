package import Agreement
package import AnnotationCore
package import ProjectStore

/// What is measured of agreement, and of how many ratings.
package struct MeasuredAgreement: Sendable {
  package var rows: [MeasuredRow] = []
  /// Of a file one; of a project one for each field and each group of raters that anybody is in.
  package var counts: [RatingCounts] = []
  package var differences: [MeasuredDifference] = []
  package var confusions: [RaterConfusion] = []

  package init(rows: [MeasuredRow] = [], counts: [RatingCounts] = []) {
    self.rows = rows
    self.counts = counts
  }
}

/// How many ratings there are.
package struct RatingCounts: Hashable, Sendable {
  /// The field of a project; nil for a file of ratings.
  package var field: FieldID?
  /// Whose ratings: `humans`, `jurors`, `all`; nil for a file of ratings.
  package var among: RaterGroup?
  package let items: Int
  package let raters: Int
  package let ratings: Int
  /// Items with one rating.
  package let singles: Int

  init(of table: RatingTable, field: FieldID? = nil, among: RaterGroup? = nil) {
    self.field = field
    self.among = among
    items = table.items.count
    raters = table.raters.count
    ratings = table.ratingCount
    singles = table.singleCount
  }

  /// Ratings if each rater had rated each item.
  package var possible: Int { items * raters }
}

/// A coefficient in two parts of the items, and how they differ.
package struct MeasuredDifference: Sendable {
  package var field: FieldID?
  package var among: RaterGroup?
  /// The two parts, such as `language=ar` and `language=en`.
  package let strata: [String]
  /// In the first part, in the second, and the second's less the first's.
  package let found: CoefficientDifference
}

extension AgreementPlan {
  /// More parts are not all compared with one another.
  private static let mostParts = 50

  /// How each two parts of the items differ, where that was asked for.
  /// - Throws: ``MeasurementError/tooManyParts(_:most:)``.
  func differences(
    _ table: RatingTable,
    _ categories: Categories,
    between strata: [(stratum: String, items: [Int])]
  ) throws(MeasurementError) -> [MeasuredDifference] {
    guard differences, let bootstrap = resampling.plan else { return [] }
    guard strata.count <= Self.mostParts else {
      throw .tooManyParts(strata.count, most: Self.mostParts)
    }
    var random = resampling.random
    let parts = PartDifferences(
      strata.map { measurement(table, categories, items: $0.items) },
      coefficients,
      bootstrap,
      using: &random
    )
    return strata.indices.flatMap { one in
      strata.indices.filter { $0 > one }.flatMap { other in
        parts.between(one, other).map { found in
          MeasuredDifference(strata: [strata[one].stratum, strata[other].stratum], found: found)
        }
      }
    }
  }
}
