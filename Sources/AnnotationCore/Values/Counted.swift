/// A number with what it counts, such as `1 item` and `3 items`.
/// - Parameters:
///   - one: what one is called, with its verb where it has one, such as `item waits`.
///   - many: what several are called, where that is not `one` with an `s`, such as `items wait`.
package func counted(_ count: Int, _ one: String, _ many: String? = nil) -> String {
  "\(count) \(count == 1 ? one : many ?? one + "s")"
}
