import AnnotationCore
import ArgumentParser
import OrderedJSON
import ProjectStore

struct AgreementCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "agreement",
    abstract: "Measure agreement between raters, and keep it in the project.",
    discussion: """
      Percent agreement and Krippendorff's alpha for annotators, for the jury and for all of them, \
      Cohen's kappa for pairs: per field, overall and by language. Where a coefficient is not \
      defined, the reason stands in its place.
      """
  )

  @OptionGroup var project: ProjectArgument

  @Option(help: "Only this field.")
  var field: String?

  @OptionGroup var options: ReportOptions

  func run() throws {
    let store = try project.open()
    let guideline = store.guideline.guideline
    if let field, guideline.field(field) == nil {
      throw CommandFailure(
        "There is no field '\(field)'. The guideline has: "
          + guideline.fields.map(\.id).joined(separator: ", ")
      )
    }
    let measurement = AgreementMeasurement(guideline: guideline)
    var values: [AgreementValue] = []
    for measured in guideline.fields where field == nil || measured.id == field {
      for raters in RaterGroup.allCases {
        let ratings = try store.ratings(field: measured.id, raters: raters)
        values += try measurement.values(of: measured, among: raters, ratings)
      }
    }
    let moment = now()
    _ = try store.saveAgreement(values, note: "", at: moment)
    let run = AgreementRun(id: 0, note: "", at: moment, values: values)
    report(options, json: run.json) { Self.text(values, guideline) }
  }

  /// Overall values, a row for each field; languages and pairs are in `--json`.
  private static func text(_ values: [AgreementValue], _ guideline: Guideline) -> String {
    func cell(_ field: FieldID, _ raters: RaterGroup, _ name: String) -> String {
      let value = values.first {
        $0.field == field && $0.raters == raters && $0.coefficient == name && $0.stratum.isEmpty
      }
      return switch value?.measure {
      case .value(let number): fixed(number)
      case .undefined, nil: "–"
      }
    }
    func count(_ field: FieldID) -> String {
      let value = values.first {
        $0.field == field && $0.raters == .humans && $0.coefficient == "percent_agreement"
          && $0.stratum.isEmpty
      }
      return value.map { "\($0.items)" } ?? "–"
    }
    let measured = guideline.fields.filter { field in values.contains { $0.field == field.id } }
    let rows = measured.map { field in
      [
        field.id, count(field.id),
        cell(field.id, .humans, "percent_agreement"), cell(field.id, .humans, "krippendorff_alpha"),
        cell(field.id, .jurors, "krippendorff_alpha"), cell(field.id, .all, "krippendorff_alpha"),
      ]
    }
    let heading = ["field", "items", "agree", "alpha", "alpha, jury", "alpha, all"]
    var notes = ["agree: pairs of annotators with the same label. alpha: Krippendorff's, nominal."]
    let reasons = undefinedReasons(in: values)
    if !reasons.isEmpty { notes.append("–: not defined (\(reasons.joined(separator: ", "))).") }
    notes.append("By language, and Cohen's kappa for every pair: --json")
    return table([heading] + rows) + "\n\n" + notes.joined(separator: "\n")
  }

  private static func undefinedReasons(in values: [AgreementValue]) -> [String] {
    let reasons = values.compactMap { value -> String? in
      guard value.stratum.isEmpty, case .undefined(let reason) = value.measure else { return nil }
      return reason
    }
    return Set(reasons).sorted()
  }

  private static func fixed(_ number: Double) -> String {
    let thousandths = Int((abs(number) * 1000).rounded())
    let digits = String(thousandths % 1000)
    return (number < 0 && thousandths > 0 ? "-" : "") + "\(thousandths / 1000)."
      + String(repeating: "0", count: 3 - digits.count) + digits
  }
}
