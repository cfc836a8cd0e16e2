import AnnotationCore
import ProjectStore
import TerminalKit
import Testing

@testable import Annotate

@Suite struct RandomKeysTests {
  private static let keys: [Event] =
    "abcdefghijklmnopqrstuvwxyz123456789 ?CEUSFNQDORABH".map { .key(.character($0)) }
    + "\u{301}中م👩ไ่".unicodeScalars.map { .key(.character(Character($0))) }
    + [
      Key.enter, .enter, .enter, .tab, .backTab, .escape, .backspace, .delete, .up, .down, .left,
      .right, .home, .end, .pageUp, .pageDown, .control("d"), .control("j"), .control("k"),
      .control("o"), .control("u"), .control("w"), .alt("b"), .alt("f"), .function(1), .unknown,
    ].map { .key($0) }
    + [.paste("a\u{202E}b\n\u{1B}[31m中"), .terminate, .resumed]
    + [(30, 100), (24, 80), (16, 64), (9, 33), (0, 0), (50, 200)].map {
      .resize(Size(rows: $0.0, columns: $0.1))
    }

  /// Commits that this person has in force, by item and stage.
  private func labels(_ team: Team, _ person: Person) throws -> [Int64: Labels] {
    var commits: [Int64: Labels] = [:]
    for item in sampleItems {
      for said in try team.project.dossier(of: item.id, for: team.noor).annotations {
        if said.person == person.id, case .commit(let labels) = said.act {
          commits[said.id] = labels
        }
      }
    }
    return commits
  }

  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func `500 random keys break nothing and lose no committed label`(seed: UInt64) throws {
    let team = try Team()
    let ana = Script(team, as: \.ana)
    ana.press("enter")
    ana.label()
    ana.label()
    var random = SplitMix64(seed: seed)
    var known = try labels(team, team.ana)
    #expect(known.count == 4)
    for _ in 0..<500 {
      let event = Self.keys.randomElement(using: &random) ?? .resumed
      let before = ana.effects.count
      ana.send(event)
      expectWhole(ana.frame, ana.app.size)
      let acts = ana.effects.dropFirst(before)
      guard acts.contains(where: \.changesLabels) else { continue }
      let now = try labels(team, team.ana)
      // What was committed stays as it was said, until it is taken back or said anew.
      let lost = known.keys.filter { now[$0] == nil }
      #expect(lost.count <= acts.count(where: \.changesLabels))
      #expect(now.count >= known.count - acts.count { $0 == .undo })
      for (id, labels) in now where known[id] != nil { #expect(known[id] == labels) }
      known = now
    }
    let kept = try labels(team, team.ana)
    #expect(kept == known)
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
    case .commit, .undo, .skip: true
    default: false
    }
  }
}
