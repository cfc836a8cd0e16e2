import Agreement
import AnnotationCore
import JSON
import Measurement
import ProjectStore
import SafeText

/// What seeing the jury does to annotators, in words and as JSON.
enum AssistanceReport {
  static func text(_ found: AssistanceMeasurement) -> String { parts(found).rendered(as: .text) }

  static func parts(_ found: AssistanceMeasurement) -> [ReportPart] {
    let (counts, policy) = (found.counts, found.policy)
    guard counts.shown + counts.withheld > 0 else {
      return [
        .text(
          policy.mode == .never
            ? "No annotator was shown the jury's labels. The guideline sets whether they are: "
              + "assistance: {mode: none | after_commit | before}."
            : "No annotator was shown the jury's labels yet: an item has them once the jury has "
              + "reviewed it (review run)."
        )
      ]
    }
    var parts: [ReportPart] = [
      .text(
        "Items were shown with the jury's labels \(counted(counts.shown, "time")), and without them for comparison "
          + "\(counted(counts.withheld, "time")).\n"
          + "\(counted(counts.assisted, "commit in force was", "commits in force were")) made after their author "
          + "saw the jury's labels."
      )
    ]
    if !found.anchoring.isEmpty {
      parts += [
        .heading("Agreement with the jurors, with suggestions and without:"),
        .table(anchoring(found)),
      ]
      for (stage, work) in found.seconds {
        parts.append(
          .text(
            "Stage \(stage.rawValue): median working time \(seconds(work.with.median)) with "
              + "suggestions, \(seconds(work.without.median)) without."
          )
        )
      }
    }
    if found.shownAfter > 0 {
      parts += [
        .text(
          "After a commit the jury's labels were shown \(counted(found.shownAfter, "time")): \(found.revised) "
            + "revised, \(found.reopened) reopened and not committed again."
        ), .table(revisions(found)),
      ]
    }
    return parts
  }

  private static func anchoring(_ found: AssistanceMeasurement) -> [[String]] {
    func cell(_ number: Double?) -> String { number.map(AgreementText.fixed) ?? "–" }
    return [["field", "with", "labels", "without", "labels", "differs", "interval"]]
      + found.anchoring.map { one in
        let compared = one.agreement
        return [
          one.field, cell(compared.with.mean), "\(compared.with.observations)",
          cell(compared.without.mean), "\(compared.without.observations)",
          cell(compared.difference),
          compared.intervals.last.map {
            "\(AgreementText.fixed($0.lower)) … \(AgreementText.fixed($0.upper))"
          } ?? "",
        ]
      }
  }

  private static func seconds(_ number: Double?) -> String {
    number.map { "\(Int($0.rounded())) s" } ?? "–"
  }

  private static func revisions(_ found: AssistanceMeasurement) -> [[String]] {
    [["field", "labels", "changed", "towards", "away"]]
      + found.revisions.map {
        [$0.field, "\($0.labels)", "\($0.changed)", "\($0.towards)", "\($0.away)"]
      }
  }

  static func json(_ found: AssistanceMeasurement) -> JSONValue {
    let (counts, policy) = (found.counts, found.policy)
    return .object([
      ("mode", .string(policy.mode.rawValue)),
      ("control", .double(policy.control)),
      ("shown", .int(counts.shown)),
      ("withheld", .int(counts.withheld)),
      ("assisted_labels", .int(counts.assisted)),
      (
        "anchoring",
        .array(
          found.anchoring.map { one in
            .object([("field", .string(one.field)), ("agreement", one.agreement.json)])
          }
        )
      ),
      (
        "seconds",
        .array(
          found.seconds.map { stage, work in
            .object([("stage", .int(stage.rawValue)), ("work", work.json)])
          }
        )
      ),
      (
        "after_commit",
        .object([
          ("shown", .int(found.shownAfter)), ("revised", .int(found.revised)),
          ("reopened", .int(found.reopened)),
          (
            "fields",
            .array(
              found.revisions.map {
                .object([
                  ("field", .string($0.field)), ("labels", .int($0.labels)),
                  ("changed", .int($0.changed)), ("towards", .int($0.towards)),
                  ("away", .int($0.away)),
                ])
              }
            )
          ),
        ])
      ),
    ])
  }
}

extension ArmComparison {
  fileprivate var json: JSONValue {
    func side(_ arm: Arm) -> JSONValue {
      .object([
        ("mean", arm.mean.map { .double($0) } ?? .null),
        ("median", arm.median.map { .double($0) } ?? .null),
        ("labels", .int(arm.observations)), ("items", .int(arm.items)),
      ])
    }
    return .object([
      ("with", side(with)), ("without", side(without)),
      ("difference", difference.map { .double($0) } ?? .null),
      ("intervals", .array(intervals.map(\.json))),
    ])
  }
}
