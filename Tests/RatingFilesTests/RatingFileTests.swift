import Agreement
import Fixtures
import Foundation
import Testing

@testable import RatingFiles

@Suite struct RatingFileTests {
  private func read(
    _ bytes: [UInt8],
    _ change: (inout RatingForm) -> Void = { _ in }
  ) throws -> RatingFile {
    var form = RatingForm()
    change(&form)
    return try withTemporaryFile(bytes, named: "ratings.csv") { try RatingFile(path: $0, form) }
  }

  private func read(
    _ text: String,
    _ change: (inout RatingForm) -> Void = { _ in }
  ) throws -> RatingFile { try read(Array(text.utf8), change) }

  private func problem(
    _ bytes: [UInt8],
    _ change: (inout RatingForm) -> Void = { _ in }
  ) -> String {
    do {
      _ = try read(bytes, change)
      return "none"
    } catch let error as RatingFileError {
      return (error.line.map { "\($0): " } ?? "")
        + "\(error)".split(separator: "ratings.csv:", maxSplits: 1)[1]
        .drop { $0 == " " || $0.isNumber || $0 == ":" }
    } catch { return "\(error)" }
  }

  private func problem(
    _ text: String,
    _ change: (inout RatingForm) -> Void = { _ in }
  ) -> String { problem(Array(text.utf8), change) }

  /// What each line says of whom: `item rater label`.
  private func ratings(_ file: RatingFile) -> [String] {
    var found: [String] = []
    let table = file.table
    table.forEachRating { item, rater, label in
      found.append("\(table.items[item]) \(table.raters[rater]) \(table.labels[label])")
    }
    return found
  }

  @Test func `ratings are read in any order of columns and lines, with quotes and line breaks`()
    throws
  {
    let file = try read(
      "label,item,language,annotator\r\nyes,\"a,1\",en,ana\r\n\"n\"\"o\nt\",\"a,1\",en,ben\r\n\r\n"
        + "yes,b,fr,ana"
    )
    #expect(file.table.items == ["a,1", "b"])
    #expect(file.table.raters == ["ana", "ben"])
    #expect(file.table.labels == ["n\"o t", "yes"])
    #expect(file.ofItems.map(\.name) == ["language"])
    #expect(file.ofItems[0].values == ["en", "fr"])
    #expect(file.ofRaters.isEmpty && file.leftOut.isEmpty)
  }

  @Test func `an empty label is a missing rating, and a byte order mark is passed over`() throws {
    let file = try read("\u{FEFF}item,annotator,label\na,x,1\na,y,\na,z, \nb,y,2\n")
    #expect(file.missing == 2)
    #expect(file.table.ratingCount == 2)
  }

  /// What spreadsheets and other programs make of one small file.
  @Test(arguments: [
    "item,annotator,label\na,x,yes\nb,y,no\n", "item;annotator;label\na;x;yes\nb;y;no\n",
    "item\tannotator\tlabel\na\tx\tyes\nb\ty\tno\n", "sep=;\nitem;annotator;label\na;x;yes\nb;y;no",
    "sep=,\r\nitem,annotator,label\r\na,x,yes\r\nb,y,no\r\n",
    "\u{FEFF}sep=\t\ritem\tannotator\tlabel\ra\tx\tyes\rb\ty\tno",
    "item,annotator,label\ra,x,yes\rb,y,no\r", "Item, Annotator, Label\na, x, yes\nb, y, no\n",
    "ITEM;RATER;LABEL\na;x;yes\nb;y;no\n", "item,annotator,label\na,x,yes\n,,\n\nb,y,no\n,,\n",
    "item,annotator,label,,\na,x,yes,,\nb,y,no,,\n", "item,annotator,label\na,x,yes,,\nb,y,no\n",
    ",item,annotator,label\n0,a,x,yes\n1,b,y,no\n",
    "\"item\",\"annotator\",\"label\"\n\"a\",\"x\",\"yes\"\n\"b\" ,\"y\", \"no\"\n",
    "item,annotator,label\n a ,x\u{A0},\"yes \"\nb,\ty, no\t\n",
    "item,annotator,\"la;bel\",label\na,x,,yes\nb,y,,no\n",
  ])
  func `a file is read however a spreadsheet wrote it`(text: String) throws {
    #expect(ratings(try read(text)) == ["a x yes", "b y no"])
  }

