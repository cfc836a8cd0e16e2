import Agreement
import Fixtures
import Foundation
import Testing

@testable import RatingFiles

@Suite struct RatingFileTests {
  private func read(_ bytes: [UInt8]) throws -> RatingFile {
    try withTemporaryFile(bytes, named: "ratings.csv") { try RatingFile(path: $0) }
  }

  private func read(_ text: String) throws -> RatingFile { try read(Array(text.utf8)) }

  private func problem(_ text: String) -> String {
    do {
      _ = try read(text)
      return "none"
    } catch let error as RatingFileError {
      return (error.line.map { "\($0): " } ?? "")
        + "\(error)".split(separator: "csv:")[1]
        .drop { $0 == " " || $0.isNumber || $0 == ":" }
    } catch { return "\(error)" }
  }

  @Test func `ratings are read in any order of columns and lines, with quotes and line breaks`()
    throws
  {
    let file = try read(
      "label,item,language,annotator\r\nyes,\"a,1\",en,ana\r\n\"n\"\"o\n\",\"a,1\",en,ben\r\n\r\n"
        + "yes,b,fr,ana"
    )
    #expect(file.table.items == ["a,1", "b"])
    #expect(file.table.raters == ["ana", "ben"])
    #expect(file.table.labels == ["n\"o\n", "yes"])
    #expect(file.attributes.map(\.name) == ["language"])
    #expect(file.attributes[0].values == ["en", "fr"])
  }

  @Test func `an empty label is a missing rating, and a byte order mark is passed over`() throws {
    let file = try read("\u{FEFF}item,annotator,label\na,x,1\na,y,\nb,y,2\n")
    #expect(file.missing == 1)
    #expect(file.table.ratingCount == 2)
  }

  @Test(arguments: [
    ("", "The file is empty."),
    ("item,annotator,label\n", "There is no rating in it"),
    ("item,annotator,label\na,x,\n", "There is no rating in it"),
    ("item,label\na,1\n", "1: There is no column 'annotator'. The first line names: item, label."),
    ("item,annotator,rater,label\n", "1: The column 'annotator' is there twice."),
    ("item,annotator,label\na,x\n", "2: This line has 2 fields, the first line 3."),
    ("item,annotator,label\n\na,x,1,2\n", "3: This line has 4 fields"),
    ("item,annotator,label\n,x,1\n", "2: The field 'item' is empty."),
    ("item,annotator,label\na,,1\n", "2: The field 'annotator' is empty."),
    ("item,annotator,label\na,x,\"1\n", "2: A quoted field does not end."),
    ("item,annotator,label\na,x,\"1\"2\n", "2: Text follows a quoted field."),
    (
      "item,annotator,label,g\na,x,1,u\nb,x,1,u\na,y,1,v\n", "4: The column 'g' says something else"
    ),
    (
      "item,annotator,label\na,x,1\nb,x,1\na,y,1\na,x,2\n",
      "5: “x” rated item “a” twice, as “1” and as “2”"
    ),
  ])
  func `what is wrong is said with its line`(text: String, said: String) {
    #expect(problem(text).hasPrefix(said), "\(problem(text))")
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

  @Test func `a record across the edge of what is read at once comes whole`() throws {
    let long = String(repeating: "é", count: 200_000)
    let file = try read("item,annotator,label\n\(long),x,1\n\(long),y,\"\(long)\"\nb,x,2\n")
    #expect(file.table.items == ["b", long])
    #expect(file.table.labels == ["1", "2", long])
  }
}
