import Agreement
import AnnotationCore
import OrderedJSON
import ProjectStore

/// Where disagreement on one field comes from.
struct FieldDisagreement {
  let field: FieldID
  let isStageTwo: Bool
  let sources: DisagreementSources
  /// For a field of several choices: each with the share of items on which it divides raters, and alpha.
  let points: [(choice: String, items: Int, dividing: Int, alpha: Measure)]

  init(_ field: Field, in store: Project) throws {
    var items: [ItemID: [FieldRating]] = [:]
    try store.forEachRating(field: field.id, raters: .humans) { rating in
      items[rating.item, default: []].append(rating)
    }
    let sorted = items.sorted { $0.key < $1.key }.map(\.value)
    self.field = field.id
    isStageTwo = store.guideline.guideline.stage(of: field.id) == .two
    let isStageTwo = isStageTwo
    sources = DisagreementSources(
      items: sorted.map { ratings in
        ratings.map {
          (ProjectMeasurement.label($0.value), isStageTwo ? $0.criterion : nil)
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

  var json: JSONValue {
    func pairs(_ pairs: DisagreementSources.Pairs) -> JSONValue {
      .object([
        ("pairs", .int(pairs.all)), ("differing", .int(pairs.differing)),
        ("share", pairs.share.map { .double($0) } ?? .null),
      ])
    }
    var members: [(String, JSONValue)] = [("field", .string(field))]
    if isStageTwo {
      members += [
        ("same_criterion", pairs(sources.sameCriterion)),
        ("other_criterion", pairs(sources.otherCriterion)),
        ("share_of_two_criteria", sources.shareOfTwoCriteria.map { .double($0) } ?? .null),
      ]
    } else {
      members.append(("pairs", pairs(sources.sameCriterion)))
    }
    members.append(
      (
        "confusions",
        .array(
          sources.confusions.map {
            .object([
              ("labels", .array([.string($0.one), .string($0.other)])), ("pairs", .int($0.pairs)),
            ])
          }
        )
      )
    )
    if !points.isEmpty {
      members.append(
        (
          "choices",
          .array(
            points.map { point in
              .object([
                ("choice", .string(point.choice)), ("marked", .int(point.items)),
                ("dividing", .int(point.dividing)),
                ("alpha", point.alpha.number.map { .double($0) } ?? .null),
              ])
            }
          )
        )
      )
    }
    return .object(members)
  }

  var text: String {
    func share(_ pairs: DisagreementSources.Pairs) -> String {
      pairs.share.map {
        "\(pairs.differing) of \(pairs.all) pairs differ (\(AgreementText.percent($0)))"
      }
        ?? "no pairs"
    }
    var lines = [field]
    if isStageTwo {
      lines.append("  one criterion:  \(share(sources.sameCriterion))")
      lines.append("  two criteria:   \(share(sources.otherCriterion))")
      if let part = sources.shareOfTwoCriteria {
        lines.append(
          "  \(AgreementText.percent(part)) of the disagreement is between two criteria."
        )
      }
    } else {
      lines.append("  \(share(sources.sameCriterion))")
    }
    if points.isEmpty, !sources.confusions.isEmpty {
      let rows = sources.confusions.prefix(8).map { ["  " + $0.one, $0.other, "\($0.pairs)"] }
      lines.append(table([["  given", "for", "pairs"]] + rows))
    }
    let dividing = points.filter { $0.dividing > 0 }
    if !dividing.isEmpty {
      let rows = dividing.map { point in
        [
          "  " + point.choice, "\(point.dividing)", "\(point.items)",
          point.alpha.number.map(AgreementText.fixed) ?? "–",
        ]
      }
      lines.append(table([["  divides", "items", "of marked", "alpha"]] + rows))
    }
    return lines.joined(separator: "\n")
  }
}
