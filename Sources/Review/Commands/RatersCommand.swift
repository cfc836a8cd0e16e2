import Agreement
import ArgumentParser
import FileErrors
import Foundation
import JSON
import ProjectStore
import SafeText

extension AnnotatorModel.Name: ExpressibleByArgument {}
extension RaterGroup: ExpressibleByArgument {}

struct RatersCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "raters",
    abstract: "Say how well each rater does, and which label each item probably has.",
    discussion: """
      Each rater against the others, the decisions and gold items, month by month; then models of \
      annotators: majority vote, Wawa, Dawid-Skene with one coin and in full, MACE, GLAD. They \
      draw nothing at random and break ties by the order of the labels, so that the same ratings \
      always give the same result.
      """
  )

  @OptionGroup var source: RatingSource

  @Option(help: "Whose ratings: humans, jurors or all.")
  var among: RaterGroup = .humans

  @Option(
    name: .customLong("model"),
    help: "Only this model; may be given several times."
  )
  var models: [AnnotatorModel.Name] = []

  @Option(help: "At most so many iterations.")
  var iterations = 100

  @Option(help: "Stop where the log likelihood gains less for each rating.")
  var tolerance = 1e-7

  @Option(help: "Write each item's labels with their probabilities to this CSV file.")
  var posteriors: String?

  @Option(help: "Write each rater's abilities to this CSV file.")
  var abilities: String?

  @OptionGroup var options: ReportOptions

  func validate() throws {
    guard iterations > 0, tolerance >= 0 else {
      throw ValidationError("--iterations is at least 1, --tolerance at least 0.")
    }
    guard among != .humanJury else {
      throw ValidationError("Models are of raters: humans, jurors or all.")
    }
  }

  func run() throws {
    let loaded = try source.load(among)
    let rule = StoppingRule(iterations: iterations, tolerance: tolerance)
    let found = (models.isEmpty ? AnnotatorModel.Name.allCases : models).map {
      annotatorModel($0, loaded.table, loaded.categories, until: rule)
    }
    if let posteriors { try write(posteriorLines(found, loaded), to: posteriors) }
    if let abilities { try write(abilityLines(found, loaded), to: abilities) }
    let profiles = RaterProfile.profiles(of: loaded)
    report(
      options,
      json: .object([
        ("raters", .array(profiles.map(\.json))),
        ("models", .array(found.map { $0.json(loaded) })),
      ])
    ) { text(profiles, found) }
  }

  private func write(_ lines: [String], to path: String) throws {
    try withFileErrors(.write, path) {
      try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: path))
    }
  }

  private func posteriorLines(
    _ models: [AnnotatorModel],
    _ loaded: RatingSource.Loaded
  ) -> [String] {
    let labels = loaded.categories.labels
    let header = ["model", "item", "label", "probability"].joined(separator: ",")
    return [header]
      + models.flatMap { model in
        loaded.table.items.indices.flatMap { item in
          labels.indices.map { label in
            [
              model.name.rawValue, csvField(loaded.table.items[item]), csvField(labels[label]),
              "\(model.posteriors[item * labels.count + label])",
            ].joined(separator: ",")
          }
        }
      }
  }

  private func abilityLines(
    _ models: [AnnotatorModel],
    _ loaded: RatingSource.Loaded
  ) -> [String] {
    ["model,annotator,ability"]
      + models.flatMap { model in
        zip(loaded.table.raters, model.abilities).map {
          "\(model.name.rawValue),\(csvField($0)),\($1)"
        }
      }
  }

  func text(_ profiles: [RaterProfile], _ models: [AnnotatorModel]) -> String {
    let abilities = profiles.indices.map { rater in
      [profiles[rater].rater] + models.map { AgreementText.fixed($0.abilities[rater]) }
    }
    let notes = models.map { model in
      let end = model.converged ? "" : "; not converged"
      return "\(model.name.rawValue): \(model.name.ability)"
        + (model.iterations > 1 ? " (\(model.iterations) iterations\(end))" : "")
    }
    return [
      RaterProfile.overview(of: profiles), RaterProfile.drift(of: profiles), "Abilities",
      table([["rater"] + models.map(\.name.rawValue)] + abilities), notes.joined(separator: "\n"),
    ].compactMap(\.self).joined(separator: "\n\n")
  }
}

extension AnnotatorModel {
  /// The model as JSON: items and raters by their names.
  func json(_ loaded: RatingSource.Loaded) -> JSONValue {
    let labels = loaded.categories.labels
    let q = labels.count
    let items = loaded.table.items.indices.map { item -> JSONValue in
      var members: [(String, JSONValue)] = [
        ("item", .string(loaded.table.items[item])),
        ("label", .string(labels[self.labels[item]])),
        (
          "posterior",
          .object(labels.indices.map { (labels[$0], .double(posteriors[item * q + $0])) })
        ),
      ]
      if !difficulties.isEmpty { members.append(("difficulty", .double(difficulties[item]))) }
      return .object(members)
    }
    let raters = loaded.table.raters.indices.map { rater -> JSONValue in
      var members: [(String, JSONValue)] = [
        ("rater", .string(loaded.table.raters[rater])), ("ability", .double(abilities[rater])),
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
      ("converged", .bool(converged)),
      ("priors", .object(zip(labels, priors).map { ($0, .double($1)) })),
      ("raters", .array(raters)),
      ("items", .array(items)),
    ])
  }
}
