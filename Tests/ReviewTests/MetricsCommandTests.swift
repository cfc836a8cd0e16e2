import Agreement
import ArgumentParser
import Fixtures
import Foundation
import JSON
import Testing

@testable import Review

@Suite struct MetricsCommandTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func write(_ name: String, _ text: String) throws -> String {
    let path = folder(name)
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    return path
  }

  private func measured(_ arguments: String...) throws -> JSONValue {
    let command = try MetricsCommand.parse(arguments)
    return try command.measure().json
  }

  private func refusal(_ arguments: String...) -> String {
    do {
      _ = try MetricsCommand.parse(arguments).measure()
      return "none"
    } catch { return MetricsCommand.message(for: error) }
  }

  private func number(_ value: JSONValue?, _ name: String) -> Double? {
    if case .double(let number)? = value?[name]?["value"] { return number }
    return nil
  }

  /// By hand: of 5 items a a a b b, given a a b b a.
  @Test func `measures are those of the definitions`() throws {
    let gold = try write("gold.csv", "item,label\n1,a\n2,a\n3,a\n4,b\n5,b\n")
    let given = try write("given.csv", "label;item\na;1\na;2\nb;3\nb;4\na;5\n")
    let found = try measured(gold, given, "--resamples", "0")
    let one = found["classifiers"]?.elements?.first
    let measures = one?["measures"]
    #expect(number(measures, "accuracy") == 3.0 / 5)
    #expect(number(measures, "balanced_accuracy") == (2.0 / 3 + 1.0 / 2) / 2)
    // F1 of a is 2 * 2 / (3 + 3), of b 2 * 1 / (2 + 2).
    #expect(number(measures, "macro_f1") == (4.0 / 6 + 2.0 / 4) / 2)
    #expect(one?["confusion"]?.elements?.count == 4)
    #expect(found["comparison"] == .null)
  }

  @Test func `two files are compared on the same items`() throws {
    let items = (1...40).map(String.init)
    func file(_ name: String, _ label: (Int) -> String) throws -> String {
      try write(
        name,
        "item,label\n" + items.enumerated().map { "\($0.element),\(label($0.offset))\n" }.joined()
      )
    }
    let gold = try file("gold.csv") { $0 % 2 == 0 ? "a" : "b" }
    let right = try file("right.csv") { $0 % 2 == 0 ? "a" : "b" }
    let wrong = try file("wrong.csv") { $0 < 10 ? "a" : $0 % 2 == 0 ? "a" : "b" }
    let found = try measured(gold, right, wrong)
    let comparison = found["comparison"]
    #expect(comparison?["only_first"] == .int(5) && comparison?["only_second"] == .int(0))
    #expect(comparison?["mcnemar_exact"] == .double(2 / 32.0))
    #expect(number(comparison?["differences"], "accuracy") == 5.0 / 40)
    let same = try measured(gold, right, right)
    #expect(number(same["comparison"]?["differences"], "macro_f1") == 0)
    #expect(same["comparison"]?["mcnemar_exact"] == .double(1))
  }

  @Test func `items that one file lacks are counted, with the first of them`() throws {
    let gold = try write("gold.csv", "item,label\n" + (1...9).map { "\($0),a\n" }.joined())
    let given = try write("given.csv", "item,label\n8,a\n9,b\nx,a\n")
    #expect(
      refusal(gold, given)
        == """
        7 items of \(gold) have no label in \(given): 1, 2, 3, 4, 5 and 2 more.
        1 item of \(given) has no label in \(gold): x.
        Give them a label, or measure the items in common with --common.
        """
    )
    let found = try measured(gold, given, "--common", "--resamples", "0")
    #expect(found["items"] == .int(2) && found["left_out"] == .int(8))
    let other = try write("other.csv", "item,label\ny,a\n")
    #expect(refusal(gold, other, "--common").hasPrefix("The files have no item in common."))
  }

  @Test func `what is wrong in a file is said with its line`() throws {
    let gold = try write("gold.csv", "item,label\n1,a\n2,b\n")
    let twice = try write("twice.csv", "item,label\n1,a\n2,b\n1,b\n")
    #expect(
      refusal(gold, twice)
        == "\(twice):4: The item '1' is there already, on line 2. Keep one label of each item."
    )
    let missing = try write("missing.csv", "item,label\n1,NA\n2,b\n")
    #expect(refusal(gold, missing).hasPrefix("\(missing):2: The label 'NA' looks like a missing"))
    let named = try write("named.csv", "item,guess\n1,a\n2,b\n")
    #expect(refusal(gold, named).contains("There is no column 'label'."))
    #expect(
      try measured(gold, named, "--label", "guess", "--gold-label", "label")["items"] == .int(2)
    )
    #expect(refusal(gold, gold, gold, gold).contains("At most two files of labels are compared."))
  }

  @Test func `a text names every measure and the test`() throws {
    let gold = try write("gold.csv", "item,label\n1,a\n2,a\n3,b\n4,b\n")
    let given = try write("given.csv", "item,label\n1,a\n2,b\n3,b\n4,b\n")
    let text = MetricsText.text(try MetricsCommand.parse([gold, given, gold]).measure())
    for words in ["accuracy             0.750", "right \\ given  a  b", "McNemar: p 1.000 exact"] {
      #expect(text.contains(words), "\(words) in \(text)")
    }
    #expect(text.split(separator: "\n").allSatisfy { $0.contains("/") || $0.count <= 80 })
  }

  @Test func `the measures of each class have intervals as those of all have`() throws {
    let items = (1...60).map { "\($0),\($0 % 3 == 0 ? "a" : "b")\n" }.joined()
    let given = (1...60).map { "\($0),\($0 % 4 == 0 ? "a" : "b")\n" }.joined()
    let found = try measured(
      write("gold.csv", "item,label\n" + items),
      write("given.csv", "item,label\n" + given),
      "--resamples",
      "200"
    )
    let classes = found["classifiers"]?.elements?.first?["classes"]?.elements ?? []
    #expect(classes.count == 2)
    for one in classes {
      for name in ["precision", "recall", "f1"] {
        guard case .double(let value)? = one[name],
          case .double(let lower)? = one["intervals"]?[name]?["lower"],
          case .double(let upper)? = one["intervals"]?[name]?["upper"]
        else {
          Issue.record("\(name) has no interval")
          continue
        }
        #expect(lower <= value && value <= upper && lower < upper)
      }
    }
  }
}

