import Agreement
import AnnotationCore
import ArgumentParser
import JSON
import ProjectStore
import SafeText

struct AblationCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ablation",
    abstract: "Compare agreement with and without stage one.",
    discussion: """
      A guideline can let one item of so many go without stage one (single_stage: {every: 10, \
      criterion: …}). They are no part of the benchmark. For each field of stage two: agreement \
      among annotators on the items of the benchmark, on those, and the difference with its \
      interval; each set of items is resampled by itself.
      """
  )

  @OptionGroup var project: ProjectArgument

  @Option(help: "Only this field; may be given several times.")
  var field: [String] = []

  @OptionGroup var resampling: ResamplingOptions

  @OptionGroup var options: ReportOptions

  func validate() throws {
    guard resampling.resamples > 1 else {
      throw ValidationError("A difference has its interval: --resamples is at least 2.")
    }
  }

  func run() throws {
    let store = try project.open()
    let guideline = store.guideline.guideline
    let measured = guideline.fields(of: .two).filter { !$0.kind.isText }
    let fields = field.isEmpty ? measured : try guideline.fields(named: field)
    if let other = fields.first(where: { !measured.contains($0) }) {
      throw CommandFailure(
        "'\(other.id)' is no field of stage two that agreement is measured of. There is: "
          + measured.map(\.id).joined(separator: ", ")
      )
    }
    let found = try fields.map { field in
      (field.id, try differences(of: field, in: store))
    }
    report(
      options,
      json: .object([
        (
          "fields",
          .array(
            found.map { field, differences in
              .object([
                ("field", .string(field)),
                ("coefficients", .array(differences.map(\.json))),
              ])
            }
          )
        )
      ])
    ) { text(found, guideline) }
  }

  private func differences(
    of field: Field,
    in store: Project
  ) throws -> [CoefficientDifference] {
    var random = resampling.random
    let arms = try StageArm.allCases.map { arm in
      var builder = RatingTableBuilder()
      try store.forEachRating(field: field.id, raters: .humans, arm: arm) { rating in
        builder.add(
          Rating(
            item: rating.item,
            rater: rating.rater,
            label: ProjectMeasurement.label(rating.value)
          )
        )
      }
      let table = try builder.table()
      let categories = try ProjectMeasurement.categories(
        of: field,
        table,
        store.guideline.guideline
      )
      return Measurement(table, categories)
    }
    return arms[0].differences(
      from: arms[1],
      resampling.plan,
      using: &random
    )
  }

  private func text(
    _ found: [(field: FieldID, differences: [CoefficientDifference])],
    _ guideline: Guideline
  ) -> String {
    let wanted: [Coefficient.Name] = [.percentAgreement, .krippendorffAlpha, .gwetAC1]
    let rows = found.flatMap { field, differences in
      differences.filter { wanted.contains($0.one.name) }.map { difference in
        func cell(_ number: Double?) -> String { number.map(AgreementText.fixed) ?? "–" }
        return [
          field, difference.one.name.rawValue, "\(difference.one.items)",
          cell(difference.one.value.number), "\(difference.other.items)",
          cell(difference.other.value.number), cell(difference.difference),
          difference.interval.map {
            "\(AgreementText.fixed($0.lower)) … \(AgreementText.fixed($0.upper))"
          } ?? "",
        ]
      }
    }
    let heading = ["field", "", "two", "value", "one", "value", "differs", "interval"]
    let policy =
      guideline.singleStage.map { "One item of \($0.every) goes without stage one." }
      ?? "The guideline lets no item go without stage one: add 'single_stage:' before 'review assign'."
    return table([heading] + rows) + "\n\n"
      + "two: items of the benchmark, in two stages; one: items without stage one.\n" + policy
  }
}

extension CoefficientDifference {
  fileprivate var json: JSONValue {
    func side(_ coefficient: Coefficient) -> JSONValue {
      var members: [(String, JSONValue)] = []
      switch coefficient.value {
      case .value(let number): members.append(("value", .double(number)))
      case .undefined(let reason): members.append(("undefined", .string(reason.code)))
      }
      members += [
        ("items", .int(coefficient.items)), ("raters", .int(coefficient.raters.count)),
        ("ratings", .int(coefficient.ratings)),
      ]
      return .object(members)
    }
    return .object([
      ("name", .string(one.name.rawValue)),
      ("scale", .string(one.scale.rawValue)),
      ("definition", .string(one.definition)),
      ("two_stage", side(one)),
      ("single_stage", side(other)),
      ("difference", difference.map { .double($0) } ?? .null),
      ("interval", interval?.json ?? .null),
    ])
  }
}
