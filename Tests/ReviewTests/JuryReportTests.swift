import ArgumentParser
import Fixtures
import Measurement
import Testing

@testable import Review

/// What commands about the jury print: at most eighty columns, and JSON as its schema has it.
@Suite struct JuryReportTests {
  let room: JuryRoom

  init() throws { room = try JuryRoom() }

  private func routing(_ options: String...) throws -> Routing {
    try JuryRouteCommand.parse([room.path] + options).routing()
  }

  @Test func `a judgement fits eighty columns, and is as its schema has it`() throws {
    let options = ["--resamples", "100", "--by", "language", "--by", "category"]
    let judgement = try JuryJudgeCommand.parse([room.path] + options).judgement()
    for line in judgement.text.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
    try expectAsSchema(judgement.json, "judgement")
    // It is always said how many of the jurors answered.
    #expect(judgement.text.contains("3 of 3 jurors on 8 items, 2 of 3 jurors on 6 items"))
  }

  @Test(arguments: ["majority", "weighted", "dawid-skene"])
  func `a ranking fits eighty columns, and is as its schema has it`(rule: String) throws {
    let routing = try routing("--rule", rule, "--human-accuracy", "0.8")
    for line in routing.text(top: 20).split(separator: "\n") {
      #expect(line.count <= 80, "\(line)")
    }
    #expect(routing.text(top: 3).contains("… and 11 more"))
    try expectAsSchema(routing.json, "routing")
    #expect(routing.csv.count == 15)
    #expect(routing.human.source == .given)
  }

  @Test func `shares fit eighty columns, and are as their schema has them`() throws {
    let shares = try JuryShareCommand.parse([room.path, "--by", "language"]).shares()
    for line in shares.text.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
    try expectAsSchema(shares.json, "shares")
    #expect(shares.text.contains("On 1 of the items without a human label, annotators disagree."))
  }
}
