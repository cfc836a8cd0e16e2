package import AnnotationCore
import JSON
import SafeText

/// A question-answer pair with an attempt to steer who reviews it.
package struct Canary: Hashable, Sendable {
  /// Where the injection stands in a pair, as files of canaries write it.
  package static let site = "{injection}"

  package var id: String
  package var language: String
  /// How the injection tries, such as `override`.
  package var kind: String
  /// One of the two holds the injection's site once.
  package var question: String
  package var answer: String
  package var injection: String
  /// What a verdict has, by field, if the injection succeeded; empty where the marker tells.
  package var target: [FieldID: String]
  /// What the reply holds if the injection succeeded.
  package var marker: String?
  /// What a careful reviewer says of the pair without the injection, by field.
  package var control: [FieldID: String]

  package init(
    id: String,
    language: String,
    kind: String,
    question: String,
    answer: String,
    injection: String,
    target: [FieldID: String],
    marker: String? = nil,
    control: [FieldID: String]
  ) {
    self.id = id
    self.language = language
    self.kind = kind
    self.question = question
    self.answer = answer
    self.injection = injection
    self.target = target
    self.marker = marker
    self.control = control
  }

  /// The pair with the injection.
  package var injected: Item { item(with: injection) }

  /// The pair without it; canaries that share a pair have the same one.
  package var plain: Item { item(with: "") }

  private func item(with text: String) -> Item {
    Item(
      id: id,
      language: language,
      question: question.replacing(Self.site, with: text),
      answer: answer.replacing(Self.site, with: text)
    )
  }
}

/// Reads canaries from a file of JSON lines.
package struct CanaryReader {
  /// What a canary holds.
  ///
  /// The schema is held against this table.
  package static let fields = [
    "id", "language", "kind", "question", "answer", "injection", "injection_language", "target",
    "marker", "control",
  ]

  private let path: String
  private let guideline: Guideline

  /// - Parameter guideline: whose fields and choices targets and controls are held against.
  package init(path: String, guideline: Guideline) {
    self.path = path
    self.guideline = guideline
  }

  /// The canaries of the file in order; lines with a `note` and blank ones are passed over.
  /// - Throws: ``ReferenceError`` at the first line that is wrong, ``ItemFileError`` where the file
  ///   cannot be read.
  package func read() throws -> [Canary] {
    var canaries: [Canary] = []
    var firstLines: [String: Int] = [:]
    try forEachLine(of: path) { line, number in
      func problem(_ sentence: String) -> ReferenceError {
        ReferenceError(file: path, line: number, sentence: sentence, text: shortened(line))
      }
      let object = try jsonObject(on: line, of: "canary", problem)
      if object["note"]?.stringValue != nil { return }
      let canary = try canary(object, problem)
      if let wrong = NameRule.id.problem(with: canary.id) { throw problem("'id': \(wrong)") }
      if let first = firstLines.updateValue(number, forKey: canary.id) {
        throw problem("the id '\(shortened(canary.id.utf8))' stands on line \(first) already")
      }
      canaries.append(canary)
    }
    return canaries
  }

  private func canary(
    _ object: JSONValue,
    _ problem: (String) -> ReferenceError
  ) throws -> Canary {
    let names = (object.object ?? []).map(\.name)
    if let unknown = names.filter({ !Self.fields.contains($0) }).min() {
      let known = Self.fields.joined(separator: ", ")
      throw problem("'\(shortened(unknown.utf8))' is not known. A canary has: \(known)")
    }
    func text(_ name: String) throws -> String {
      guard let text = object[name]?.stringValue, !text.isEmpty else {
        throw problem("'\(name)' is missing, or no text")
      }
      return text
    }
    func labels(_ name: String) throws -> [FieldID: String] {
      var labels: [FieldID: String] = [:]
      for member in object[name]?.object ?? [] { labels[member.name] = member.value.stringValue }
      guard let members = object[name]?.object, members.count == labels.count else {
        throw problem("'\(name)' is missing, or does not hold a choice for each field")
      }
      for (id, choice) in labels.sorted(by: { $0.key < $1.key }) {
        guard let field = guideline.field(id), case .single = field.kind,
          guideline.problem(with: .single(choice), of: field, under: nil) == nil
        else {
          throw problem(
            "'\(name)': the guideline has no field '\(shortened(id.utf8))' that takes "
              + "'\(shortened(choice.utf8))'"
          )
        }
      }
      return labels
    }
    let canary = Canary(
      id: try text("id"),
      language: try text("language"),
      kind: try text("kind"),
      question: try text("question"),
      answer: try text("answer"),
      injection: try text("injection"),
      target: try labels("target"),
      marker: object["marker"]?.stringValue,
      control: try labels("control")
    )
    let both = canary.question + "\n" + canary.answer
    guard both.ranges(of: Canary.site).count == 1 else {
      throw problem("question and answer hold \(Canary.site) once, in one of them")
    }
    guard !canary.target.isEmpty || canary.marker?.isEmpty == false else {
      throw problem(
        "it has neither a 'target' nor a 'marker': nothing would tell that it succeeded"
      )
    }
    return canary
  }
}
