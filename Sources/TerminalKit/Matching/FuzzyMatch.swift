/// Finding a name by some of its letters.
package enum FuzzyMatch {
  /// How well a candidate fits: all letters of the pattern in their order, those at the start of
  /// words and those in a row count more, and a short candidate more than a long one.
  /// - Returns: nil where the letters are not all there; else the score, the higher the better, and
  ///   the characters of the candidate that fit.
  package static func score(
    _ pattern: String,
    in candidate: String
  ) -> (score: Int, positions: [Int])? {
    let letters = Array(pattern.lowercased().filter { !$0.isWhitespace })
    let text = Array(candidate.lowercased())
    guard !letters.isEmpty else { return (0, []) }
    guard letters.count <= text.count else { return nil }
    // best[j]: the best way to end the letters so far at character j.
    var best: [Int: (score: Int, positions: [Int])] = [:]
    for (number, letter) in letters.enumerated() {
      var next: [Int: (score: Int, positions: [Int])] = [:]
      for place in text.indices where text[place] == letter {
        let own = startsWord(place, in: text) ? 8 : 1
        if number == 0 {
          next[place] = (own + (place == 0 ? 4 : 0), [place])
          continue
        }
        for (earlier, way) in best where earlier < place {
          let score = way.score + own + (earlier == place - 1 ? 6 : 0)
          if next[place].map({ score > $0.score }) ?? true {
            next[place] = (score, way.positions + [place])
          }
        }
      }
      best = next
    }
    let winner = best.values.max { ($0.score, $1.positions[0]) < ($1.score, $0.positions[0]) }
    return winner.map { ($0.score * 4 - text.count / 4, $0.positions) }
  }

  private static func startsWord(_ place: Int, in text: [Character]) -> Bool {
    place == 0 || !(text[place - 1].isLetter || text[place - 1].isNumber)
  }
}
