import AnnotationCore
import ArgumentParser
import Foundation
import JSON
import Measurement
import ProjectStore
import RatingFiles

extension OutsideFormat: ExpressibleByArgument {}

struct ImportAnnotationsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import-annotations",
    abstract: "Import labels from another tool, once the whole file is found to be right.",
    discussion: """
      They are measured together with the labels given here (agreement, raters, alt-test); decisions \
      do not use them. Items and people must be in the project, labels in the guideline. Formats: CSV with \
      item, annotator, label and optionally field and at; Label Studio's JSON, with the item's id in \
      data.id, fields by from_name and people by the number in completed_by; doccano's JSON lines, \
      with the item's id in item and the names of labels in label or labels.
      """
  )

  @OptionGroup var project: ProjectArgument

  @Argument(help: "The file of labels.", completion: .file())
  var file: String

  @Option(help: "The file's format. Default: csv for .csv, doccano for .jsonl, else label-studio.")
  var format: OutsideFormat?

  @Option(help: "The field of the labels, if the file does not name it.")
  var field: String?

  @Option(
    name: .customLong("annotator"),
    help: """
      The person of the project behind a name or number of the file, such as 1=ana; for doccano, \
      who made the file. May be given several times.
      """
  )
  var annotators: [String] = []

  @OptionGroup var options: ReportOptions

  func run() throws {
    let store = try project.open()
    let names = try self.names()
    let read = try actualFormat.read(path: file, annotator: names[""])
    let people = Dictionary(try store.people().map { ($0.name, $0.id) }) { first, _ in first }
    let imported = now()
    let ratings = try read.labels.map { label in
      try rating(label, names, people, store.guideline.guideline, imported)
    }
    let added: Int
    switch try store.add(outside: ratings, file: file, at: imported) {
    case .success(let count): added = count
    case .failure(let refusal):
      throw failure(refusal.rating.place, sentence(for: refusal), added: refusal.added)
    }
    report(
      options,
      json: .object([
        ("added", .int(added)), ("unchanged", .int(ratings.count - added)),
        ("left_out", .int(read.leftOut)),
      ])
    ) {
      let known = added < ratings.count ? ", \(ratings.count - added) were there already" : ""
      let left =
        read.leftOut > 0 ? " \(read.leftOut) without a label, or cancelled, were left out." : ""
      return "\(file): \(added) labels imported\(known).\(left)"
    }
  }

  private var actualFormat: OutsideFormat {
    if let format { return format }
    if file.hasSuffix(".csv") { return .csv }
    return file.hasSuffix(".jsonl") ? .doccano : .labelStudio
  }

  /// Who is who; the name that stands alone is under the empty text.
  private func names() throws -> [String: String] {
    var names: [String: String] = [:]
    for pair in annotators {
      let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
      guard let last = parts.last else { throw CommandFailure("--annotator names nobody.") }
      names[parts.count == 2 ? parts[0] : ""] = last
    }
    return names
  }

  private func rating(
    _ label: OutsideLabel,
    _ names: [String: String],
    _ people: [String: PersonID],
    _ guideline: Guideline,
    _ imported: Timestamp
  ) throws -> OutsideRating {
    let name = names[label.annotator] ?? label.annotator
    guard let person = people[name] else {
      throw failure(
        label.place,
        "'\(name)' is not in the project. Add them with 'review people add', or say who it is with "
          + "--annotator \(name)=NAME."
      )
    }
    guard let id = label.field ?? field else {
      throw failure(label.place, "Which field is this label for? Name it with --field.")
    }
    guard let field = guideline.field(id) else {
      throw failure(label.place, guideline.noField(named: id))
    }
    let moment = try label.at.map { text -> Timestamp in
      guard let parsed = Timestamp(iso8601: text) else {
        throw failure(
          label.place,
          "'\(text)' is not a date and time. Write it like 2026-11-21T14:05:00Z."
        )
      }
      return parsed
    }
    return OutsideRating(
      item: label.item,
      person: person,
      field: id,
      value: try value(label, of: field, guideline),
      at: moment ?? imported,
      place: label.place
    )
  }

  private func value(
    _ label: OutsideLabel,
    of field: Field,
    _ guideline: Guideline
  ) throws -> FieldValue {
    let text: String
    switch field.kind {
    case .multiple: text = label.labels.joined(separator: "|")
    case .text: text = label.labels.joined(separator: "\n")
    case .single, .scale:
      guard label.labels.count == 1 else {
        throw failure(label.place, "'\(field.id)' takes one label, not \(label.labels.count).")
      }
      text = label.labels[0]
    }
    do throws(IllegalValue) {
      // By which criterion somebody judged elsewhere is not known.
      let value = try guideline.value(written: text, for: field, under: nil, names: .idsAndTitles)
      guard let value = value ?? field.valueWhenLeftAlone else { throw .missing }
      return value
    } catch {
      throw failure(label.place, guideline.sentence(for: error, text, of: field))
    }
  }

  private func sentence(for refusal: OutsideRefusal) -> String {
    let rating = refusal.rating
    return switch refusal.problem {
    case .noSuchItem: "There is no item '\(rating.item)' in the project. Import the items first."
    case .labelledHere:
      "Its annotator has labelled '\(rating.field)' of '\(rating.item)' in the project itself."
    case .differs:
      "Its annotator has another label for '\(rating.field)' of '\(rating.item)' already."
    }
  }

  private func failure(_ place: String, _ sentence: String, added: Int = 0) -> CommandFailure {
    let end = added == 0 ? "Nothing was imported." : "\(added) labels before it were imported."
    return CommandFailure("\(file): \(place): \(sentence)\n\(end)")
  }
}

extension Timestamp {
  /// A moment as tools write it, with or without fractions of a second.
  init?(iso8601 text: String) {
    let formatter = ISO8601DateFormatter()
    formatter.formatOptions = [.withInternetDateTime]
    var date = formatter.date(from: text)
    if date == nil {
      formatter.formatOptions = [.withInternetDateTime, .withFractionalSeconds]
      date = formatter.date(from: text)
    }
    guard let date else { return nil }
    self.init(rawValue: Int64((date.timeIntervalSince1970 * 1000).rounded()))
  }
}
