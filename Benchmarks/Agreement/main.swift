import Agreement
import Foundation

// Measures the statistics on a matrix of ratings: items by raters, one byte each, 255 where missing.
// Usage: agreement-benchmark MATRIX RATERS LABELS coefficients|dawid-skene

let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: CommandLine.arguments[1])))
let raters = Int(CommandLine.arguments[2]) ?? 1
let labelCount = Int(CommandLine.arguments[3]) ?? 1
let clock = ContinuousClock()

func seconds(_ body: () -> Void) -> Double {
  let duration = clock.measure(body)
  return Double(duration.components.attoseconds) / 1e18 + Double(duration.components.seconds)
}

/// The memory that the process has now, and had at most, in MB.
func memory(_ key: String) -> Double {
  let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
  let line = status.split(separator: "\n").first { $0.hasPrefix(key) } ?? ""
  return (Double(line.split(whereSeparator: \.isWhitespace).dropFirst().first ?? "0") ?? 0) / 1024
}

func report(_ what: String, _ figures: String) {
  print(what.padding(toLength: 46, withPad: " ", startingAt: 0), figures)
}

let raterNames = (0..<raters).map { "r\($0)" }
let labelNames = (0..<labelCount).map { "\($0)" }
var table: RatingTable?
let loading = seconds {
  var builder = RatingTableBuilder()
  for item in 0..<(bytes.count / raters) {
    let name = "i\(item)"
    for rater in 0..<raters where bytes[item * raters + rater] != 255 {
      builder.add(
        Rating(
          item: name,
          rater: raterNames[rater],
          label: labelNames[Int(bytes[item * raters + rater])]
        )
      )
    }
  }
  table = try? builder.table()
}
guard let table else { exit(1) }
let size = Double(table.byteCount) / 1_048_576
report(
  "ours: table of \(table.ratingCount) ratings",
  String(format: "%.2f s to build from names, %.0f MB (ratings alone)", loading, size)
)
let before = memory("VmRSS")

struct Generator: RandomNumberGenerator {
  var state: UInt64 = 1

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

let categories = Categories(nominal: table)
if CommandLine.arguments[4] == "coefficients" {
  for resamples in [0, 1000] {
    var random = Generator()
    var found: [Coefficient] = []
    let time = seconds {
      let plan = resamples > 0 ? BootstrapPlan(resamples: resamples) : nil
      found = AgreementMeasurement(table, categories, AgreementOptions(bootstrap: plan))
        .coefficients(using: &random)
    }
    let values = found.compactMap { coefficient in
      coefficient.value.number.map { "\(coefficient.name.rawValue) \($0)" }
    }
    report(
      "ours: six coefficients, \(resamples) resamples",
      String(format: "%.3f s, %.0f MB more", time, memory("VmRSS") - before)
    )
    if resamples == 0 { print("  " + values.joined(separator: ", ")) }
  }
} else {
  var model: AnnotatorModel?
  let time = seconds {
    model = annotatorModel(
      .dawidSkene,
      table,
      categories,
      until: StoppingRule(iterations: 10, tolerance: 0)
    )
  }
  report(
    "ours: Dawid-Skene, \(model?.iterations ?? 0) iterations",
    String(format: "%.3f s, %.0f MB more", time, memory("VmHWM") - before)
  )
}
