import AnnotationCore
import ArgumentParser
import CommandLineKit
import ItemFiles
import JSON
import ProjectStore
import SafeText

struct ReferenceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reference",
    abstract: "Train and check annotators with items whose labels are known.",
    discussion: """
      Training items come first in everybody's queue, with feedback after each; they are not part \
      of the benchmark. Gold items are mixed in unmarked. The guideline sets what share of the \
      training must be right, and how often a gold item comes.
      """,
    subcommands: [Import.self, Results.self]
  )

  struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Import references, once the whole file is found to be right.",
      discussion: """
        Each line: {"item": …, "purpose": "training" or "gold", "labels": {field: label, …}, \
        "why": …}. Import the items first, and training references before 'review assign'.
        """
    )

    @OptionGroup var project: ProjectArgument

    @Argument(help: "The file of references.", completion: .file(extensions: ["jsonl"]))
    var file: String

    @OptionGroup var options: ReportOptions

    func run() throws {
      let store = try project.open(for: .manage)
      let guideline = store.guideline.guideline
      do {
        let references = try ReferenceReader(path: file, guideline: guideline).read()
        let added = try store.add(references: references.map(\.reference), at: now())
        report(
          options,
          json: .object([
            ("added", .int(added)), ("unchanged", .int(references.count - added)),
          ])
        ) {
          "\(file): \(counted(added, "reference")) imported, "
            + "\(counted(references.count - added, "was", "were")) there already."
        }
        warn(references.map(\.reference), guideline)
      } catch StoreError.cutShort(let done, let error) {
        throw StoreError.cutShort(done: done, error)
      } catch {
        throw CommandFailure("\(error)\nNothing was imported.")
      }
    }

    /// References that the guideline makes no use of.
    private func warn(_ references: [Reference], _ guideline: Guideline) {
      for (purpose, isUsed) in [
        (Reference.Purpose.training, guideline.training != nil), (.gold, guideline.gold != nil),
      ] where !isUsed && references.contains(where: { $0.purpose == purpose }) {
        printError(
          "Note: the guideline says nothing about \(purpose.rawValue), so these references have "
            + "no effect yet. Add '\(purpose.rawValue):' to it, then 'review guideline'."
        )
      }
    }
  }

  struct Results: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show each annotator's results on training and gold items."
    )

    @OptionGroup var project: ProjectArgument
    @OptionGroup var options: ReportOptions

    func run() throws {
      let store = try project.open(for: .labels)
      var rows: [[String]] = [
        ["name", "on", "items", "fields", "as in reference", "weakest field"]
      ]
      var json: [JSONValue] = []
      for person in try store.people() where person.role == .annotator {
        for purpose in Reference.Purpose.allCases {
          let results = try store.referenceResults(of: person.id, for: purpose)
          guard results.assigned > 0 else { continue }
          let score = Score(results)
          rows.append([
            person.name, purpose.rawValue, "\(results.comparisons.count) of \(results.assigned)",
            String(score.compared), score.share.map(percent) ?? "–", score.weakest ?? "–",
          ])
          json.append(
            .object([
              ("name", .string(person.name)), ("purpose", .string(purpose.rawValue)),
              ("assigned", .int(results.assigned)), ("done", .int(results.comparisons.count)),
              ("compared", .int(score.compared)), ("matching", .int(score.matching)),
              ("share", score.share.map { .double($0) } ?? .null),
              ("fields", .object(score.byField.map { ($0.field, .double($0.share)) })),
            ])
          )
        }
      }
      report(options, json: .array(json)) {
        rows.count > 1 ? table(rows) : "Nobody has items with references."
      }
    }
  }
}

/// How a person did, over all items and by field.
private struct Score {
  var matching = 0
  var compared = 0
  var byField: [(field: FieldID, share: Double)] = []

  init(_ results: ReferenceResults) {
    var fields: [FieldID: (matching: Int, compared: Int)] = [:]
    for line in results.comparisons.flatMap(\.fields) {
      fields[line.field, default: (0, 0)].compared += 1
      if line.matches { fields[line.field, default: (0, 0)].matching += 1 }
    }
    matching = fields.values.reduce(0) { $0 + $1.matching }
    compared = fields.values.reduce(0) { $0 + $1.compared }
    byField = fields.sorted { $0.key < $1.key }
      .map { (field: $0.key, share: Double($0.value.matching) / Double($0.value.compared)) }
  }

  var share: Double? { compared == 0 ? nil : Double(matching) / Double(compared) }

  var weakest: String? {
    byField.min { $0.share < $1.share }.flatMap {
      $0.share < 1 ? "\($0.field) \(percent($0.share))" : nil
    }
  }
}

private func percent(_ share: Double) -> String { "\(Int((share * 100).rounded(.down))) %" }
