import Foundation
import TerminalKit
import Testing

@testable import Annotate

/// Every screen in every size, held against its drawing in `Frames/`.
///
/// `RECORD_FRAMES=1 swift test` writes the drawings anew, and fails: look at what changed, then run
/// the tests without it.
@Suite struct GoldenFrameTests {
  static let sizes = [
    Size(rows: 24, columns: 80), Size(rows: 30, columns: 100), Size(rows: 50, columns: 160),
  ]

  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Frames")

  @Test(arguments: Situation.all, sizes)
  func `a screen looks as it is drawn`(situation: Situation, size: Size) throws {
    let frame = try situation.frame(size)
    let drawing = frame.text + ["-- styles"] + frame.styleRows
    let file = Self.folder
      .appendingPathComponent("\(situation.name)@\(size.columns)x\(size.rows).txt")
    if ProcessInfo.processInfo.environment["RECORD_FRAMES"] != nil {
      try Data((drawing.joined(separator: "\n") + "\n").utf8).write(to: file)
      Issue.record("recorded \(file.lastPathComponent)")
      return
    }
    let drawn = try String(contentsOf: file, encoding: .utf8).split(
      separator: "\n",
      omittingEmptySubsequences: false
    ).dropLast().map(String.init)
    #expect(drawing.count == drawn.count)
    for (number, (row, wanted)) in zip(drawing, drawn).enumerated() where row != wanted {
      Issue.record("row \(number)\n  is    \(row)\n  drawn \(wanted)")
    }
  }

  @Test func `every drawing belongs to a screen`() throws {
    let names = Set(
      Situation.all.flatMap { situation in
        Self.sizes.map { "\(situation.name)@\($0.columns)x\($0.rows).txt" }
      }
    )
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
    #expect(Set(files).subtracting(names).isEmpty)
  }
}
