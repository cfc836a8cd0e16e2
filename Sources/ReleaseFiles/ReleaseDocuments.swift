import AnnotationCore
package import JSON

/// A finished file of a release, for the manifest.
package struct ReleasedFile: Hashable, Sendable {
  package var path: String
  /// In hexadecimal.
  package var sha256: String
  package var bytes: Int

  package init(path: String, sha256: String, bytes: Int) {
    self.path = path
    self.sha256 = sha256
    self.bytes = bytes
  }
}

/// The project that a release comes from.
package struct ReleaseOrigin: Hashable, Sendable {
  package var project: String
  package var guidelineHash: String
  /// The imported files: name and SHA-256.
  package var imports: [(file: String, sha256: String)]

  package init(project: String, guidelineHash: String, imports: [(file: String, sha256: String)]) {
    self.project = project
    self.guidelineHash = guidelineHash
    self.imports = imports
  }

  package static func == (a: Self, b: Self) -> Bool {
    a.project == b.project && a.guidelineHash == b.guidelineHash
      && a.imports.map(\.sha256) == b.imports.map(\.sha256)
      && a.imports.map(\.file) == b.imports.map(\.file)
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(project)
    hasher.combine(guidelineHash)
  }
}

/// The texts that go with a release's tables.
extension Release {
  /// `manifest.json`: what the release is made of, with a digest of every other file.
  package func manifest(of files: [ReleasedFile], from origin: ReleaseOrigin) -> String {
    JSONValue.object([
      ("format", .string("values-workbench-release")),
      ("format_version", .int(2)),
      ("project", .string(origin.project)),
      (
        "guideline",
        .object([
          ("id", .string(guideline.id)), ("version", .string(guideline.version)),
          ("sha256", .string(origin.guidelineHash)),
        ])
      ),
      ("guideline_versions", .array(versions.map(\.json))),
      (
        "imports",
        .array(
          origin.imports.map {
            .object([("file", .string($0.file)), ("sha256", .string($0.sha256))])
          }
        )
      ),
      ("counts", counts.json),
      (
        "files",
        .array(
          files.sorted { $0.path < $1.path }.map {
            .object([
              ("path", .string($0.path)), ("sha256", .string($0.sha256)), ("bytes", .int($0.bytes)),
            ])
          }
        )
      ),
    ]).pretty + "\n"
  }

  /// `README.md`: what is in the release and how it came about.
  package func readme() -> String {
    let language = guideline.languages.first ?? "en"
    var text = """
      # \(guideline.title.text(in: language))

      \(guideline.description.text(in: language))

      \(counted(counts.released, "item")) with decided labels, \(counts.setAside) set aside, \
      \(counts.open) not decided and left out. Made with the guideline \(guideline.id) \
      \(guideline.version), which stands in `guideline/`.

      ## Files

      | file | a line is |
      |---|---|

      """
    for table in ReleaseTable.allCases { text += "| `\(table.path)` | \(table.about) |\n" }
    text += "| `evidence/agreement.json` | agreement between raters, as it was last measured |\n"
    text += "| `manifest.json` | counts, and the SHA-256 of every other file |\n"
    text += Self.howToRecount
    text += "\n## Fields\n\n| field | stage | kind | how labels became the label of record |\n"
    text += "|---|---|---|---|\n"
    for stage in guideline.stageNumbers {
      for field in guideline.fields(of: stage) {
        text +=
          "| `\(field.id)` | \(stage.rawValue) | \(field.kind.name) | \(resolution(of: field)) |\n"
      }
    }
    text += "\n## Items by language\n\n| language | items |\n|---|---|\n"
    for (language, count) in counts.byLanguage.sorted(by: { $0.key < $1.key }) {
      text += "| \(language) | \(count) |\n"
    }
    for field in guideline.fields {
      guard let labels = counts.byLabel[field.id] else { continue }
      text += "\n## Items by \(field.title.text(in: language).lowercased())\n\n"
      text += "| `\(field.id)` | items |\n|---|---|\n"
      for choice in guideline.choices(of: field, under: nil) {
        guard let count = labels[choice.id] else { continue }
        text += "| \(choice.id) | \(count) |\n"
      }
    }
    text += "\n## How decisions came about\n\n| way | fields |\n|---|---|\n"
    for how in Decision.How.allCases {
      text += "| \(how.rawValue) | \(counts.byHow[how] ?? 0) |\n"
    }
    return text + assistanceSection + "\n"
  }

