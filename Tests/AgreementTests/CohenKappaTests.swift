import Agreement
import Testing

@Suite struct CohenKappaTests {
  @Test func `two judges of 200 cases have a kappa of 0.492, as in Cohen 1960, table 2`() throws {
    // Cohen, J. (1960), A coefficient of agreement for nominal scales, Educational and
    // Psychological Measurement 20(1), page 45. Rows 120, 60, 20; columns 100, 60, 40; N = 200.
    // po = (88 + 40 + 12) / 200 = 140 / 200 = 0.70
    // pe = (120 · 100 + 60 · 60 + 20 · 40) / 200² = 16400 / 40000 = 0.41
    // kappa = (0.70 - 0.41) / (1 - 0.41) = 0.29 / 0.59 = 29 / 59 = 0.49152…
    let table = try RatingTable(ratings(crossTable: [[88, 14, 18], [10, 40, 10], [2, 6, 12]]))
    let kappa = cohenKappa(table, "A", "B")
    #expect(rounds(kappa.value, to: 0.492, decimals: 3))
    #expect(rounds(kappa.value, to: 29.0 / 59.0, decimals: 12))
    #expect(kappa.observed == 0.70)
    #expect(kappa.expected == 0.41)
    #expect(kappa.items == 200)
    #expect(kappa.ratings == 400)
    #expect(kappa.raters == ["A", "B"])
  }

  // The 2 × 2 examples of Wikipedia, Cohen's kappa (grant proposals; equal po, other margins).
  // (20 5 / 10 15): po = 35/50 = 0.7, pe = (25·30 + 25·20)/2500 = 0.5, kappa = 0.2/0.5 = 0.4
  // (45 15 / 25 15): po = 60/100, pe = (60·70 + 40·30)/10000 = 0.54, kappa = 0.06/0.46 = 0.1304
  // (25 35 / 5 35): po = 60/100, pe = (60·30 + 40·70)/10000 = 0.46, kappa = 0.14/0.54 = 0.2593
  @Test(arguments: [
    ([[20, 5], [10, 15]], 0.4), ([[45, 15], [25, 15]], 0.1304), ([[25, 35], [5, 35]], 0.2593),
  ])
  func `kappa of textbook tables`(cells: [[Int]], expected: Double) throws {
    let table = try RatingTable(ratings(crossTable: cells))
    #expect(rounds(cohenKappa(table, "A", "B").value, to: expected, decimals: 4))
  }

  @Test func `only items that both rated enter`() throws {
    // Common: u1 (x x), u2 (x y), u3 (y y). po = 2/3; A: x 2, y 1; B: x 1, y 2;
    // pe = (2·1 + 1·2) / 9 = 4/9; kappa = (6/9 - 4/9) / (5/9) = 2/5.
    let table = try RatingTable(
      ratings(["A": "x x y z z .", "B": "x y y . . z", "C": ". . . z z z"])
    )
    let kappa = cohenKappa(table, "A", "B")
    #expect(kappa.value == .value(0.4))
    #expect(kappa.items == 3)
    #expect(kappa.ratings == 6)
  }

  @Test func `it does not matter who is named first`() throws {
    let table = try RatingTable(krippendorffC)
    let there = cohenKappa(table, "A", "C")
    let back = cohenKappa(table, "C", "A")
    #expect(there.value == back.value)
    #expect(there.raters == ["A", "C"])
    #expect(back.raters == ["C", "A"])
  }

  @Test func `a rater who always gives one label agrees exactly as often as chance`() throws {
    let table = try RatingTable(ratings(["A": "x x x x x x x", "B": "x x y x y z x"]))
    #expect(cohenKappa(table, "A", "B").value == .value(0))
  }

  @Test func `every pair that met is listed by name, and each is its own kappa`() throws {
    let table = try RatingTable(krippendorffC)
    let pairs = cohenKappaPairs(table)
    #expect(
      pairs.map(\.raters) == [
        ["A", "B"], ["A", "C"], ["A", "D"], ["B", "C"], ["B", "D"], ["C", "D"],
      ]
    )
    for pair in pairs {
      #expect(pair == cohenKappa(table, pair.raters[0], pair.raters[1]))
    }
  }

  @Test func `raters who never met are left out, those who met without a kappa are not`() throws {
    let table = try RatingTable(
      ratings(["A": "x x . . .", "B": "x x y . .", "C": ". . z x y", "D": ". . . . y"])
    )
    let pairs = cohenKappaPairs(table)
    #expect(pairs.map(\.raters) == [["A", "B"], ["B", "C"], ["C", "D"]])
    #expect(pairs[0].value == .undefined(.oneCategoryOnly(label: "x")))
    #expect(pairs[1].value == .value(0))
    #expect(pairs[2].value == .undefined(.oneCategoryOnly(label: "y")))
  }
}
