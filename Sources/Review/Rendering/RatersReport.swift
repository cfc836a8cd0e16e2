import Agreement
import AnnotationCore
import JSON
import Measurement
import SafeText

/// How raters do, in words, as JSON and as lines of CSV.
enum RatersReport {
  static func json(
    _ profiles: [RaterProfile],
    _ models: [AnnotatorModel],
    _ ratings: FieldRatings
  ) -> JSONValue {
    .object([
      ("raters", .array(profiles.map(\.json))), ("models", .array(models.map { $0.json(ratings) })),
    ])
  }

  static func posteriorLines(
    _ models: [AnnotatorModel],
    _ ratings: FieldRatings
  ) -> [String] {
    let labels = ratings.categories.labels
    let header = ["model", "item", "label", "probability"].joined(separator: ",")
    return [header]
      + models.flatMap { model in
        ratings.table.items.indices.flatMap { item in
          labels.indices.map { label in
            [
              model.name.rawValue, csvField(ratings.table.items[item]), csvField(labels[label]),
              "\(model.posteriors[item * labels.count + label])",
            ].joined(separator: ",")
          }
        }
      }
  }

  static func abilityLines(
    _ models: [AnnotatorModel],
    _ ratings: FieldRatings
  ) -> [String] {
    ["model,annotator,ability"]
      + models.flatMap { model in
        zip(ratings.table.raters, model.abilities).map {
          "\(model.name.rawValue),\(csvField($0)),\($1)"
        }
      }
  }

  static func text(_ profiles: [RaterProfile], _ models: [AnnotatorModel]) -> String {
    parts(profiles, models).rendered(as: .text)
  }

  static func parts(_ profiles: [RaterProfile], _ models: [AnnotatorModel]) -> [ReportPart] {
    let abilities = profiles.indices.map { rater in
      [profiles[rater].rater] + models.map { AgreementText.fixed($0.abilities[rater]) }
    }
    let notes = models.map { model in
      let end =
        model.converged
        ? ""
        : "; not converged, a probability still changed by "
          + (model.change.map(AgreementText.fixed) ?? "–")
      return "\(model.name.rawValue): \(model.name.ability)"
        + (model.iterations > 1 ? " (\(counted(model.iterations, "iteration"))\(end))" : "")
    }
    return [.table(RaterProfile.overviewRows(of: profiles))] + RaterProfile.driftParts(of: profiles)
      + [
        .heading("Abilities"), .table([["rater"] + models.map(\.name.rawValue)] + abilities),
        .text(notes.joined(separator: "\n")),
      ]
  }
}

extension AnnotatorModel {
  /// The model as JSON: items and raters by their names.
  func json(_ ratings: FieldRatings) -> JSONValue {
    let labels = ratings.categories.labels
    let q = labels.count
    let items = ratings.table.items.indices.map { item -> JSONValue in
      var members: [(String, JSONValue)] = [
        ("item", .string(ratings.table.items[item])),
        ("label", .string(labels[self.labels[item]])),
        (
          "posterior",
          .object(labels.indices.map { (labels[$0], .double(posteriors[item * q + $0])) })
        ),
      ]
      if !difficulties.isEmpty { members.append(("difficulty", .double(difficulties[item]))) }
      return .object(members)
    }
    let raters = ratings.table.raters.indices.map { rater -> JSONValue in
      var members: [(String, JSONValue)] = [
        ("rater", .string(ratings.table.raters[rater])), ("ability", .double(abilities[rater])),
      ]
      if !confusions.isEmpty {
        members.append(
          (
            "confusion",
            .object(
              labels.indices.map { row in
                (
                  labels[row],
                  .object(
                    labels.indices.map { (labels[$0], .double(confusions[rater][row * q + $0])) }
                  )
                )
              }
            )
          )
        )
      }
      return .object(members)
    }
    return .object([
      ("name", .string(name.rawValue)),
      ("ability_is", .string(name.ability)),
      ("log_likelihood", logLikelihood.map { .double($0) } ?? .null),
      ("iterations", .int(iterations)),
      ("last_change", change.map { .double($0) } ?? .null),
      ("converged", .bool(converged)),
      ("priors", .object(zip(labels, priors).map { ($0, .double($1)) })),
      ("raters", .array(raters)),
      ("items", .array(items)),
    ])
  }
}
