import AnnotationCore
import SafeText
import TerminalKit

/// Words that are looked for in question and answer, and the hit where the user stands.
struct Find: Hashable, Sendable {
  let query: String
  /// Hits in the question, then those in the answer, as offsets of characters.
  let question: [Range<Int>]
  let answer: [Range<Int>]
  private(set) var current = 0
  /// Whether the hit must be in sight; scrolling by hand lets go of it.
  var isWanted = true

  init(_ query: String, in item: Item) {
    self.query = query
    question = TextSearch.matches(of: query, in: item.question)
    answer = TextSearch.matches(of: query, in: item.answer)
  }

  var count: Int { question.count + answer.count }

  /// The hit where the user stands, in the question or in the answer.
  var currentInQuestion: Range<Int>? {
    question.indices.contains(current) ? question[current] : nil
  }

  var currentInAnswer: Range<Int>? {
    let index = current - question.count
    return answer.indices.contains(index) ? answer[index] : nil
  }

  /// Goes to the next hit, or to the one before; from the last to the first.
  mutating func move(by step: Int) {
    guard count > 0 else { return }
    current = (current + step + count) % count
    isWanted = true
  }
}
