/// A moment, in milliseconds since 1970-01-01T00:00:00Z.
package struct Timestamp: Hashable, Sendable, Codable, Comparable, RawRepresentable {
  package var rawValue: Int64

  package init(rawValue: Int64) { self.rawValue = rawValue }

  package static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }

  /// The moment so many milliseconds later.
  package func advanced(byMilliseconds milliseconds: Int64) -> Self {
    Timestamp(rawValue: rawValue + milliseconds)
  }

  /// The moment in UTC as `2026-11-21T03:52:41.000Z`.
  package var iso8601: String {
    let (days, milliseconds) = rawValue.quotientAndRemainderFlooring(dividingBy: 86_400_000)
    let (year, month, day) = Self.civil(daysSince1970: days)
    let seconds = milliseconds / 1000
    // Most of all moments have 24 characters, and a release has millions of them.
    if (0...9999).contains(year) {
      return String(unsafeUninitializedCapacity: 24) { bytes in
        func put(_ number: Int64, _ places: ClosedRange<Int>, _ end: Unicode.Scalar) {
          var rest = number
          for place in places.reversed() {
            bytes.initializeElement(at: place, to: UInt8(0x30 + rest % 10))
            rest /= 10
          }
          bytes.initializeElement(at: places.upperBound + 1, to: UInt8(ascii: end))
        }
        put(year, 0...3, "-")
        put(month, 5...6, "-")
        put(day, 8...9, "T")
        put(seconds / 3600, 11...12, ":")
        put(seconds / 60 % 60, 14...15, ":")
        put(seconds % 60, 17...18, ".")
        put(milliseconds % 1000, 20...22, "Z")
        return 24
      }
    }
    var text = ""
    func add(_ number: Int64, _ digits: Int, _ end: String) {
      let number = String(number)
      for _ in 0..<max(0, digits - number.utf8.count) { text += "0" }
      text += number
      text += end
    }
    add(year, 4, "-")
    add(month, 2, "-")
    add(day, 2, "T")
    add(seconds / 3600, 2, ":")
    add(seconds / 60 % 60, 2, ":")
    add(seconds % 60, 2, ".")
    add(milliseconds % 1000, 3, "Z")
    return text
  }

  /// Year, month and day of the proleptic Gregorian calendar.
  ///
  /// Source: H. Hinnant, "chrono-compatible low-level date algorithms", `civil_from_days`.
  private static func civil(daysSince1970: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let shifted = daysSince1970 + 719_468
    let (era, dayOfEra) = shifted.quotientAndRemainderFlooring(dividingBy: 146_097)
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (
      year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
      month: month,
      day: dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    )
  }
}

extension Int64 {
  fileprivate func quotientAndRemainderFlooring(dividingBy divisor: Int64) -> (Int64, Int64) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}
