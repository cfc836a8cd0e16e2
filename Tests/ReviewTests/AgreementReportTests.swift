import Agreement
import ArgumentParser
import Fixtures
import JSON
import Measurement
import ProjectStore
import RatingFiles
import SchemaValidation
import Testing

@testable import Review

/// What `review agreement` prints of a file: counts, pairs, differences, confusions, needed items.
@Suite struct AgreementReportTests {
  let place: Workplace
  let lines: [String]

  /// 24 items of two languages, rated by three of four raters each, but the last by one.
  init() throws {
    place = try Workplace()
    var lines = ["item,annotator,label,language"]
    for item in 0..<24 {
      for rater in 0..<4 where (item + rater) % 4 != 0 && (item < 23 || rater == 2) {
        let label = 1 + (item + (item % 5 == 0 ? rater : 0)) % 3
        lines.append("i\(item),r\(rater),\(label),\(item < 12 ? "en" : "fr")")
      }
    }
    lines.append("i0,r0,,en")
    self.lines = lines
  }

  private func document(_ options: String...) throws -> (
    document: AgreementDocument, json: JSONValue
  ) {
    let file = try place.write(lines, to: "ratings.csv")
    let command = try AgreementCommand.parse(
      ["--ratings", file, "--scale", "interval", "--resamples", "50"] + options
    )
    let read = try command.file.read(file)
    let found = try RatingsFileMeasurement(
      read.table,
      ofItems: read.ofItems,
      ofRaters: read.ofRaters,
      ofNeither: [],
      scale: command.scale ?? .nominal,
      order: nil,
      command.measuring.plan
    ).measured(by: command.by, byRater: command.byRater, confusions: command.confusion)
    let document = AgreementDocument(
      found,
      missing: read.missing,
      resampling: command.measuring.resampling.resampling,
      width: command.measuring.width
    )
    return (document, .object(found.members(command.measuring.resampling)))
  }

