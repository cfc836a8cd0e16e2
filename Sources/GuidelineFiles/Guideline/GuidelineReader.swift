import AnnotationCore
import Yams

/// Reads a guideline from its tree, and notes in the document all that is wrong.
final class GuidelineReader {
  let document: Document
  private(set) var promptFiles: [String: String] = [:]
  var languages: [String] = []
  var points: [Choice] = []
  var criterionIDs: [CriterionID] = []
  var fieldRegister = Register("field")
  /// The criteria that rows lead to.
  var led: Set<CriterionID> = []
  /// How many problems of tables were found: with others, tables cannot be checked.
  var problemsOfTables = 0

  init(_ document: Document) { self.document = document }

  /// The guideline, as far as it could be read: it counts only if the document holds no problem.
  func read() -> Guideline? {
    guard
      let record = Record(
        document.root,
        "the guideline",
        keys: GuidelineKeys.guideline,
        in: document
      )
    else { return nil }
    let id = record.requiredWord("guideline") ?? ""
    let version = record.requiredWord("version") ?? ""
    languages = readLanguages(record)
    let title = record.required("title").map { text($0, "the title") }
    let description = record["description"].map { text($0, "the description") }
    let flow = record.value("flow", as: "flow", Guideline.Flow.self) ?? .walk
    readPrompts(record)
    points = readPoints(record)
    let criteriaRecord = record["criteria"].flatMap {
      Record($0, "'criteria'", keys: GuidelineKeys.criteria, in: document)
    }
    let criteria = criteriaRecord.map(readCriteria) ?? []
    criterionIDs = criteria.map(\.id)
    let decisions = readDecisions(record)
    let stages = readStages(record, criteriaRecord)
    let singleStage = readSingleStage(record, stages: stages.count)
    checkCriteria(criteria, stages: stages, singleStage, criteriaRecord)
    let empty = LocalizedText([:], fallback: languages.first ?? "en")
    return Guideline(
      id: id,
      version: version,
      title: title ?? empty,
      description: description ?? empty,
      languages: languages,
      flow: flow,
      stages: stages,
      criteria: criteria,
      points: points,
      decisions: decisions,
      time: readTime(record),
      training: readTraining(record),
      gold: readGold(record),
      singleStage: singleStage,
      assistance: readAssistance(record),
      prompts: [:]
    )
  }

  /// A text in every language: a plain one where the guideline has one language.
  func text(_ node: Node, _ what: String, mayBeEmpty: Bool = false) -> LocalizedText {
    let fallback = languages.first ?? "en"
    if let plain = node.scalar?.string {
      if plain.isEmpty, !mayBeEmpty { document.report(.empty(what), at: node) }
      for missing in languages.dropFirst() {
        document.report(.missingTranslation(language: missing), at: node)
      }
      return LocalizedText([fallback: plain], fallback: fallback)
    }
    guard let record = Record(node, what, keys: languages, in: document) else {
      return LocalizedText([:], fallback: fallback)
    }
    var texts: [String: String] = [:]
    for language in languages {
      if record[language] == nil {
        document.report(.missingTranslation(language: language), at: node)
      }
      texts[language] = record.word(language)
    }
    return LocalizedText(texts, fallback: fallback)
  }

  private func readLanguages(_ record: Record) -> [String] {
    guard let node = record.required("languages") else { return ["en"] }
    var register = Register("language")
    let elements = record.list(node)
    let tags = elements.compactMap { element -> String? in
      let tag = element.string ?? ""
      guard LanguageTag.isWellFormed(tag) else {
        document.report(.badLanguage(tag), at: element)
        return nil
      }
      return register.take(tag, at: element, in: document) ? tag : nil
    }
    if elements.isEmpty, node.sequence != nil { document.report(.empty("'languages'"), at: node) }
    return tags.isEmpty ? ["en"] : tags
  }

  private func readPrompts(_ record: Record) {
    guard let node = record["prompts"] else { return }
    guard let prompts = Record(node, "'prompts'", keys: GuidelineKeys.prompts, in: document)
    else { return }
    for purpose in GuidelineKeys.prompts {
      guard let place = prompts[purpose] else { continue }
      guard let byLanguage = place.mapping else {
        if let file = prompts.word(purpose) { readPrompt(purpose, file, at: place) }
        continue
      }
      // The first language's template is the one that other languages fall back to.
      for (index, entry) in byLanguage.enumerated() {
        let tag = entry.key.string ?? ""
        guard LanguageTag.isWellFormed(tag) else {
          document.report(.badLanguage(tag), at: entry.key)
          continue
        }
        guard let file = entry.value.string else {
          document.report(.wrongType(expected: "the path of a file"), at: entry.value)
          continue
        }
        if index == 0 { readPrompt(purpose, file, at: entry.value) }
        readPrompt("\(purpose).\(tag)", file, at: entry.value)
      }
    }
  }

