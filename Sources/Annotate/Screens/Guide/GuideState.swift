import AnnotationCore
import SafeText
import TerminalKit

/// The guideline, open beside the screen: where its reader is, and what they look for.
struct GuideState: Pane {
  var scope: Scope { .guideline }

  /// The first line that is shown.
  var scroll = 0
  /// The section to go to when it is drawn next, since only then its line is known.
  var wanted: Int?
  var query = ""
  /// The blocks in which the words stand, by their place in the document.
  private(set) var hits: [Int] = []
  private(set) var current = 0

  /// Opens at what the user is looking at: the focused field, or the criterion, else the contents.
  init(for app: App) {
    guard let state = app.item, let field = state.focus else { return }
    wanted = guideBlocks(app).firstIndex { $0.anchor == "field:\(field)" }
  }

  /// Looks for words, and goes to the first place where they stand below the contents.
  mutating func find(_ words: String, app: App) {
    query = words
    hits = guideBlocks(app).enumerated().filter { _, block in
      block.kind != .contents && !TextSearch.matches(of: words, in: block.text).isEmpty
    }.map(\.offset)
    current = 0
    wanted = hits.first
  }

  /// Which of the places is shown, such as `match 2 of 7`; nil where there are none.
  var place: String? { hits.isEmpty ? nil : "match \(current + 1) of \(hits.count)" }

  mutating func moveHit(by step: Int) {
    guard !hits.isEmpty else { return }
    current = (current + step + hits.count) % hits.count
    wanted = hits[current]
  }
}

/// A paragraph of the guideline as it is read.
struct GuideBlock: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    case title
    case contents
    case heading
    /// The name of a field, a choice, a criterion or a point.
    case term
    case text
    case example
  }

  var kind: Kind
  var text: String
  var indent = 0
  /// What a reader can go to by, such as `field:scope`.
  var anchor: String?
}

/// The whole guideline in reading order: contents, the stages, the criteria, the points.
func guideBlocks(_ app: App) -> [GuideBlock] {
  let guideline = app.guideline
  let words = { (text: LocalizedText) in text.text(in: app.language) }
  var blocks = [
    GuideBlock(kind: .title, text: "\(words(guideline.title)) \(guideline.version)"),
    GuideBlock(kind: .text, text: words(guideline.description)),
  ]
  var sections: [GuideBlock] = []
  for number in guideline.stageNumbers {
    let stage = guideline[number]
    sections.append(
      GuideBlock(kind: .heading, text: "Stage \(number.rawValue): \(words(stage.title))")
    )
    sections.append(GuideBlock(kind: .text, text: words(stage.help)))
    for field in stage.fields { sections += fieldBlocks(field, words) }
  }
  sections.append(GuideBlock(kind: .heading, text: "Criteria"))
  for criterion in guideline.criteria {
    sections += termBlocks(
      words(criterion.title),
      criterion.help,
      criterion.examples,
      anchor: "criterion:\(criterion.id)",
      words
    )
    let points = criterion.points.compactMap { id in guideline.points.first { $0.id == id } }
    let list = points.map { words($0.title) }.joined(separator: "; ")
    sections.append(GuideBlock(kind: .text, text: "Looks for: \(list).", indent: 2))
  }
  sections.append(GuideBlock(kind: .heading, text: "Points"))
  for point in guideline.points {
    sections += termBlocks(
      words(point.title),
      point.help,
      point.examples,
      anchor: "point:\(point.id)",
      words
    )
  }
  blocks += sections.filter { $0.kind == .heading }.enumerated().map { number, heading in
    GuideBlock(kind: .contents, text: "\(number + 1)  \(heading.text)")
  }
  return blocks + sections
}

private func fieldBlocks(_ field: Field, _ words: (LocalizedText) -> String) -> [GuideBlock] {
  var blocks = termBlocks(words(field.title), field.help, [], anchor: "field:\(field.id)", words)
  switch field.kind {
  case .single(.listed(let choices)), .multiple(.listed(let choices)):
    for choice in choices {
      let title = "\(choice.key)  \(words(choice.title))"
      blocks.append(GuideBlock(kind: .term, text: title, indent: 4))
      if !choice.help.isEmpty {
        blocks.append(GuideBlock(kind: .text, text: words(choice.help), indent: 7))
      }
      blocks += choice.examples.map {
        GuideBlock(kind: .example, text: words($0), indent: 7)
      }
    }
  case .single(.points), .multiple(.points):
    blocks.append(
      GuideBlock(kind: .text, text: "The points of the criterion that applies.", indent: 4)
    )
  case .scale(let steps, let labels):
    for step in steps {
      guard let label = labels[step] else { continue }
      blocks.append(GuideBlock(kind: .text, text: "\(step)  \(words(label))", indent: 4))
    }
  case .text(let maximum):
    blocks.append(GuideBlock(kind: .text, text: "Up to \(maximum) characters.", indent: 4))
  }
  return blocks
}

private func termBlocks(
  _ title: String,
  _ help: LocalizedText,
  _ examples: [LocalizedText],
  anchor: String,
  _ words: (LocalizedText) -> String
) -> [GuideBlock] {
  var blocks = [GuideBlock(kind: .term, text: title, anchor: anchor)]
  if !help.isEmpty { blocks.append(GuideBlock(kind: .text, text: words(help), indent: 2)) }
  return blocks + examples.map { GuideBlock(kind: .example, text: words($0), indent: 2) }
}
