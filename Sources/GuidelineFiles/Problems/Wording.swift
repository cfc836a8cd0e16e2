import AnnotationCore
import SafeText

extension GuidelineError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unreadable(let path, let reason):
      return "\(path): cannot be read: \(reason)"
    case .problems(let file, let problems):
      let all = problems.map { problem in
        let number = padded(String(problem.line), to: 5, alignment: .right)
        // Below the place as a terminal shows the line, whatever is wide or replaced in it.
        let excerpt = problem.excerpt
        let pointer = padded("", to: displayWidth(excerpt.beforePlace))
        return """
          \(file):\(problem.line):\(problem.column): \(problem.kind.sentence)
          \(number) | \(excerpt.text)
                | \(pointer)^ \(problem.kind.advice)
          """
      }
      return all.joined(separator: "\n")
        + (problems.count > 1
          ? "\n\(counted(problems.count, "problem"))\(more(than: problems)); nothing was taken from \(file)."
          : "")
    }
  }

  private func more(than problems: [Problem]) -> String {
    problems.count < Self.mostProblems ? "" : ", and perhaps more"
  }
}

extension Problem.Kind {
  /// What is wrong.
  var sentence: String {
    switch self {
    case .syntax(let what): "this is not YAML: \(what)"
    case .repeatedKey(let key): "the key '\(key)' appears twice in one mapping"
    case .unknownKey(let key, let place, _): "unknown key '\(key)' in \(place)"
    case .missingKey(let key, let place): "\(place) has no '\(key)'"
    case .wrongType(let expected): "this should be \(expected)"
    case .unknownValue(let value, let what, _): "'\(value)' is no \(what)"
    case .unknownReference(let id, let what, _): "there is no \(what) '\(id)'"
    case .duplicateID(let id, let what, let line):
      "the \(what) '\(id)' is already on line \(line)"
    case .copiedJuror(let name, let first, let line):
      "the juror '\(name)' is '\(first)' on line \(line) again: the same model, asked in the same way"
    case .badName(let problem, let what): "this cannot name a \(what): \(problem)"
    case .empty(let what): "\(what) is empty"
    case .missingTranslation(let language): "this text has no '\(language)'"
    case .badLanguage(let tag): "'\(tag)' is no language tag"
    case .badKey(let key): "'\(key)' cannot be a key"
    case .clashingKey(let key, let choice, let line):
      "the key '\(key)' is taken by '\(choice)' on line \(line)"
    case .criterionUnreached(let id): "no row of the table leads to the criterion '\(id)'"
    case .pointUnused(let id): "no criterion looks for the point '\(id)'"
    case .conditionOnLater(let other, let field):
      "'\(field)' depends on '\(other)', which is asked later"
    case .conditionNotSingle(let field):
      "'\(field)' cannot be a condition: it does not take one of listed choices"
    case .selectorNotEarlier(let field): "'\(field)' is no field of a stage before this one"
    case .selectorNotSingle(let field):
      "'\(field)' cannot select: it does not take one of listed choices"
    case .selectorInLastStage(let field):
      "'\(field)' is asked in the last stage, and no stage follows to be judged by a criterion"
    case .tableBesideCriterion(let stage): "the stage '\(stage)' has a criterion of its own"
    case .rowUnreached: "nothing reaches this row: rows above it take all that fits it"
    case .rowLeadsNowhere: "this row leads nowhere"
    case .rowLeadsTwice: "this row leads to a criterion and sets the item aside"
    case .combinationUncovered(let values): "no row fits labels \(values)"
    case .pointsWithoutCriterion: "only a stage with a criterion can offer its points"
    case .endingChoiceNotSingle(let field):
      "'\(field)' takes more than one choice, so that none of them can set the item aside"
    case .stageWithoutFields: "this stage asks nothing"
    case .stageUnreached(let stage):
      "nothing leads to the stage '\(stage)': every item is set aside before it"
    case .outOfRange(let what): what
    case .outsideFolder(let path): "'\(path)' is not below the guideline's folder"
    case .refused(let sentence, _): sentence
    case .secretInFile: "this is no name of a variable, and may be a key itself"
    case .secretInAddress(let place): "this address holds a key, \(place)"
    case .secretInRequest(let name): "'\(name)' seems to hold a key itself"
    }
  }

