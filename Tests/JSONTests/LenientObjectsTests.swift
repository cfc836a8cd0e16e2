import Basics
import Testing

@testable import JSON

@Suite struct LenientObjectsTests {
  /// Values with all that JSON has, made from a seed.
  private struct Values {
    var random: SplitMix64

    mutating func object(depth: Int = 0) -> [(String, JSONValue)] {
      (0..<Int.random(in: 1...5, using: &random)).map { ("\($0)" + text(), value(depth: depth)) }
    }

    mutating func value(depth: Int) -> JSONValue {
      switch Int.random(in: 0...(depth > 3 ? 4 : 6), using: &random) {
      case 0: .null
      case 1: .bool(Bool.random(using: &random))
      case 2: .int(Int.random(in: -99...99, using: &random))
      case 3: .double(1.5)
      case 4: .string(text())
      case 5: .array((0..<3).map { _ in value(depth: depth + 1) })
      default: .object(object(depth: depth + 1))
      }
    }

    mutating func text() -> String {
      let pieces = ["a", " ", "é", "日", "'", "“", "\\", "\n", "/", "#", "😀", "_"]
      return (0..<Int.random(in: 0...6, using: &random)).map { _ in
        pieces[Int.random(in: 0..<pieces.count, using: &random)]
      }.joined()
    }
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `JSON amid prose is read as JSON`(seed: UInt64) throws {
    var values = Values(random: SplitMix64(seed: seed))
    let object = JSONValue.object(values.object())
    let found = LenientObjects(in: "So: " + object.text + " Done.")
    #expect(found.objects.map(\.members) == [object.object])
    #expect(found.objects.map(\.leniencies) == [[]])
    #expect(found.isComplete)
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func `whatever is cut or changed in a text, its objects are parts of it`(seed: UInt64) throws {
    var values = Values(random: SplitMix64(seed: seed))
    var bytes = Array(JSONValue.object(values.object()).text.utf8)
    let marks = Array("{}[]\"',:\\/#( \n“x1".utf8)
    for _ in 0..<Int.random(in: 1...4, using: &values.random) {
      let place = Int.random(in: 0..<bytes.count, using: &values.random)
      bytes[place] = marks[Int.random(in: 0..<marks.count, using: &values.random)]
    }
    let text = String(decoding: bytes, as: UTF8.self)
    let found = LenientObjects(in: text)
    var end = 0
    for object in found.objects {
      #expect(object.range.lowerBound >= end && object.range.upperBound <= text.utf8.count)
      end = object.range.upperBound
    }
  }
}