@Suite struct AltTestCandidateTests {
  private let folder: TemporaryFolder
  private let ratings: String

  init() throws {
    folder = try TemporaryFolder()
    var lines = ["item,annotator,label"]
    for item in 0..<40 {
      for rater in 0..<3 { lines.append("i\(item),r\(rater),\(10 * item + rater)") }
    }
    ratings = folder("ratings.csv")
    try Data(lines.joined(separator: "\n").utf8).write(to: URL(fileURLWithPath: ratings))
  }

  private func candidate(_ name: String, _ lines: [String]) throws -> String {
    let path = folder(name)
    let text = (["item,label"] + lines).joined(separator: "\n")
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    return path
  }

  private func tests(_ arguments: String...) throws -> [AlternativeAnnotatorTest] {
    try AltTestCommand.parse(["--ratings", ratings] + arguments).tests()
  }

  private func refusal(_ arguments: String...) -> String {
    do {
      _ = try AltTestCommand.parse(arguments).tests()
      return "none"
    } catch { return AltTestCommand.message(for: error) }
  }

  @Test func `a candidate's labels may stand in a file of their own`() throws {
    let near = try candidate("near.csv", (0..<40).map { "i\($0),\(10 * $0 + 1)" })
    let found = try tests("--candidate", near, "--alignment", "rmse")
    #expect(found.map(\.juror) == ["near"])
    #expect(found[0].comparisons.map(\.annotator) == ["r0", "r1", "r2"])
    // It is in the middle of the others, as r1 is.
    #expect(found[0].passes && found[0].comparisons.allSatisfy { $0.juror == 1 })
    let text = AltTestReport.text(found)
    #expect(text.contains("< 0.001"), "\(text)")
    let far = try candidate("far.csv", (0..<40).map { "i\($0),-5" })
    #expect(try !tests("--candidate", far, "--alignment", "rmse")[0].passes)
  }

  @Test func `a candidate that cannot be compared is refused`() throws {
    let other = try candidate("other.csv", ["x,1"])
    #expect(
      refusal("--ratings", ratings, "--candidate", other)
        == "other has no item of \(ratings). Do both files name items alike?"
    )
    let rater = try candidate("r0.csv", ["i1,1"])
    #expect(
      refusal("--ratings", ratings, "--candidate", rater).hasPrefix(
        "'r0' is a rater of \(ratings) already."
      )
    )
    let words = try candidate("words.csv", ["i1,good"])
    #expect(
      refusal("--ratings", ratings, "--candidate", words, "--alignment", "rmse")
        == "The label 'good' is no number; take --alignment accuracy."
    )
    #expect(
      refusal("project.xvw", "--field", "judgment", "--candidate", words)
        .contains("--candidate is for --ratings FILE.csv.")
    )
  }
}