  /// What would be right.
  var advice: String {
    switch self {
    case .syntax: "correct it here or on the line above; YAML is indented by spaces"
    case .repeatedKey: "keep one of them"
    case .refused(_, let advice): advice
    case .unknownKey(let key, let place, let allowed):
      suggestion(for: key, among: allowed) + "\(place) takes: \(allowed.joined(separator: ", "))"
    case .missingKey(let key, _): "add '\(key): …'"
    case .wrongType(let expected): "write \(expected)"
    case .unknownValue(let value, _, let allowed):
      suggestion(for: value, among: allowed) + "one of: \(allowed.joined(separator: ", "))"
    case .unknownReference(let id, let what, let known):
      suggestion(for: id, among: known)
        + (known.isEmpty ? "no \(what) is known here" : "known: \(known.joined(separator: ", "))")
    case .duplicateID: "keep one, or give the other another name"
    case .copiedJuror:
      "take one out, since one model has one vote. To ask it more often, give it 'samples'"
    case .badName: "write few, visible characters, without blanks at either end"
    case .empty: "fill it in"
    case .missingTranslation(let language): "add '\(language): …'; a text has all of 'languages'"
    case .badLanguage: "write a BCP 47 tag, such as en, zh or pt-BR"
    case .badKey: "a key is one small letter from a to z; the rest of the keyboard is the program's"
    case .clashingKey: "give one of them another letter"
    case .criterionUnreached: "add a row with 'criterion' to the table, or take the criterion out"
    case .pointUnused: "name it in a criterion's 'points', or take it out"
    case .conditionOnLater: "ask the other field first"
    case .conditionNotSingle: "depend on a field of kind single"
    case .selectorNotEarlier: "name fields of kind single from earlier stages"
    case .selectorNotSingle: "name fields of kind single with listed choices"
    case .selectorInLastStage: "name fields of earlier stages"
    case .tableBesideCriterion: "keep one: the table here, or the stage's 'criterion'"
    case .rowUnreached: "move it up, or take it out"
    case .rowLeadsTwice: "keep one of the two"
    case .rowLeadsNowhere: "add 'criterion: …' or 'set_aside: true'"
    case .combinationUncovered: "add a row for it: with 'criterion', or with 'set_aside: true'"
    case .pointsWithoutCriterion: "list the choices here, or give the stage a 'criterion'"
    case .endingChoiceNotSingle: "make the field one of kind single, or take 'set_aside' out"
    case .stageWithoutFields: "add a field to 'fields', or take the stage out"
    case .stageUnreached: "let one way lead to it, or take the stage out"
    case .outOfRange: "write another number"
    case .outsideFolder: "keep prompts beside the guideline"
    case .secretInFile: "name the environment variable that holds it, such as OPENAI_API_KEY"
    case .secretInAddress:
      "write the address without it, and name the environment variable that holds the key in "
        + "'key_from', such as OPENAI_API_KEY"
    case .secretInRequest:
      "name the environment variable that holds it, as in ${OPENAI_API_KEY}; the key of the "
        + "endpoint belongs to 'key_from' or 'key_command'"
    }
  }

  private func suggestion(for word: String, among known: [String]) -> String {
    nearest(to: word, among: known).map { "did you mean '\($0)'? " } ?? ""
  }
}

/// The known word that is fewest edits away, if it is near enough to be meant.
func nearest(to word: String, among known: [String]) -> String? {
  let near = known.map { (word: $0, distance: editDistance(word, $0)) }
    .filter { $0.distance <= max(1, min(3, word.count / 2)) }
  return near.min { ($0.distance, $0.word) < ($1.distance, $1.word) }?.word
}

/// Insertions, deletions, replacements and swaps of neighbours between two words (Damerau 1964,
/// optimal string alignment).
func editDistance(_ a: String, _ b: String) -> Int {
  let a = Array(a)
  let b = Array(b)
  var table = [[Int]](repeating: [Int](repeating: 0, count: b.count + 1), count: a.count + 1)
  for i in 0...a.count { table[i][0] = i }
  for j in 0...b.count { table[0][j] = j }
  guard !a.isEmpty, !b.isEmpty else { return max(a.count, b.count) }
  for i in 1...a.count {
    for j in 1...b.count {
      let replaced = table[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
      var best = min(replaced, table[i - 1][j] + 1, table[i][j - 1] + 1)
      if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
        best = min(best, table[i - 2][j - 2] + 1)
      }
      table[i][j] = best
    }
  }
  return table[a.count][b.count]
}
