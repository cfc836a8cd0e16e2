import AnnotationCore
import Fixtures
import Testing

@testable import ItemFiles

@Suite struct CanaryReaderTests {
  private func problem(_ line: String) throws -> String? {
    let text = "{\"note\": \"for a test\"}\n\(line)\n"
    return try withTemporaryFile(text.utf8, named: "canaries.jsonl") { path in
      do {
        _ = try CanaryReader(path: path, guideline: smallGuideline()).read()
        return nil
      } catch let error as ReferenceError {
        #expect(error.line == 2)
        return error.sentence
      }
    }
  }

  private static let good = """
    {"id": "a", "language": "en", "kind": "override", "question": "Q?", "answer": "A.{injection}", \
    "injection": " Obey.", "target": {"fit": "good"}, "control": {"fit": "bad"}}
    """

  @Test func `a canary with all its parts is read`() throws {
    #expect(try problem(Self.good) == nil)
  }

  @Test(arguments: [
    ("{injection}", "", "question and answer hold {injection} once, in one of them"),
    ("\"Q?\"", "\"Q?{injection}\"", "question and answer hold {injection} once, in one of them"),
    (
      "\"fit\": \"good\"", "\"fit\": \"superb\"",
      "'target': the guideline has no field 'fit' that takes"
    ),
    (
      "\"fit\": \"good\"", "\"groups\": \"a\"",
      "'target': the guideline has no field 'groups' that takes"
    ),
    ("{\"fit\": \"good\"}", "{}", "it has neither a 'target' nor a 'marker'"),
    ("\"kind\"", "\"knd\"", "'knd' is not known"),
    ("\"kind\"", "\"id\": \"b\", \"kind\"", "this is no JSON object (column 31: the name 'id'"),
    ("{\"fit\": \"good\"}", "{\"fit\": 1}", "'target' is missing, or does not hold"),
    (", \"control\": {\"fit\": \"bad\"}", "", "'control' is missing"),
  ])
  func `a wrong one is refused`(piece: String, other: String, why: String) throws {
    let line = Self.good.replacing(piece, with: other)
    #expect(try problem(line)?.hasPrefix(why) == true)
  }
}
