import AnnotationCore
import Foundation
import ProjectStore
import TerminalKit
import Testing

@testable import Annotate

@Suite struct RandomKeysTests {
  private static let keys: [Event] =
    "abcdefghijklmnopqrstuvwxyz123456789 ?CEUSFNQDORABHIPGJKLT:/#[]<>-_".map {
      .key(.character($0))
    }
    + "\u{301}中م👩ไ่".unicodeScalars.map { .key(.character(Character($0))) }
    + [
      Key.enter, .enter, .enter, .tab, .backTab, .escape, .backspace, .delete, .up, .down, .left,
      .right, .home, .end, .pageUp, .pageDown, .control("d"), .control("j"), .control("k"),
      .control("o"), .control("u"), .control("w"), .control("y"), .control("r"), .control("n"),
      .control("p"), .control("f"), .alt("b"), .alt("f"), .alt("u"), .alt("z"), .alt("r"),
      .alt("j"), .alt("k"), .function(1), .function(2), .function(3), .function(5), .unknown,
    ].map { .key($0) }
    + [(2, 3), (8, 60), (12, 20), (29, 10)].flatMap { row, column in
      [.press, .wheelDown, .wheelUp].map {
        .mouse(Mouse($0, at: Position(row: row, column: column)))
      }
    }
    + [.paste("a\u{202E}b\n\u{1B}[31m中"), .terminate, .resumed]
    + [(30, 100), (24, 80), (16, 64), (9, 33), (0, 0), (50, 200)].map {
      .resize(Size(rows: $0.0, columns: $0.1))
    }

  /// How many sequences there are in all: `RANDOM_SEQUENCES=10000` is what `make soak` runs.
  private static let sequences =
    ProcessInfo.processInfo.environment["RANDOM_SEQUENCES"].flatMap(Int.init) ?? 400

  /// Commits that this person has in force, by item and stage.
  private func labels(_ team: Team, _ items: [Item]) throws -> [Int64: Labels] {
    var commits: [Int64: Labels] = [:]
    for item in items {
      for said in try team.project.dossier(of: item.id, for: team.noor).annotations {
        if said.person == team.ana.id, case .commit(let labels) = said.act {
          commits[said.id] = labels
        }
      }
    }
    return commits
  }

  /// Items whose texts are a jumble of every script, of emoji, and of what is meant to do harm.
  private func jumble(using random: inout SplitMix64) -> [Item] {
    let pieces = [
      "word ", "क्षत्रिय ", "مرحبا ", "שלום ", "日本語", "ไทยแลนด์", "မြန်မာ", "தமிழ் ", "বাংলা ",
      "👩‍👩‍👧", "e\u{301}", "\u{202E}", "\u{1B}[31m", "\n", "\t", "(2004) ", "“x” ", "한국어 ", "\u{0}",
      "\u{FFFF}", "ﷺ", "Ⅷ", "\u{301}",
    ]
    return (0..<6).map { number in
      let text = { (count: Int, random: inout SplitMix64) in
        (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
      }
      return Item(
        id: "item-\(number)",
        language: ["ar", "en", "ja", "th"][number % 4],
        question: text(6, &random),
        answer: text(Int.random(in: 0...120, using: &random), &random),
        source: nil,
        model: nil
      )
    }
  }

  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func `random keys break nothing, and lose no committed label and no draft`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let items = jumble(using: &random)
    let team = try Team(items: items)
    let ana = Script(team, as: \.ana)
    ana.press("enter")
    ana.label()
    ana.label()
    var known = try labels(team, items)
    #expect(known.count == 4)
    for _ in 0..<(Self.sequences / 8) {
      for _ in 0..<Int.random(in: 2...12, using: &random) {
        let before = ana.effects.count
        ana.send(Self.keys.randomElement(using: &random) ?? .resumed)
        expectWhole(ana.frame, ana.app.size)
        let acts = ana.effects.dropFirst(before).filter(\.changesLabels)
        guard !acts.isEmpty else { continue }
        let now = try labels(team, items)
        // What was committed stays as it was said, until it is taken back or said anew.
        #expect(known.keys.count { now[$0] == nil } <= acts.count)
        #expect(now.count >= known.count - acts.count(where: \.takesBack))
        for (id, labels) in now where known[id] != nil { #expect(known[id] == labels) }
        known = now
      }
      try expectDraftKept(ana, team)
    }
    #expect(try labels(team, items) == known)
  }

  /// What stands in the form stands in the project as soon as a draft's time has come.
  private func expectDraftKept(_ ana: Script, _ team: Team) throws {
    ana.wait(milliseconds: 5_000)
    guard let state = ana.app.item, state.access == .open, ana.app.overlay == nil else { return }
    let kept = try team.draft(of: state.item.id, by: team.ana) ?? [:]
    #expect(kept == state.form.values)
  }

  @Test func `random keys of a lead break nothing`() throws {
    let noor = Script(try Team.inDispute(), as: \.noor)
    noor.press("D")
    var random = SplitMix64(seed: 9)
    for _ in 0..<300 {
      noor.send(Self.keys.randomElement(using: &random) ?? .resumed)
      expectWhole(noor.frame, noor.app.size)
    }
  }

  /// Every row is as wide as the screen, wide characters are whole, and the cursor is on the screen.
  private func expectWhole(_ frame: Frame, _ size: Size) {
    #expect(frame.size == size)
    let isWhole = (0..<size.rows).allSatisfy { row in
      let cells = frame.cells[(row * size.columns)..<((row + 1) * size.columns)]
      return cells.reduce(0) { $0 + $1.width } == size.columns
        && zip(cells, cells.dropFirst()).allSatisfy { ($0.width == 2) == ($1.width == 0) }
    }
    #expect(isWhole)
    guard let cursor = frame.cursor else { return }
    #expect((0..<size.rows).contains(cursor.row))
    #expect((0..<size.columns).contains(cursor.column))
  }
}

extension Effect {
  fileprivate var changesLabels: Bool {
    switch self {
    case .commit, .undo, .withdraw, .skip: true
    default: false
    }
  }

  fileprivate var takesBack: Bool {
    switch self {
    case .undo, .withdraw: true
    default: false
    }
  }
}
