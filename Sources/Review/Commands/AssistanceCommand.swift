import Agreement
import AnnotationCore
import ArgumentParser
import JSON
import ProjectStore
import SafeText

struct AssistanceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assistance",
    abstract: "Measure what seeing the jury does to annotators.",
    discussion: """
      Where the guideline lets the jury suggest (assistance: {mode: before, control: 0.2}): how often \
      annotators agree with the jurors on items with suggestions and on those drawn to be without, \
      the difference with its interval, and the median time of work on a stage. Where annotators see \
      the jury once they have committed (mode: after_commit): how many labels they changed then, \
      towards what more jurors said, or away from it. Items are resampled whole, since several people \
      label one item.
      """
  )

  @OptionGroup var project: ProjectArgument

  @Option(help: "Only this field; may be given several times.")
  var field: [String] = []

  @Option(help: "Resamples of the items.")
  var resamples = 1000

  @Option(help: "How sure an interval is.")
  var level = 0.95

  @Option(help: "The seed of the resampling.")
  var seed: UInt64 = 1

  @OptionGroup var options: ReportOptions

  func validate() throws {
    guard resamples > 1, level > 0, level < 1 else {
      throw ValidationError("--resamples is at least 2, --level between 0 and 1.")
    }
  }

  func run() throws {
    let store = try project.open()
    let guideline = store.guideline.guideline
    let fields = guideline.fields.filter { !$0.kind.isText }
    for name in field where !fields.contains(where: { $0.id == name }) {
      throw CommandFailure(
        "'\(name)' is no field that agreement is measured of. There is: "
          + fields.map(\.id).joined(separator: ", ")
      )
    }
    let found = try AssistanceMeasurement(
      of: store,
      fields: fields.filter { field.isEmpty || field.contains($0.id) },
      BootstrapPlan(resamples: resamples, level: level),
      seed: seed
    )
    let counts = try store.assistanceCounts()
    let policy = guideline.assistance
    report(options, json: Self.json(found, counts, policy)) { Self.text(found, counts, policy) }
  }

  private static func text(
    _ found: AssistanceMeasurement,
    _ counts: AssistanceCounts,
    _ policy: AssistancePolicy
  ) -> String {
    guard counts.shown + counts.withheld > 0 else {
      return policy.mode == .never
        ? "Nobody was shown anything of the jury. The guideline says whether somebody is: "
          + "assistance: {mode: none | after_commit | before}."
        : "Nobody was shown anything of the jury yet: it shows once the jury has reviewed an item "
          + "(review run)."
    }
    var parts = [
      """
      \(counts.shown) times an item was shown with the jury, \(counts.withheld) times withheld to \
      compare with.
      \(counts.assisted) commits in force were made after their author saw the jury.
      """
    ]
    if !found.anchoring.isEmpty {
      parts.append("Agreement with the jurors, with suggestions and without:\n" + anchoring(found))
      for (stage, work) in found.seconds {
        parts.append(
          "Stage \(stage.rawValue): median \(seconds(work.with.median)) of work with suggestions, "
            + "\(seconds(work.without.median)) without."
        )
      }
    }
    if found.shownAfter > 0 {
      parts.append(
        "After a commit the jury was shown \(found.shownAfter) times: \(found.revised) revised, "
          + "\(found.reopened) reopened and not committed anew.\n" + revisions(found)
      )
    }
    return parts.joined(separator: "\n\n")
  }

  private static func anchoring(_ found: AssistanceMeasurement) -> String {
    func cell(_ number: Double?) -> String { number.map(AgreementText.fixed) ?? "–" }
    return table(
      [["field", "with", "labels", "without", "labels", "differs", "interval"]]
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
    )
  }

  private static func seconds(_ number: Double?) -> String {
    number.map { "\(Int($0.rounded())) s" } ?? "–"
  }

  private static func revisions(_ found: AssistanceMeasurement) -> String {
    table(
      [["field", "labels", "changed", "towards", "away"]]
        + found.revisions.map {
          [$0.field, "\($0.labels)", "\($0.changed)", "\($0.towards)", "\($0.away)"]
        }
    )
  }

  private static func json(
    _ found: AssistanceMeasurement,
    _ counts: AssistanceCounts,
    _ policy: AssistancePolicy
  ) -> JSONValue {
    .object([
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
