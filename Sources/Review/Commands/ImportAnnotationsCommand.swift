import AnnotationCore
import ArgumentParser
import Foundation
import JSON
import Measurement
import ProjectStore
import RatingFiles
import SafeText

extension OutsideFormat: ExpressibleByArgument {}

struct ImportAnnotationsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import-annotations",
    abstract: "Import labels from another tool, once the whole file is found to be right.",
    discussion: """
      They are measured together with the labels given here (agreement, raters, alt-test); decisions \
      do not use them. Items and people must be in the project, labels in the guideline. Formats: CSV with \
      item, annotator, label and optionally field and at, separated by commas, semicolons or tabs, \
      with '|' between the choices of a set; Label Studio's JSON, with the item's id in \
      data.id, fields by from_name and people by the number in completed_by; doccano's JSON lines, \
      with the item's id in item and the names of labels in label or labels. What is cancelled or \
      empty is left out; a label that cannot be read is refused with its place.
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
      who made the file; for CSV, the column of annotators, if it is not 'annotator'. May be given \
      several times.
      """
  )
  var annotators: [String] = []

  @OptionGroup var columns: LabelColumns

  @Option(
    help: """
      A field of Label Studio, as from_name has it, whose labels are not imported; may be given \
      several times.
      """
  )
  var leaveOut: [String] = []

  @OptionGroup var options: ReportOptions

  func run() throws {
    let imported = try self.imported(into: try project.open(for: .manage), at: now())
    report(
      options,
      json: .object([
        ("added", .int(imported.added)), ("unchanged", .int(imported.unchanged)),
        ("left_out", .int(imported.leftOut)), ("passed_over", .int(imported.passedOver)),
      ])
    ) {
      let known =
        imported.unchanged > 0
        ? ", \(counted(imported.unchanged, "was", "were")) there already" : ""
      let left =
        imported.leftOut > 0
        ? " Left out: \(imported.leftOut) without a label, or cancelled." : ""
      let passedOver =
        imported.passedOver > 0
        ? " Passed over: \(imported.passedOver) of fields to leave out." : ""
      return "\(file): \(counted(imported.added, "label")) imported\(known).\(left)\(passedOver)"
    }
  }

  /// Imports the file.
  func imported(
    into store: Project,
    at imported: Timestamp
  ) throws -> (added: Int, unchanged: Int, leftOut: Int, passedOver: Int) {
    let people = Dictionary(try store.people().map { ($0.name, $0.id) }) { first, _ in first }
    let (names, alone) = try self.names(people)
    let read = try actualFormat.read(path: file, try form(alone))
    let ratings = try read.labels.map { label in
      try rating(label, names, people, store.guideline.guideline, imported)
    }
    switch try store.add(outside: ratings, file: file, at: imported) {
    case .success(let added):
      return (added, ratings.count - added, read.leftOut, read.passedOver)
    case .failure(let refusal):
      throw failure(refusal.rating.place, sentence(for: refusal), added: refusal.added)
    }
  }

  /// - Parameter alone: the value of --annotator that is no pair.
  private func form(_ alone: String?) throws -> OutsideForm {
    let format = actualFormat
    guard format == .csv || columns.isEmpty else {
      throw CommandFailure(
        "--item, --label and --missing are for CSV, and \(file) is read as \(format.rawValue)."
      )
    }
    guard format == .labelStudio || leaveOut.isEmpty else {
      throw CommandFailure(
        "--leave-out is for Label Studio, and \(file) is read as \(format.rawValue)."
      )
    }
    guard format != .labelStudio || alone == nil else {
      throw CommandFailure(
        "--annotator '\(alone ?? "")' names one person. Say who is who, such as --annotator 1=ana."
      )
    }
    var form = OutsideForm()
    form.annotator = alone
    form.columns = columns.form
    form.columns.annotator = alone
    form.leaveOut = Set(leaveOut.map(\.trimmed))
    return form
  }

  private var actualFormat: OutsideFormat {
    if let format { return format }
    if file.hasSuffix(".csv") { return .csv }
    return file.hasSuffix(".jsonl") ? .doccano : .labelStudio
  }

  /// Who is who, and the name that stands alone.
  ///
  /// A name may hold '=': it is split where a person of the project follows, or else where it first can be.
  private func names(
    _ people: [String: PersonID]
  ) throws -> (pairs: [String: String], alone: String?) {
    var pairs: [String: String] = [:]
    var alone: String?
    for pair in annotators.map(\.tidied) {
      let splits = pair.indices.filter { pair[$0] == "=" && $0 != pair.startIndex }
        .map { (String(pair[..<$0]).tidied, String(pair[pair.index(after: $0)...]).tidied) }
        .filter { !$0.1.isEmpty }
      guard let (name, person) = splits.first(where: { people[$0.1] != nil }) ?? splits.first else {
        guard !pair.isEmpty, pair != "=" else { throw CommandFailure("--annotator is empty.") }
        guard alone == nil else {
          throw CommandFailure(
            "--annotator '\(alone ?? "")' and '\(pair)' both stand alone. Keep one."
          )
        }
        alone = pair
        continue
      }
      if let other = pairs.updateValue(person, forKey: name), other != person {
        throw CommandFailure("--annotator says that '\(name)' is '\(other)', and '\(person)' too.")
      }
    }
    return (pairs, alone)
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
    guard let id = label.field ?? field?.trimmed else {
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
      text = Self.wholeStep(label.labels[0], of: field)
    }
    do throws(IllegalValue) {
      // By which criterion somebody judged elsewhere is not known.
      let value = try guideline.value(written: text, for: field, under: nil, names: .idsAndTitles)
      guard let value = value ?? field.valueWhenLeftAlone else { throw .missing }
      return value
    } catch {
      throw failure(label.place, guideline.sentence(for: error, of: field, written: text))
    }
  }

  /// A step of a scale as a whole number: other programs write 4 as 4.0.
  private static func wholeStep(_ label: String, of field: Field) -> String {
    guard case .scale = field.kind, !label.contains(where: { !"0123456789+-.".contains($0) }),
      let step = Double(label).flatMap(Int.init(exactly:))
    else { return label }
    return String(step)
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
