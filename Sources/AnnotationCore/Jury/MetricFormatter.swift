/// Numbers about a jury in few letters, as its watchers read them.
package enum MetricFormatter {
  /// A number in at most four letters, such as `3.4`, `120` or `1.2M`.
  package static func short(_ value: Double) -> String {
    func rounded(_ value: Double) -> String {
      value < 10 ? "\((value * 10).rounded() / 10)" : "\(Int(value.rounded()))"
    }
    if value >= 1e6 { return rounded(value / 1e6) + "M" }
    if value >= 1e4 { return rounded(value / 1e3) + "k" }
    return rounded(value)
  }

  /// An amount to four places, since a review often costs less than a hundredth.
  package static func money(_ cost: Money) -> String {
    let tenThousandths = (cost.billionths + 50_000) / 100_000
    let rest = String(tenThousandths % 10_000)
    return "\(tenThousandths / 10_000)." + String(repeating: "0", count: 4 - rest.count) + rest
  }

  /// A time that was given in seconds, such as `3 s`, `12 min`, `2 h 5 min` or `4 d`.
  package static func duration(_ seconds: Double) -> String {
    let whole = Int(min(seconds, 1e9).rounded(.up))
    if whole < 60 { return "\(whole) s" }
    if whole < 3600 { return "\(whole / 60) min" }
    if whole < 48 * 3600 { return "\(whole / 3600) h \(whole % 3600 / 60) min" }
    return "\(whole / 86_400) d"
  }
}