  /// Records that are read eight bytes at a time, and what ends that.
  @Test(arguments: ["\n", "\r\n", "\r"])
  func `a long file is read the same, whatever ends its lines`(end: String) throws {
    var lines = ["item,annotator,label,text"]
    var expected: [String] = []
    for item in 0..<40_000 {
      let name = item % 997 == 0 ? "\"the \"\"item\"\", \(item)\"" : "item-\(item)"
      let plain = item % 997 == 0 ? "the \"item\", \(item)" : "item-\(item)"
      let label = item % 3 == 0 ? "a much longer label" : "b"
      lines.append("\(name),ana,\(label),\(item % 1_000 == 0 ? "\"x\(end)y\"" : "")")
      if item % 5_000 == 0 { lines += ["", ",,,", "\(name), ben,\(label),,"] }
      expected.append("\(plain) ana \(label)")
      if item % 5_000 == 0 { expected.append("\(plain) ben \(label)") }
    }
    let file = try read(lines.joined(separator: end) + end)
    #expect(ratings(file) == expected.sorted())
    // The line of an error counts line breaks in quotes and empty lines.
    let at = lines.count + 40 + 1
    #expect(
      problem((lines + ["item-1,cleo"]).joined(separator: end))
        == "\(at): This line has 2 fields, the first line 4. Quote fields that hold a comma."
    )
  }

  @Test func `columns may be named`() throws {
    let text = "task,worker,answer,item\na,x,yes,1\nb,y,no,1\n"
    let file = try read(text) { form in
      form.item = "task"
      form.annotator = " worker"
      form.label = "answer"
    }
    #expect(ratings(file) == ["a x yes", "b y no"])
    #expect(
      problem(text) {
        $0.item = "task"
        $0.label = "task"
        $0.annotator = "worker"
      }
        == "1: The column 'task' is named for two things. Items, annotators and labels have one each."
    )
    #expect(problem(text) { $0.item = "unit" }.hasPrefix("1: There is no column 'unit'."))
  }

  @Test func `each annotator may have a column`() throws {
    let text = "item,language,ana,ben,\nq1,en,yes,no,\nq2,fr,,yes,\n"
    let named = try read(text) { $0.wide = .named(["ana", "ben"]) }
    #expect(ratings(named) == ["q1 ana yes", "q1 ben no", "q2 ben yes"])
    #expect(named.missing == 1)
    #expect(named.ofItems.map(\.name) == ["language"])
    #expect(named.ofItems[0].values == ["en", "fr"])
    let all = try read("ana;ben\nyes;no\n\n;yes\n") {
      $0.wide = .all
      $0.item = "#"
    }
    #expect(ratings(all) == ["line 2 ana yes", "line 2 ben no", "line 4 ben yes"])
    #expect(problem(text) { $0.wide = .named(["ana", "cleo"]) }.contains("no column 'cleo'"))
    #expect(problem(text) { $0.wide = .named(["ana", "ana"]) }.contains("is there twice"))
    #expect(problem("x,ana\n1,2\n") { $0.wide = .all }.contains("no column 'item'"))
  }

  @Test func `a rating that is repeated is refused, or the first or the last counts`() throws {
    let text = "item,annotator,label\na,x,1\na,x,3\nb,x,1\na,y,1\na,x,2\n"
    #expect(problem(text).hasPrefix("3: “x” rated item “a” twice, as “1” and as “3”; "))
    let first = try read(text) { $0.repeats = .first }
    #expect(ratings(first) == ["a x 1", "a y 1", "b x 1"])
    #expect(first.repeated == 2)
    // A label that nobody has any more would count as one to choose from.
    #expect(first.table.labels == ["1"])
    let last = try read(text) { $0.repeats = .last }
    #expect(ratings(last) == ["a x 2", "a y 1", "b x 1"])
    let none = try read("item,annotator,label\na,x,1\na,y,1\n") { $0.repeats = .first }
    #expect(none.repeated == 0)
  }

  @Test(arguments: [
    "NA", "nan", "NaN", "None", "null", "NULL", "N/A", "#N/A", "<NA>", ".", "*", " NA ",
  ])
  func `a label that looks like a missing rating is asked for`(code: String) throws {
    let text = "item,annotator,label\na,x,yes\na,y,\(code)\nb,x,no\nb,y,-99\n"
    let tidy = code.filter { $0 != " " }
    #expect(
      problem(text)
        == "3: The label '\(tidy)' looks like a missing rating. If it is one, say --missing \(tidy); "
        + "if all labels count as they are, say --missing ''."
    )
    #expect(ratings(try read(text) { $0.missing = [tidy, "-99"] }) == ["a x yes", "b x no"])
    #expect(try read(text) { $0.missing = [tidy, "-99"] }.missing == 2)
    #expect(try read(text) { $0.missing = [] }.table.ratingCount == 4)
  }

  @Test func `all codes that are met are named, and words are none`() throws {
    #expect(
      problem("item,annotator,label\na,x,NA\na,y,nan\nb,x,NA\nb,y,1\n")
        .contains("say --missing NA,nan;")
    )
    let words = "item,annotator,label\na,x,none\na,y,-\nb,x,?\nb,y,n\n"
    #expect(try read(words).table.ratingCount == 4)
  }

  @Test func `other columns tell something of items, of raters, of both or of neither`() throws {
    let file = try read(
      """
      item,annotator,label,language,region,site,at,
      a,x,1,en,north,s,10:00,1
      a,y,2,en,south,s,10:01,2
      b,x,1,,north,s,10:02,3
      b,y,1,fr,,s,10:03,4
      c,z,1,de,,s,10:04,5
      """
    )
    #expect(file.ofItems.map(\.name) == ["language", "site"])
    #expect(file.ofItems[0].values == ["en", "fr", "de"])
    #expect(file.ofRaters.map(\.name) == ["region", "site"])
    #expect(file.ofRaters[0].values == ["north", "south", nil])
    #expect(file.leftOut.map(\.name) == ["at"])
    #expect(file.leftOut[0].item == "a" && file.leftOut[0].line == 3)
  }

  @Test(arguments: [
    ("", "The file is empty."), ("\u{FEFF}", "The file is empty."),
    ("\n\r\n", "The file is empty."),
    ("item,annotator,label\n", "There is no rating in it"),
    ("item,annotator,label\na,x,\n", "There is no rating in it"),
    (
      "item,worker_id,label\na,1,1\n",
      "1: There is no column 'annotator'. The first line names: item, worker_id, label. Columns other "
        + "than item, annotator and label are named with --item, --annotator, --label and --wide, such "
        + "as --annotator worker_id."
    ),
    ("item,annotator,rater,label\n", "1: The column 'annotator' is there twice."),
    ("item,annotator,label\na,x\n", "2: This line has 2 fields, the first line 3."),
    ("item,annotator,label\n\na,x,1,2\n", "3: This line has 4 fields"),
    ("item,annotator,label\n,x,1\n", "2: The field 'item' is empty."),
    ("item,annotator,label\na,,1\n", "2: The field 'annotator' is empty."),
    ("item,annotator,label\na,x,1\n\u{A0},x,1\n", "3: The field 'item' is empty."),
    ("item,annotator,label\na,x,\"1\n", "2: A quoted field does not end."),
    ("item,annotator,label\na,x,\"1\"2\n", "2: Text follows a quoted field."),
    (
      "item,annotator,label\na\u{200B},x,1\n", "2: The field 'item' cannot be told apart by eye: it"
    ),
    ("item,annotator,label\na,x\u{202E},1\n", "2: The field 'annotator' cannot be told apart"),
    ("item,annotator,label\na,x,1\na,y,1\u{0}\n", "3: The field 'label' cannot be told apart"),
    ("item,annotator,label\na,\u{1B}[2J,1\n", "2: The field 'annotator' cannot be told apart"),
    ("[{\"item\": 1}]", "1: This is JSON, and ratings are read from CSV."),
    ("{\"item\": 1}\n{\"item\": 2}\n", "1: This is JSON, and ratings are read from CSV."),
    (
      "item,annotator,label\na,x,1\nb,x,1\na,y,1\na,x,2\n",
      "5: “x” rated item “a” twice, as “1” and as “2”"
    ),
    (
      "item,annotator,label\na,x,\"1\n1\"\na,y,\n\na,x,2\n",
      "6: “x” rated item “a” twice, as “1 1” and as “2”"
    ),
  ])
  func `what is wrong is said with its line`(text: String, said: String) {
    #expect(problem(text).hasPrefix(said), "\(problem(text))")
  }

  @Test func `an id that is too long is refused`() {
    let long = String(repeating: "é", count: 1001)
    #expect(
      problem("item,annotator,label\n\(long),x,1\n").contains(
        "it has 1001 characters, and may have"
      )
    )
  }

  /// A name that looks like another is the other.
  @Test(arguments: [
    ("José", "Jose\u{301}"), ("ana b", "ana  b"), ("ana b", "ana\u{A0}b"), ("ana", "ana\u{3000}"),
    ("한", "\u{1112}\u{1161}\u{11AB}"),
  ])
  func `names that look alike are one`(one: String, other: String) throws {
    let file = try read(
      "item,annotator,label\n\(one),\(one),\(one)\nb,\(other),\(other)\n\(other),y,\(one)\n"
    )
    #expect(file.table.raters.count == 2 && file.table.items.count == 2)
    #expect(file.table.labels.count == 1)
    #expect(
      problem("item,annotator,label\na,\(one),1\na,\(other),1\n").hasPrefix("3: “\(one)” rated")
    )
  }

  @Test(
    arguments: [
      ([0xFF, 0xFE, 0x69, 0x00], "it is UTF-16; save it as UTF-8"),
      ([0xFE, 0xFF, 0x00, 0x69], "it is UTF-16; save it as UTF-8"),
      ([0xFF, 0xFE, 0, 0, 0x69, 0, 0, 0], "it is UTF-32; save it as UTF-8"),
      ([0x1F, 0x8B, 0x08, 0x00], "it is compressed by gzip; unpack it first"),
      ([0x50, 0x4B, 0x03, 0x04], "it is a ZIP archive, as spreadsheets (.xlsx) are"),
    ] as [([UInt8], String)]
  )
  func `a file of another kind is named`(bytes: [UInt8], said: String) {
    #expect(problem(bytes).hasPrefix("The file cannot be read: \(said)"), "\(problem(bytes))")
  }

  @Test func `a file that is not UTF-8, or not there, is refused`() throws {
    let error = #expect(throws: RatingFileError.self) {
      try read(Array("item,annotator,label\na,x,".utf8) + [0xE9, 0x0A])
    }
    #expect(error?.problem == .notUTF8)
    #expect(error?.line == 2)
    let missing = #expect(throws: RatingFileError.self) {
      try RatingFile(path: "/nowhere/ratings.csv")
    }
    #expect(missing?.problem == .cannotRead("there is no such file; check its name"))
    let folder = #expect(throws: RatingFileError.self) { try RatingFile(path: "/") }
    #expect(
      folder?.description == "/: The file cannot be read: it is a folder; name a file."
    )
  }

  @Test(arguments: [
    "two words.csv", "it's \"quoted\".csv", "line\nbreak.csv", "-dash.csv", "\u{202E}bidi.csv",
    "100%41.csv", "file:x.csv", "日本.csv", String(repeating: "x", count: 250) + ".csv",
  ])
  func `a file is read whatever it is called, and named in errors`(name: String) throws {
    let folder = try TemporaryFolder()
    let path = folder(name)
    try Data("item,annotator,label\na,x,1\n".utf8).write(to: URL(fileURLWithPath: path))
    let file = try RatingFile(path: path)
    #expect(file.table.ratingCount == 1)
    try Data("item\n".utf8).write(to: URL(fileURLWithPath: path))
    let error = #expect(throws: RatingFileError.self) { try RatingFile(path: path) }
    #expect(error?.description.hasPrefix(path + ":1: ") == true)
  }

  @Test func `a pipe is read once, and a repeated rating in it has its line`() throws {
    let folder = try TemporaryFolder()
    let path = folder("pipe")
    #expect(mkfifo(path, 0o600) == 0)
    let writer = Thread {
      let text = "item,annotator,label\na,x,1\na,x,2\n"
      try? text.write(toFile: path, atomically: false, encoding: .utf8)
    }
    writer.start()
    let error = #expect(throws: RatingFileError.self) { try RatingFile(path: path) }
    #expect(error?.line == 3)
  }

  @Test func `a record across the edge of what is read at once comes whole`() throws {
    let long = String(repeating: "é", count: 200_000)
    let file = try read(
      "item,annotator,label,text\nc,x,1,\(long)\nc,y,\"\(String(repeating: " ", count: 300_000))2\",\n"
        + "b,x,2,\"\(long)\"\"\n\"\n"
    )
    #expect(file.table.items == ["b", "c"])
    #expect(file.table.labels == ["1", "2"])
    #expect(file.ofItems[0].values == ["\(long)\"", long])
  }

  @Test func `a quote that never ends is found after a bounded length`() {
    let text = "item,annotator,label\na,\"x,1\n" + String(repeating: "a,x,1\n", count: 2_000_000)
    #expect(problem(text) == "2: A record is longer than 10000000 bytes. Is a quote not closed?")
  }
}
