import Foundation
import SafeText
import TerminalKit

// Measures laying out text, and writing in a long one.
// Usage: layout-benchmark ITEMS.jsonl

/// Milliseconds of each of so many runs.
func measure(_ count: Int, _ body: (Int) -> Void) -> [Double] {
  let clock = ContinuousClock()
  return (0..<count).map { number in
    let duration = clock.measure { body(number) }
    return Double(duration.components.attoseconds) / 1e15 + Double(duration.components.seconds)
      * 1e3
  }
}

func report(_ what: String, _ milliseconds: [Double], aim: String = "") {
  let ordered = milliseconds.sorted()
  let median = ordered[ordered.count / 2]
  let high = ordered[min(ordered.count - 1, ordered.count * 99 / 100)]
  let name = what.padding(toLength: 46, withPad: " ", startingAt: 0)
  print(
    name,
    String(format: "median %.2f  p99 %.2f ms  (n %d)", median, high, ordered.count),
    aim.isEmpty ? "" : " aim \(aim)"
  )
}

struct Sample: Decodable {
  var language: String
  var question: String
  var answer: String
}

let samples = try String(contentsOfFile: CommandLine.arguments[1], encoding: .utf8)
  .split(separator: "\n")
  .map { try JSONDecoder().decode(Sample.self, from: Data($0.utf8)) }

let byLanguage = Dictionary(grouping: samples, by: \.language)
for (language, samples) in byLanguage.sorted(by: { $0.key < $1.key }) {
  let all = samples.map { $0.question + " " + $0.answer }.joined(separator: " ")
  let text = String(
    repeatElement(all, count: 1 + 2000 / all.count).joined(separator: " ").prefix(1995)
  )
  let layout = TextLayout()
  // Another number each time, so that nothing is remembered.
  let times = measure(200) { number in
    _ = layout.lines("\(1000 + number) " + text, width: 58, locale: language)
  }
  report("layout of 2,000 characters, \(language)", times, aim: "1 ms")
}

for (name, separator) in [("paragraphs", "\n"), ("one paragraph", " ")] {
  var text = samples.map(\.answer).joined(separator: separator)
  while text.utf8.count < 100_000 { text += separator + text }
  text = String(decoding: text.utf8.prefix(100_000), as: UTF8.self)
  let layout = TextLayout()
  var buffer = TextBuffer("", maximum: 200_000)
  report(
    "paste of 100 kB in \(name)",
    measure(1) { _ in
      buffer.insert(text)
      _ = layout.lines(buffer.text, width: 58, locale: "en")
    }
  )
  buffer.move(to: buffer.count / 2)
  report(
    "  a letter in the middle of it",
    measure(100) { _ in
      buffer.insert("x")
      _ = layout.lines(buffer.text, width: 58, locale: "en")
    }
  )
  report(
    "  an arrow",
    measure(100) { _ in
      buffer.moveLeft()
      _ = layout.lines(buffer.text, width: 58, locale: "en")
    }
  )
}
