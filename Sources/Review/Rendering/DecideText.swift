import AnnotationCore
import JSON
import ProjectStore
import SafeText

/// What deciding by rule did, in words and as JSON.
enum DecideText {
  static func json(_ result: DecideReport, isRehearsal: Bool) -> JSONValue {
    .object([
      ("dry_run", .bool(isRehearsal)),
      ("items", .int(result.items)), ("settled", .int(result.settled)),
      ("waiting_for_jury", .int(result.waitingForJury)),
      ("opened_stage", .int(result.openedStage)),
      ("unweighed", .int(result.unweighed)),
      ("decided", .counts(byName(result.decided))), ("disputes", .counts(byName(result.disputes))),
      (
        "fields",
        .object(
          result.fields.sorted { $0.key < $1.key }.map { field, report in
            (
              field,
              .object([
                ("decided", .counts(byName(report.decided))),
                ("disputes", .counts(byName(report.disputes))),
              ])
            )
          }
        )
      ),
    ])
  }

  /// - Parameter project: the project's path, for what to do next.
  static func text(
    _ result: DecideReport,
    of guideline: Guideline,
    project: String,
    isRehearsal: Bool
  ) -> String {
    var lines = [
      isRehearsal
        ? "Nothing is decided yet. Of \(counted(result.items, "item")) \(result.settled) would be fully decided."
        : "\(counted(result.items, "item")) checked, \(result.settled) of them fully decided."
    ]
    if result.waitingForJury > 0 {
      lines.append(
        "\(counted(result.waitingForJury, "waits", "wait")) for the jury. "
          + "Next: review run \(project) --jury JURY.yaml"
      )
    }
    if result.openedStage > 0 { lines.append("A later stage opened for \(result.openedStage).") }
    if result.unweighed > 0 {
      lines.append(
        "\(counted(result.unweighed, "field waits", "fields wait")) for new weights of the jury's votes. "
          + "Next: review decide \(project)"
      )
    }
    for (how, count) in result.decided.sorted(by: { $0.key.words < $1.key.words }) {
      lines.append("  \(counted(count, "field")) \(how.words)")
    }
    for (kind, count) in result.disputes.sorted(by: { $0.key.words < $1.key.words }) {
      lines.append("  \(counted(count, "field")) in dispute: \(kind.words)")
    }
    if isRehearsal, !result.fields.isEmpty { lines += ["", fields(of: result, guideline)] }
    return lines.joined(separator: "\n")
  }

  /// What became of each field, in the guideline's order: a column for each way and each dispute.
  private static func fields(of result: DecideReport, _ guideline: Guideline) -> String {
    let ways = Decision.How.allCases.filter { result.decided[$0] != nil }
    let kinds = DisputeKind.allCases.filter { result.disputes[$0] != nil }
    let head = ["field"] + ways.map(\.words) + kinds.map(\.words)
    let rows = guideline.fields.compactMap { field in
      result.fields[field.id].map { report in
        [field.id] + ways.map { count(report.decided[$0]) }
          + kinds.map { count(report.disputes[$0]) }
      }
    }
    return table([head] + rows)
  }

  private static func count(_ number: Int?) -> String { number.map(String.init) ?? "" }

  private static func byName<Key: RawRepresentable<String>>(_ counts: [Key: Int]) -> [String: Int] {
    Dictionary(counts.map { ($0.key.rawValue, $0.value) }, uniquingKeysWith: +)
  }
}
