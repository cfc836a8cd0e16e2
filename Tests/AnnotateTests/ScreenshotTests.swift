import Foundation
import TerminalKit
import Testing

@testable import Annotate

/// The pictures of the documents, from the frames of the golden tests.
///
/// `make screenshots` writes them; that they are the ones in `docs/screens` is checked here.
@Suite struct ScreenshotTests {
  private static let shown: [(situation: String, title: String, size: Size, theme: Theme)] = [
    ("queue", "The queue", Size(rows: 24, columns: 80), .dark),
    ("stage-one", "Stage one, on a field of several choices", Size(rows: 30, columns: 100), .dark),
    ("stage-two-arabic", "Stage two of an Arabic item", Size(rows: 30, columns: 100), .light),
    ("stage-two-japanese", "A Japanese item in 80 columns", Size(rows: 24, columns: 80), .dark),
    ("guideline", "The guideline beside an item", Size(rows: 30, columns: 100), .dark),
    ("items", "The list of one's items", Size(rows: 24, columns: 80), .light),
    ("palette", "The command palette", Size(rows: 30, columns: 100), .dark),
    ("feedback", "Feedback in training", Size(rows: 24, columns: 80), .dark),
    (
      "jury-card", "The jury's labels and reasons, after a commit", Size(rows: 30, columns: 100),
      .dark
    ),
    ("dispute-revealed", "An item in dispute", Size(rows: 30, columns: 100), .dark),
  ]

  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("docs/screens")

  @Test(arguments: shown.indices)
  func `a picture in the documents shows the screen as it is`(index: Int) throws {
    let (name, title, size, theme) = Self.shown[index]
    let situation = try #require(Situation.all.first { $0.name == name })
    let picture = try situation.frame(size).svg(title: title, theme: theme)
    let file = Self.folder.appendingPathComponent("\(name).svg")
    if ProcessInfo.processInfo.environment["RECORD_SCREENSHOTS"] != nil {
      try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: true)
      try Data(picture.utf8).write(to: file)
    } else {
      let kept = try String(contentsOf: file, encoding: .utf8)
      #expect(picture == kept, "\(name).svg is not as the screen: make screenshots")
    }
  }
}
