import AnnotationCore
import ProjectStore
import SafeText
import TerminalKit
import Testing

@testable import Annotate

/// A lead watches the jury.
@Suite struct JuryWatchTests {
  /// The row of a juror, its blanks made single.
  private func row(_ script: Script, _ name: String) -> String? {
    script.screen.first { $0.contains(name) }.map { line in
      line.split(separator: " ").joined(separator: " ")
    }
  }

  @Test func `a lead sees how far each juror is`() throws {
    let noor = Script(try Team.withJuryAtWork(), as: \.noor)
    noor.press("J")
    #expect(noor.shown.contains("A run is under way · the last review came 4 s ago"))
    let alder = try #require(row(noor, "alder"))
    #expect(alder.hasPrefix("alder 12/12 █") && alder.hasSuffix("done 1.1M 0.0000 0 0"))
    let birch = try #require(row(noor, "birch"))
    #expect(birch.hasPrefix("birch 7/12 █") && birch.contains("░"))
    #expect(birch.hasSuffix(" 14/min 22 s 4872 0.0126 1 0"))
    noor.press("esc")
    #expect(noor.app.queue != nil)
  }

  @Test func `an annotator is told that it is for leads`() throws {
    let ana = Script(try Team.withJuryAtWork(), as: \.ana)
    ana.press("J")
    #expect(ana.footer == " Only leads watch the jury.")
    #expect(ana.effects.isEmpty)
  }

  @Test func `it looks again every second, and stays scrolled as it is`() throws {
    let team = try Team.withJuryAtWork(others: 30)
    let noor = Script(team, as: \.noor)
    noor.press("J down j down j")
    let scroll = try #require(noor.app.juryMonitor?.scroll)
    #expect(scroll == 4)
    try team.review("en-8", by: "birch")
    noor.wait(milliseconds: 400)
    #expect(row(noor, "birch")?.contains("7/12") == true)
    noor.wait(milliseconds: 700)
    #expect(row(noor, "birch")?.contains("8/12") == true)
    #expect(noor.app.juryMonitor?.scroll == scroll)
    let due = try #require(noor.app.watchDue(now: team.clock))
    #expect((900...App.watchDelay).contains(due), "it is looked at again a second after that")
  }

  @Test func `what was counted once is not counted again`() throws {
    let team = try Team.withJuryAtWork()
    let noor = Script(team, as: \.noor)
    noor.press("J")
    for number in 8...12 {
      try team.review("en-\(number)", by: "birch", tokens: 10)
      noor.wait(milliseconds: 1000)
    }
    let anew = try team.project.juryWatch(for: team.noor, at: team.clock)
    #expect(noor.app.juryMonitor?.watch.jurors.map(\.progress) == anew.jurors.map(\.progress))
  }

  @Test
  func `only the open screen is looked at again, and a look that fails is not asked for at once`()
    throws
  {
    let team = try Team.withJuryAtWork()
    let noor = Script(team, as: \.noor)
    #expect(noor.app.watchDue(now: team.clock) == nil)
    noor.press("J")
    var app = noor.app
    team.wait(milliseconds: 5000)
    #expect(app.watchDue(now: team.clock) == 0)
    #expect(app.watchAgain(now: team.clock) == [.watchJury(since: noor.app.juryMonitor?.watch)])
    #expect(app.watchDue(now: team.clock) == App.watchDelay)
    #expect(
      app.watchDue(now: Timestamp(rawValue: 0)) == App.watchDelay,
      "a clock that was set back"
    )
    noor.press("q")
    app = noor.app
    #expect(app.watchDue(now: team.clock) == nil)
    #expect(app.watchAgain(now: team.clock).isEmpty)
  }

  @Test(arguments: [64, 80, 100, 160, 300])
  func `every row fits, whatever the names and the reasons are`(columns: Int) throws {
    let noor = Script(
      try Team.withJuryAtWork(),
      as: \.noor,
      size: Size(rows: 24, columns: columns)
    )
    noor.press("J")
    #expect(noor.screen.allSatisfy { displayWidth($0) <= columns })
    #expect(!noor.shown.contains("\u{1B}"))
    for word in ["done", "rate", "left", "errors"] { #expect(noor.shown.contains(word)) }
    #expect(noor.shown.contains("a-family"))
  }

  @Test func `lines say the same`() throws {
    let talk = try Talk(Team.withJuryAtWork(), as: \.noor)
    talk.say(":jury")
    #expect(talk.lastSaid.first?.hasPrefix("A run is under way") == true)
    #expect(
      talk.lastSaid.contains {
        $0.hasPrefix("birch: 7 of 12, ")
          && $0.hasSuffix("4872 tokens, cost 0.0126, 1 refused, 0 errors")
      }
    )
    #expect(talk.lastSaid.contains { $0.hasSuffix("on en-11, failed: HTTP 503: overloaded") })
    try talk.team.review("en-8", by: "birch")
    talk.say("")
    #expect(talk.lastSaid.contains { $0.hasPrefix("birch: 8 of 12, ") })
    talk.say("what")
    #expect(talk.refusal == "Enter refreshes, :queue returns.")
    talk.say(":queue")
    #expect(talk.app.queue != nil)
  }

  @Test func `lines tell an annotator why not`() throws {
    let talk = try Talk(Team.withJuryAtWork())
    talk.say(":queue", ":jury")
    #expect(talk.refusal == "Only leads watch the jury.")
  }
}