  /// How what a juror says follows from its lines.
  private static let howToRecount = """

    ## What a juror says

    A juror may be asked about an item in several trials: languages, orders of the choices, samples. \
    An attempt that failed or could not be read is followed by another of the same trial, so item, \
    juror, trial and attempt name one line of `evidence/reviews.jsonl`. What the juror says are the \
    labels that more than half of its verdicts on the item have: after each stage, first whether the \
    next one comes and by which criterion, then, among the verdicts that agree on that, each field, \
    choice by choice where it takes several; where they agree on no way after the first stage, it \
    abstains. Only jurors that are `in_force` in `evidence/jurors.jsonl` count, and \
    those whose mode is `last_stage` say nothing of the stages before the last. A decision names the reviews that it \
    rests on.

    """

  /// What annotators saw of the jury; empty where the guideline shows them nothing and never did.
  private var assistanceSection: String {
    let how: String? =
      switch guideline.assistance.mode {
      case .never:
        counts.assisted == 0 ? nil : "The guideline shows annotators nothing of the jury now."
      case .afterCommit:
        "Annotators could see the jury's labels and reasons once they had committed, and revise."
      case .before:
        "Annotators saw the jury's labels as suggestions, but for a share of "
          + "\(guideline.assistance.control) of each one's items, drawn by their ids."
      }
    guard let how else { return "" }
    return """

      ## What annotators saw of the jury

      \(how) \(counts.assisted) of \(counts.annotations) annotations were given after that \
      (`assisted`), \(counts.revised) of them say something else than their author had said before \
      (`revises`). \(counts.assistedDecisions) decisions rest on such annotations (`assisted`): \
      there, agreement of annotators and jury is no independent confirmation. \
      `evidence/agreement.json` is measured on what annotators said before they saw the jury.

      """
  }

  private func resolution(of field: Field) -> String {
    switch field.resolution {
    case .unanimous:
      guideline.decisions.jury == .confirms
        ? "raters unanimous and confirmed by \(verdict(on: field)), else by a lead"
        : "raters unanimous, else by a lead"
    case .majority: "majority of raters, else of raters and jurors, else by a lead"
    case .collect: "not decided: every rater's own value"
    }
  }
}

extension Release {
  private func verdict(on field: Field) -> String {
    guard DecisionRules(guideline).weighsVotes(on: field) else { return "the jury's majority" }
    return switch guideline.decisions.juryRule {
    case .majority: "the jury's majority"
    case .weighted: "the jury, its votes weighed by how reliable each juror was on other items"
    case .dawidSkene: "the model of Dawid and Skene of raters and jurors"
    }
  }
}

extension Field.Kind {
  fileprivate var name: String {
    switch self {
    case .single: "single"
    case .multiple: "multiple"
    case .scale(let steps, _): "scale \(steps.lowerBound)–\(steps.upperBound)"
    case .text: "text"
    }
  }
}

extension ReleaseCounts {
  /// The counts as JSON.
  package var json: JSONValue {
    func table(_ counts: [String: Int]) -> JSONValue {
      .object(counts.sorted { $0.key < $1.key }.map { ($0.key, .int($0.value)) })
    }
    return .object([
      ("released", .int(released)),
      ("set_aside", .int(setAside)),
      ("not_decided", .int(open)),
      ("by_language", table(byLanguage)),
      (
        "by_label",
        .object(byLabel.sorted { $0.key < $1.key }.map { ($0.key, table($0.value)) })
      ),
      (
        "decisions",
        .object(Decision.How.allCases.map { ($0.rawValue, .int(byHow[$0] ?? 0)) })
      ),
      ("annotations", .int(annotations)),
      ("verdicts", .int(verdicts)),
      ("attempts_without_verdict", .int(withoutVerdict)),
      ("assisted_annotations", .int(assisted)),
      ("revised_annotations", .int(revised)),
      ("assisted_decisions", .int(assistedDecisions)),
    ])
  }
}