  private func readPrompt(_ name: String, _ file: String, at place: Node) {
    if file.hasPrefix("/") || file.split(separator: "/").contains("..") {
      document.report(.outsideFolder(file), at: place)
    } else {
      promptFiles[name] = file
    }
  }

  private func readPoints(_ record: Record) -> [Choice] {
    guard let node = record["points"] else { return [] }
    // Two points may share a key as long as no criterion looks for both: that is checked there.
    return readChoices(node, record, "point", keys: GuidelineKeys.point, clashes: false)
  }

  /// Choices, with their ids and keys checked.
  func readChoices(
    _ node: Node,
    _ record: Record,
    _ what: String,
    keys allowed: [String],
    clashes: Bool
  ) -> [Choice] {
    var register = Register(what)
    var keys: [String: (choice: String, line: Int)] = [:]
    return record.list(node).compactMap { element in
      guard let choice = Record(element, "a \(what)", keys: allowed, in: document)
      else { return nil }
      let id = choice.requiredWord("id") ?? ""
      register.take(id, at: choice["id"] ?? element, in: document)
      let key = choice.requiredWord("key") ?? ""
      if let place = choice["key"] {
        if !isAnswerKey(key) {
          document.report(.badKey(key), at: place)
        } else if clashes, let other = keys[key] {
          document.report(
            .clashingKey(key, choice: other.choice, firstLine: other.line),
            at: place
          )
        }
        keys[key] = keys[key] ?? (id, document.line(of: place))
      }
      return Choice(
        id: id,
        key: key,
        title: choice.required("title").map { text($0, "a title") } ?? text("", "a title"),
        help: choice["help"].map { text($0, "a help text", mayBeEmpty: true) }
          ?? LocalizedText([:], fallback: languages.first ?? "en"),
        examples: readExamples(choice)
      )
    }
  }

  /// Small letters answer; everything else on the keyboard is the program's.
  private func isAnswerKey(_ key: String) -> Bool {
    key.count == 1 && key.unicodeScalars.allSatisfy { ("a"..."z").contains($0) }
  }

  func text(_ empty: String, _ what: String) -> LocalizedText {
    LocalizedText([:], fallback: languages.first ?? "en")
  }

  private func readDecisions(_ record: Record) -> DecisionPolicy {
    var policy = DecisionPolicy(minimumRaters: 2, jury: .confirms, juryQuorum: 2)
    guard let node = record["decisions"],
      let decisions = Record(node, "'decisions'", keys: GuidelineKeys.decisions, in: document)
    else { return policy }
    if let raters = decisions.integer("minimum_raters") { policy.minimumRaters = raters }
    if let quorum = decisions.integer("jury_quorum") { policy.juryQuorum = quorum }
    if let jury = decisions.value("jury", as: "role of the jury", DecisionPolicy.JuryRole.self) {
      policy.jury = jury
    }
    if let rule = decisions.value("jury_rule", as: "jury rule", DecisionPolicy.JuryRule.self) {
      policy.juryRule = rule
    }
    if let conflict = decisions.value(
      "jury_conflict",
      as: "way to treat a conflict with the jury",
      DecisionPolicy.JuryConflict.self
    ) {
      policy.juryConflict = conflict
    }
    if let ties = decisions.value("ties", as: "way to treat ties", DecisionPolicy.Ties.self) {
      policy.ties = ties
    }
    policy.jurorVotes = readJurorVotes(decisions)
    if policy.minimumRaters < 1 {
      document.report(
        .outOfRange("an item needs at least one rater"),
        at: decisions["minimum_raters"] ?? node
      )
    }
    if policy.juryQuorum < 1 {
      document.report(
        .outOfRange("a quorum is at least one verdict"),
        at: decisions["jury_quorum"] ?? node
      )
    }
    return policy
  }

  /// How many votes each juror has.
  private func readJurorVotes(_ decisions: Record) -> [String: Double] {
    guard let node = decisions["juror_votes"] else { return [:] }
    guard let mapping = node.mapping else {
      document.report(.wrongType(expected: "names of jurors, each with its votes"), at: node)
      return [:]
    }
    var votes: [String: Double] = [:]
    for (name, count) in mapping {
      let number = count.float ?? count.int.map(Double.init)
      guard let number, number >= 0, number <= 1000 else {
        document.report(.outOfRange("a juror has from 0 to 1000 votes"), at: count)
        continue
      }
      votes[name.string ?? ""] = number
    }
    return votes
  }
}
