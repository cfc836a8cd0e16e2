import AnnotationCore
import Foundation
import Measurement
import ProjectStore

// Measures what it costs to weigh the jury's votes when a lead decides.
//
//     weights-benchmark jury PROJECT    adds a jury of three with a verdict on each item
//     weights-benchmark lead PROJECT    decides disputes of `scope`, as the lead's screen does

let moment = Timestamp(rawValue: 1)
let one = Labels(
  values: [
    "category": .single("belief_expression"), "issue": .text("an issue"),
    "scope": .single("global"),
    "nature": .single("consensus"), "concerned_groups": .multiple([]),
    "stage_one_confidence": .scale(4),
  ]
)

func two(_ judgment: String) -> Labels {
  Labels(
    values: [
      "stance": .single("mixed"), "violations": .multiple([]), "judgment": .single(judgment),
      "stage_two_confidence": .scale(5),
      "rationale": .text(String(repeating: "It complies. ", count: 8)),
    ],
    criterion: "compliance"
  )
}

/// Jurors who err on one item of so many.
let errors = ["alder": 50, "birch": 10, "cedar": 4]

func addJury(to project: Project) throws {
  try project.register(
    jurors: errors.keys.sorted().map { Juror(name: $0, provider: .recorded(file: "r.jsonl")) },
    at: moment
  )
  let places = try project.readyItemChanges(since: nil).ready
  for start in stride(from: 0, to: places.count, by: 1000) {
    let items = try project.readyItems(at: Array(places[start..<min(start + 1000, places.count)]))
    try project.record(
      items.flatMap { item in
        errors.sorted { $0.key < $1.key }.map { juror, every in
          let isWrong = Int(item.place) % every == 0
          return NewReview(
            Review(
              id: 0,
              item: item.item,
              juror: juror,
              attempt: 1,
              outcome: .verdict(
                Verdict(stages: [one, two(isWrong ? "inappropriate" : "appropriate")])
              ),
              rawReply: String(repeating: "{\"judgment\":\"appropriate\"} ", count: 20),
              promptHash: "p",
              at: moment
            ),
            prompt: nil
          )
        }
      }
    )
  }
}

func decide(in project: Project) throws {
  guard let lead = try project.person(named: "noor") else { return }
  var measurement = JurorWeightsMeasurement(of: project)
  var slices: [Double] = []
  while measurement.isBehind { slices.append(try seconds { try measurement.advance(by: 50) }) }
  report("measured in idle moments, in all", slices.reduce(0, +), "\(slices.count) moments")
  report("  the longest moment", slices.dropFirst().max() ?? 0)
  report("  the first, which finds the items", slices.first ?? 0)
  let disputes = try project.disputedItems(for: lead).filter { $0.fields.contains("scope") }
  var times: [Double] = []
  for dispute in disputes.prefix(20) {
    times.append(
      try seconds {
        try project.adjudicateByRules(
          item: dispute.item,
          field: "scope",
          value: .single("global"),
          reason: "clear",
          lead: lead,
          juryRevealed: false,
          measuring: &measurement,
          at: moment
        )
      }
    )
  }
  times.sort()
  if !times.isEmpty {
    report("a lead's decision, median of \(times.count)", times[times.count / 2])
  }
  report("  the longest", times.last ?? 0)
  let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
  for line in status.split(separator: "\n") where line.hasPrefix("VmHWM") {
    print("  peak memory, \(line)")
  }
}

func seconds(_ work: () throws -> Void) rethrows -> Double {
  let start = ContinuousClock.now
  try work()
  return (ContinuousClock.now - start) / .seconds(1)
}

func report(_ what: String, _ seconds: Double, _ note: String = "") {
  let figure = "\((seconds * 10_000).rounded() / 10) ms"
  print(
    what.padding(toLength: 47, withPad: " ", startingAt: 0) + figure
      + (note.isEmpty ? "" : "  (\(note))")
  )
}

let arguments = CommandLine.arguments
if arguments.count == 3 {
  let project = try Project.open(at: arguments[2], by: Identity(user: NSUserName()))
  if arguments[1] == "jury" { try addJury(to: project) } else { try decide(in: project) }
}
