import Fixtures
import SafeText
import Testing

@testable import RatingFiles

@Suite struct SpellingNumbersTests {
  /// What names of items look like, in the orders in which files have them.
  private static func sequences() -> [[String]] {
    let padded = (0..<3_000).map { "q" + String("0000\($0)".suffix(5)) }
    let counted = (0..<3_000).map { "item \($0)" }
    let long = (0..<3_000).map { "a name of more than sixteen bytes, \($0)" }
    let short = (0..<100).map(String.init)
    var found: [[String]] = []
    for names in [padded, counted, long, short, padded + counted + long] {
      let byItem = names.flatMap { [$0, $0, $0] }
      let byRater = names + names + names
      found += [byItem, byRater, Array(byItem.reversed())]
      // In order, then not; and in an order of no kind.
      found.append(
        names + names.enumerated().sorted { $0.0 * 7919 % 3001 < $1.0 * 7919 % 3001 }.map(\.1)
      )
      found.append(
        byItem.enumerated().sorted { $0.0 * 7919 % 9001 < $1.0 * 7919 % 9001 }.map(\.1) + names
      )
    }
    return found + [["", "a", "", "aa", "aaa", "a"], []]
  }

  @Test(arguments: sequences())
  func `a name has the number that a dictionary gives it`(names: [String]) {
    var numbers = NameNumbers(takesPlain: true)
    var known: [String: UInt32] = [:]
    for name in names {
      let expected = known[name] ?? UInt32(known.count)
      known[name] = expected
      let bytes = Array(name.utf8)
      let field = CSVReader.Field(start: 0, end: bytes.count)
      let number =
        numbers.number(of: field, in: bytes) ?? numbers.add(name, for: field, in: bytes)
      #expect(number == expected, "\(name)")
    }
    #expect(numbers.names == known.sorted { $0.value < $1.value }.map(\.key))
  }

  @Test func `spellings of one name have its number`() {
    var numbers = NameNumbers(takesPlain: true)
    func number(_ spelled: String) -> UInt32 {
      let bytes = Array(spelled.utf8)
      let field = CSVReader.Field(start: 0, end: bytes.count)
      return numbers.number(of: field, in: bytes)
        ?? numbers.add(spelled.tidied, for: field, in: bytes)
    }
    #expect(number(" yes") == 0 && number("yes") == 0 && number("yes\u{A0}") == 0)
    #expect(number("Jose\u{301}") == 1 && number("José") == 1 && number("no") == 2)
    #expect(numbers.names == ["yes", "José", "no"])
  }

  /// What is taken as it is, is what tidying leaves and the rule for names accepts.
  @Test func `a plain name is tidy and accepted`() {
    let signs = ["a", "Z", "0", " ", "  ", "-", "~", "\u{7F}", "\t", "é", "\u{A0}", "\n", "\""]
    for one in signs {
      for two in signs {
        for three in signs {
          let name = one + two + three
          let isPlain = Array(name.utf8).withUnsafeBytes(NameRule.isPlain)
          if isPlain {
            #expect(name.tidied == name && NameRule.foreign.problem(with: name) == nil)
          } else if name.utf8.allSatisfy({ $0 < 0x7F }) {
            #expect(name.tidied != name || NameRule.foreign.problem(with: name) != nil, "\(name)")
          }
        }
      }
    }
    let longest = [UInt8](repeating: 0x61, count: NameRule.foreign.longest)
    #expect(longest.withUnsafeBytes(NameRule.isPlain))
    #expect(!(longest + [0x61]).withUnsafeBytes(NameRule.isPlain))
    #expect(![UInt8]().withUnsafeBytes(NameRule.isPlain))
  }
}
