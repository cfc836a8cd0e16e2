import AnnotationCore
import JSON
import ProjectStore

/// What deciding by rule did, in words and as JSON.
enum DecideText {
  static func json(_ result: DecideReport) -> JSONValue {
    .object([
      ("items", .int(result.items)), ("settled", .int(result.settled)),
      ("waiting_for_jury", .int(result.waitingForJury)),
      ("opened_stage", .int(result.openedStage)),
      ("unweighed", .int(result.unweighed)),
      ("decided", .counts(byName(result.decided))), ("disputes", .counts(byName(result.disputes))),
    ])
  }

  /// - Parameter project: the project's path, for what to do next.
  static func text(_ result: DecideReport, project: String) -> String {
    var lines = [
      "\(counted(result.items, "item")) checked, \(result.settled) of them fully decided."
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
    return lines.joined(separator: "\n")
  }

  private static func byName<Key: RawRepresentable<String>>(_ counts: [Key: Int]) -> [String: Int] {
    Dictionary(counts.map { ($0.key.rawValue, $0.value) }, uniquingKeysWith: +)
  }
}