  @Test func `a report says of how many ratings it is, and with which seed`() throws {
    let text = try document("--seed", "7").document.text()
    #expect(
      text.hasPrefix(
        "24 items, 4 raters, 70 of 96 possible ratings, 1 label missing in the file; 1\nitem with a single rating."
      ),
      "\(text)"
    )
    #expect(
      text.hasSuffix("bootstrap over items, 95 %, 50\nresamples, seed 7.")
        || text.contains("seed 7")
    )
  }

  @Test func `every part fits eighty columns, and is as its schema has it`() throws {
    let (document, json) = try document(
      "--pairs",
      "--by",
      "language",
      "--differences",
      "--width",
      "0.1",
      "--confusion",
      "all"
    )
    let text = document.text()
    for line in text.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
    for said in [
      "pairs of raters\n", "differences\n", "items for an interval of width 0.1\n",
      "r0 (rows) and r1 (columns) · 12 items\n", "Cohen quadratic",
      "language=fr  language=en  alpha",
    ] { #expect(text.contains(said), "\(said)") }
    let report = SchemaValidator.Case(json.text, file: "agreement.schema.json")
    #expect(try SchemaValidator.problems(in: [report]) == [[]])
    let confusion = try #require(json["confusions"]?.elements?.first)
    #expect(confusion["items"] == .int(12))
    #expect(json["counts"]?.elements?.first?["single"] == .int(1))
    #expect(json["seed"] == .string("1"))
  }

  @Test func `so many parts are not all compared`() throws {
    let many =
      ["item,annotator,label,part"]
      + (0..<51).flatMap { ["i\($0),a,x,p\($0)", "i\($0),b,y,p\($0)"] }
    let file = try place.write(many, to: "parts.csv")
    let error = #expect(throws: CommandFailure.self) {
      try place.run(
        AgreementCommand.self,
        ["--ratings", file, "--by", "part", "--differences", "--resamples", "2"]
      )
    }
    #expect(error?.description.contains("51 parts of the items") == true)
  }

  @Test func `weighted pairs and values of an interval scale are said to be such`() throws {
    let rows = try document("--pairs").document.found.rows
    let weighted = rows.filter { $0.name == .cohenKappa && $0.weights == .quadratic }
    #expect(weighted.count == 6)
    #expect(weighted.allSatisfy { $0.weightsBy == .value && $0.value != nil })
    #expect(weighted[0].json["weights_by"] == .string("value"))
    #expect(weighted[0].csv.hasSuffix(",value,"))
    let ranked = try document("--pairs", "--weights-by", "rank").document.found.rows
    #expect(ranked.first { $0.weights == .linear }?.weightsBy == .rank)
  }

  @Test func `how many items an interval needs is told where it can be`() throws {
    let rows = try document("--width", "0.2").document.found.rows
    let alpha = try #require(rows.first { $0.name == .krippendorffAlpha })
    let error = try #require(alpha.standardError)
    let ratio = 2 * 1.959_963_984_540_054 * error / 0.2
    #expect(alpha.itemsNeeded == Int((Double(alpha.items) * ratio * ratio).rounded(.up)))
    #expect(rows.first { $0.name == .lightKappa }?.itemsNeeded == nil)
  }

  @Test(arguments: TableFormat.allCases)
  func `a name is only a name in every format`(format: TableFormat) throws {
    let hostile = #"**b** | \input{x} <img src=x> & [a](http://x.y) $1$ `c` www.x.y"#
    let rows = [["rater", "value"], [hostile, "-0.5"]]
    let text = [ReportPart.heading(hostile), .table(rows), .text(hostile)].rendered(as: format)
    switch format {
    case .text: #expect(text.contains(hostile))
    case .markdown:
      #expect(text.contains(#"| \*\*b\*\* \| \\input\{x\} &lt;img src\=x\>"#), "\(text)")
      #expect(text.contains(#"\[a\]\(http\://x.y\) \$1\$ \`c\` www\.x.y"#), "\(text)")
      #expect(text.contains("| -0.5 |") && text.contains("| :--- | ---: |"))
    case .latex:
      #expect(
        text.contains(#"\textbackslash{}input\{x\} \textless{}img src=x\textgreater{} \&"#),
        "\(text)"
      )
      #expect(text.contains(#"& $-$0.5 \\"#) && text.contains(#"\begin{tabular}{lr}"#))
      #expect(!text.contains("**") && text.contains(#"\$1\$"#))
    }
  }

  @Test func `tables for a paper have no drawings`() throws {
    let parts = try document("--by", "language", "--differences", "--pairs").document.parts
    for format in [TableFormat.markdown, .latex] {
      let text = parts.rendered(as: format)
      #expect(!text.contains("●") && !text.contains("┊"))
      #expect(text.contains("Conger") && text.contains("quadratic"))
    }
    let markdown = parts.rendered(as: .markdown)
    #expect(
      markdown.contains(
        "| coefficient | weights | value | SE | interval | items | raters | ratings |"
      )
    )
    #expect(markdown.contains("### language\\=en"))
  }

  @Test func `many labels are a list, the most frequent pair first`() throws {
    let table = try RatingTable(
      (0..<20).flatMap { item in
        [
          Rating(item: "i\(item)", rater: "A", label: "\(10 + item)"),
          Rating(item: "i\(item)", rater: "B", label: item == 0 ? "11" : "\(10 + item)"),
        ]
      } + [Rating(item: "j", rater: "A", label: "15"), Rating(item: "j", rater: "B", label: "15")]
    )
    let text = RaterConfusion(table, Categories(nominal: table), 0, 1).parts.rendered(as: .text)
    #expect(
      text.contains("A (rows) and B (columns) · 21 items\n A   B  items\n15  15      2"),
      "\(text)"
    )
  }

  @Test func `jurors whose errors offset are worth no more than there are`() throws {
    // Right labels x; each juror errs on items of its own.
    let ballots = ["a": "y x x x x x", "b": "x y x x x x", "c": "x x y x x x"].flatMap {
      juror,
      labels in
      labels.split(separator: " ").enumerated().map {
        JuryBallot(item: "i\($0.offset)", juror: juror, label: String($0.element))
      }
    }
    let right = Dictionary(uniqueKeysWithValues: (0..<6).map { ("i\($0)", "x") })
    let found = EffectiveJurors(ballots, votes: [], right: right)
    #expect((found.effective.number ?? 0) > 3)
    #expect(
      Judgement.worth(found)
        == " and err on different items: they are worth at least 3 independent ones"
    )
  }
}
