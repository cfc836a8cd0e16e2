import Agreement
import AnnotationCore
import Testing

/// Labels that mean the same on their scale are one label.
@Suite struct EqualLabelTests {
  private func measured(
    _ rows: KeyValuePairs<String, String>,
    _ scale: Scale,
    order: [String]? = nil
  ) throws -> [Coefficient.Name: Measure] {
    let table = try RatingTable(ratings(rows))
    let categories = try Categories(of: table, scale: scale, order: order)
    var unused = SplitMix64(seed: 1)
    let found = AgreementMeasurement(table, categories).coefficients(using: &unused)
    return Dictionary(found.map { ($0.name, $0.value) }) { first, _ in first }
  }

  @Test(arguments: [Scale.ordinal, .interval, .ratio])
  func `equal numbers are one label on a scale of numbers`(scale: Scale) throws {
    let found = try measured(["A": "1 2 3 10", "B": "1.0 02 3e0 +10"], scale)
    for name in [
      Coefficient.Name.percentAgreement, .krippendorffAlpha, .gwetAC1, .cohenKappa, .fleissKappa,
    ] {
      #expect(found[name] == .value(1), "\(name)")
    }
  }

  @Test func `on a nominal scale they are two, and that can be said`() throws {
    let table = try RatingTable(ratings(["A": "1 x", "B": "1.0 x"]))
    #expect(try measured(["A": "1 x", "B": "1.0 x"], .nominal)[.percentAgreement] == .value(0.5))
    let equal = try #require(Categories.equalNumbers(in: table))
    #expect(equal == ("1", "1.0"))
    #expect(Categories.equalNumbers(in: try RatingTable(ratings(["A": "1 2 x"]))) == nil)
  }

  @Test func `ranks count each number once, in the shortest spelling`() throws {
    let table = try RatingTable(ratings(["A": "1.0 2.50 03", "B": "1 2.5 3"]))
    let categories = try Categories(of: table, scale: .ordinal)
    #expect(categories.labels == ["1", "2.5", "3"])
    #expect(categories.values == [1, 2, 3])
  }

  @Test func `an order takes a number however it is written, and names none twice`() throws {
    let table = try RatingTable(ratings(["A": "1.0 2 3", "B": "1 2.0 3"]))
    #expect(
      try Categories(of: table, scale: .ordinal, order: ["3", "2", "1"]).labels == ["3", "2", "1"]
    )
    #expect(throws: CategoryError.orderedTwice("1.0")) {
      try Categories(of: table, scale: .ordinal, order: ["1", "2", "3", "1.0"])
    }
  }

  @Test func `equal sets are one label, in whatever order their choices stand`() throws {
    let found = try measured(["A": "a|b b c", "B": "b|a b c|c"], .sets)
    #expect(found[.percentAgreement] == .value(1))
    #expect(found[.krippendorffAlpha] == .value(1))
  }

  @Test(arguments: ["0x10", "inf", "nan", "1,5", "", "١"])
  func `only decimal digits are a number`(label: String) throws {
    let table = try RatingTable([
      Rating(item: "a", rater: "A", label: label), Rating(item: "a", rater: "B", label: "1"),
    ])
    #expect(throws: CategoryError.notANumber(label)) { try Categories(of: table, scale: .interval) }
  }
}
