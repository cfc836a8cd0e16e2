/// How a terminal shows text: who puts it in order, and how wide it is.
package struct TextDisplay: Hashable, Sendable {
  /// Who puts right-to-left text in order, where nothing is said of its script.
  package var bidi: BidiSetting
  /// Who does so for some scripts.
  package var bidiByScript: [Script: BidiSetting]
  /// Who draws vowel signs where they belong, where nothing is said of their script.
  package var signs: SignOrder
  /// Who does so for some scripts.
  package var signsByScript: [Script: SignOrder]
  package var widths: WidthTable

  package init(
    bidi: BidiSetting = .reorder,
    bidiByScript: [Script: BidiSetting] = [:],
    signs: SignOrder = .asWritten,
    signsByScript: [Script: SignOrder] = [:],
    widths: WidthTable = .libc
  ) {
    self.bidi = bidi
    self.bidiByScript = bidiByScript
    self.signs = signs
    self.signsByScript = signsByScript
    self.widths = widths
  }

  /// Who draws a sign where it belongs.
  func signs(for scalar: Unicode.Scalar) -> SignOrder {
    guard !signsByScript.isEmpty else { return signs }
    return Script(of: scalar).flatMap { signsByScript[$0] } ?? signs
  }

  /// Who puts a text in order that reads from the right.
  func bidi(for units: [UInt16]) -> BidiSetting {
    guard !bidiByScript.isEmpty else { return bidi }
    let script = units.lazy.compactMap { Unicode.Scalar($0) }.compactMap { scalar in
      Script(of: scalar).flatMap { [.arabic, .hebrew].contains($0) ? $0 : nil }
    }.first
    return script.flatMap { bidiByScript[$0] } ?? bidi
  }
}
