import AnnotationCore
import JSON
import ProjectStore
import SafeText

/// How far a project has come, in words and as JSON.
enum StatusReport {
  /// The text has at most so many flags, the latest; JSON has all.
  static let mostFlags = 20

  static func text(
    _ status: ProjectStatus,
    _ flags: [FlagOnItem],
    _ guideline: StoredGuideline
  ) -> String {
    let items = status.items.values.reduce(0, +)
    var text = """
      guideline  \(guideline.guideline.id) \(guideline.guideline.version) \
      (\(guideline.hash.prefix(12)))
      items      \(items) in \(counted(status.items.count, "language"))
      labelled   \(status.readyItems) by all their annotators
      decided    \(status.settledItems) fully, \(status.disputedItems) in dispute, \
      \(counted(status.flags, "flag"))\n
      """
    let assistance = status.assistance
    if assistance.shown + assistance.withheld > 0 {
      text +=
        "assisted   \(counted(assistance.shown, "time")) the jury was shown, \(assistance.withheld) withheld, "
        + "\(assistance.revised) revised\n"
    }
    if !status.people.isEmpty {
      text += "\n"
      text += table(
        [["person", "role", "waits", "drafts", "done", "skipped"]]
          + status.people.map { progress in
            let person = progress.person
            let role = person.role.rawValue + (person.isActive ? "" : ", inactive")
            return [person.name, role] + counts(progress.workload)
          }
      )
      text += "\n"
    }
    for line in unreadable(status) { text += line + "\n" }
    if !status.jury.isEmpty {
      text += "\n"
      text += table(
        [["juror", "waits", "verdicts", "refused", "unparsable", "failed", "given up"]]
          + status.jury.map {
            [
              $0.juror, String($0.queued), String($0.verdicts), String($0.refused),
              String($0.unparsable), String($0.failed), String($0.exhausted),
            ]
          }
      )
      text += "\n"
    }
    if !status.disputes.isEmpty {
      text += "\nin dispute, by reason\n"
      text += table(
        status.disputes.sorted { $0.key.words < $1.key.words }
          .map { [$0.key.words, String($0.value)] }
      )
    }
    if !flags.isEmpty {
      text += "\n\nflags, the latest first\n"
      text += flags.map { flag in
        // On one line, whatever its author wrote.
        let comment = flag.comment.split(whereSeparator: \.isNewline).joined(separator: " ")
        return "\(flag.item)  \(flag.annotator): \(comment)"
      }.joined(separator: "\n")
      let more = status.flags - flags.count
      if more > 0 { text += "\n\(more) more: --json has all." }
    }
    return text
  }

  /// The progress of one person, by language.
  static func text(
    _ progress: ProjectStatus.PersonProgress,
    _ guideline: StoredGuideline
  ) -> String {
    """
    guideline  \(guideline.guideline.id) \(guideline.guideline.version) \
    (\(guideline.hash.prefix(12)))
    you        \(progress.person.name), \(progress.person.role.rawValue)\n
    """
      + (progress.workload.isEmpty
        ? "Nothing is assigned to you.\n"
        : "\n"
          + table(
            [["language", "waits", "drafts", "done", "skipped"]]
              + progress.workload.map { [$0.language] + counts([$0]) }
          ))
  }

  /// What waits, is begun, done and skipped.
  private static func counts(_ work: [LanguageWorkload]) -> [String] {
    func count(_ states: WorkState...) -> String {
      String(work.reduce(0) { sum, language in sum + states.reduce(0) { $0 + language[$1] } })
    }
    return [
      count(.open, .started), String(work.reduce(0) { $0 + $1.drafts }), count(.done, .waiting),
      count(.skipped),
    ]
  }

  /// Who said that they cannot read what, and where.
  private static func unreadable(_ status: ProjectStatus) -> [String] {
    status.people.flatMap { progress in
      progress.readings.filter { $0.answer == .unreadable }.map {
        "\(progress.person.name) cannot read \(scriptName($0.script)) in \($0.terminal)"
      }
    }
  }

  private static func scriptName(_ code: String) -> String { Script(rawValue: code).name }

  /// The progress of one person.
  static func json(
    _ progress: ProjectStatus.PersonProgress,
    _ guideline: StoredGuideline
  ) -> JSONValue {
    .object([("guideline", json(guideline)), ("you", json(progress))])
  }

  private static func json(_ progress: ProjectStatus.PersonProgress) -> JSONValue {
    var counts: [WorkState: Int] = [:]
    for language in progress.workload { counts.merge(language.counts, uniquingKeysWith: +) }
    return .object([
      ("name", .string(progress.person.name)),
      ("role", .string(progress.person.role.rawValue)),
      ("active", .bool(progress.person.isActive)),
      ("assignments", .counts(byName(counts))),
      (
        "readings",
        .array(
          progress.readings.map { check in
            .object([
              ("script", .string(check.script)), ("terminal", .string(check.terminal)),
              ("reads", .string(check.answer.rawValue)),
            ])
          }
        )
      ),
    ])
  }

  private static func json(_ guideline: StoredGuideline) -> JSONValue {
    .object([
      ("id", .string(guideline.guideline.id)),
      ("version", .string(guideline.guideline.version)), ("sha256", .string(guideline.hash)),
    ])
  }

  static func json(
    _ status: ProjectStatus,
    _ flags: [FlagOnItem],
    _ guideline: StoredGuideline
  ) -> JSONValue {
    .object([
      ("guideline", json(guideline)),
      ("items", .counts(status.items)),
      ("assignments", .counts(byName(status.assignments))),
      ("labelled_items", .int(status.readyItems)),
      ("decided_items", .int(status.settledItems)),
      ("disputed_items", .int(status.disputedItems)),
      ("decisions", .counts(byName(status.decisions))),
      ("disputes", .counts(byName(status.disputes))),
      ("flags", .int(status.flags)),
      (
        "flagged",
        .array(
          flags.map { flag in
            .object([
              ("item", .string(flag.item)), ("annotator", .string(flag.annotator)),
              ("comment", .string(flag.comment)), ("at", .string(flag.at.iso8601)),
            ])
          }
        )
      ),
      (
        "assistance",
        .object([
          ("shown", .int(status.assistance.shown)),
          ("withheld", .int(status.assistance.withheld)),
          ("revised", .int(status.assistance.revised)),
          ("assisted_labels", .int(status.assistance.assisted)),
        ])
      ),
      (
        "people",
        .array(
          status.people.map(json)
        )
      ),
      ("jury", .array(status.jury.map(json))),
    ])
  }

  private static func json(_ juror: JurorProgress) -> JSONValue {
    .object([
      ("name", .string(juror.juror)), ("queued", .int(juror.queued)),
      ("verdicts", .int(juror.verdicts)), ("refused", .int(juror.refused)),
      ("unparsable", .int(juror.unparsable)), ("failed", .int(juror.failed)),
      ("given_up", .int(juror.exhausted)),
    ])
  }

  private static func byName<Key: RawRepresentable<String>>(_ counts: [Key: Int]) -> [String: Int] {
    Dictionary(counts.map { ($0.key.rawValue, $0.value) }, uniquingKeysWith: +)
  }
}
