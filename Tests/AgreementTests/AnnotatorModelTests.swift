import AnnotationCore
import Testing

@testable import Agreement

@Suite struct AnnotatorModelTests {
  private func model(
    _ name: AnnotatorModel.Name,
    _ ratings: [Rating],
    order: [String]? = nil
  ) throws -> AnnotatorModel {
    let table = try RatingTable(ratings)
    let categories = try Categories(of: table, scale: .nominal, order: order)
    return annotatorModel(name, table, categories)
  }

  // Dawid and Skene (1979): 45 patients, five anaesthetists, the first three times. They estimate that
  // categories are as frequent as 0.40, 0.42, 0.11 and 0.07.
  @Test func `the anaesthetists' patients, as in Dawid and Skene 1979`() {
    let found = dawidSkene(anaesthetists, isOneCoin: false, until: StoppingRule())
    for (prior, published) in zip(found.priors, [0.40, 0.42, 0.11, 0.07]) {
      #expect((prior * 100).rounded() / 100 == published)
    }
    #expect(found.converged)
    // Each row of each matrix is a distribution.
    for matrix in found.confusions {
      for row in 0..<4 {
        #expect(abs(matrix[(row * 4)..<(row * 4 + 4)].reduce(0, +) - 1) < 1e-12)
      }
    }
  }

  // u1: x x y, u2: y y y, u3: x y ., u4: z z x. The majority: x, y, x (a tie: the first), z.
  // A gave x y x z: 4 of 4. B: x y y z: 3 of 4. C: y y . x: 1 of 3.
  // Wawa at u3: A weighs 1, B 3/4: x 4/7, y 3/7. At u1: x (1 + 3/4), y 1/3.
  @Test func `votes, alike and weighed by how often they are the majority's`() throws {
    let ratings = ratings(["A": "x y x z", "B": "x y y z", "C": "y y . x"])
    let majority = try model(.majority, ratings)
    #expect(majority.labels == [0, 1, 0, 2])
    #expect(majority.abilities == [1, 0.75, 1.0 / 3])
    let first: [Double] = [2.0 / 3, 1.0 / 3, 0]
    #expect(majority.posteriors.starts(with: first))
    let wawa = try model(.wawa, ratings)
    #expect(abs(wawa.posteriors[6] - 4.0 / 7) < 1e-15)
    #expect(abs(wawa.posteriors[0] - 1.75 / (1.75 + 1.0 / 3)) < 1e-15)
  }

  /// Five raters of whom the last answers at random, on 200 items.
  private func crowd(seed: UInt64) -> (ratings: [Rating], truth: [Int]) {
    var random = SplitMix64(seed: seed)
    let skill = [0.95, 0.85, 0.8, 0.7, 1.0 / 3]
    var truth: [Int] = []
    var ratings: [Rating] = []
    for item in 0..<200 {
      let right = Int.random(in: 0..<3, using: &random)
      truth.append(right)
      for rater in 0..<5 where Int.random(in: 0..<10, using: &random) < 8 {
        let isRight = Double.random(in: 0..<1, using: &random) < skill[rater]
        let label = isRight ? right : Int.random(in: 0..<3, using: &random)
        ratings.append(
          Rating(item: "i\(1000 + item)", rater: "r\(rater)", label: "l\(label)")
        )
      }
    }
    return (ratings, truth)
  }

  @Test(arguments: AnnotatorModel.Name.allCases)
  func `good raters are told from one who guesses, and most items are found`(
    name: AnnotatorModel.Name
  ) throws {
    let (ratings, truth) = crowd(seed: 5)
    let found = try model(name, ratings)
    #expect(found.abilities.indices.max { found.abilities[$0] < found.abilities[$1] } == 0)
    #expect(found.abilities.indices.min { found.abilities[$0] < found.abilities[$1] } == 4)
    let right = zip(found.labels, truth).count { $0 == $1 }
    #expect(Double(right) / Double(truth.count) > 0.85)
    #expect(found.converged)
    for item in truth.indices {
      #expect(abs(found.posteriors[(item * 3)..<(item * 3 + 3)].reduce(0, +) - 1) < 1e-9)
    }
  }

  @Test(arguments: AnnotatorModel.Name.allCases)
  func `the order of ratings changes nothing`(name: AnnotatorModel.Name) throws {
    var random = SplitMix64(seed: 1)
    let (ratings, _) = crowd(seed: 6)
    #expect(try model(name, ratings) == model(name, ratings.shuffled(using: &random)))
  }

  @Test(arguments: [AnnotatorModel.Name.oneCoin, .dawidSkene, .mace, .glad])
  func `the log likelihood only grows`(name: AnnotatorModel.Name) throws {
    let (ratings, _) = crowd(seed: 7)
    let table = try RatingTable(ratings)
    var last = -Double.infinity
    for iterations in 1...12 {
      let found = annotatorModel(
        name,
        table,
        Categories(nominal: table),
        until: StoppingRule(iterations: iterations, tolerance: 0)
      )
      let likelihood = try #require(found.logLikelihood)
      // MACE's smoothing is no part of its likelihood: it may lose a little by it.
      #expect(likelihood >= last - (name == .mace ? 0.05 : 1e-9))
      last = likelihood
    }
  }

  /// Four raters who are right on 20 to 80 of 100 items, on 110 items.
  private var poorRaters: Votes {
    var random = SplitMix64(seed: 74)
    let skill = (0..<4).map { _ in Double.random(in: 0.2..<0.8, using: &random) }
    var starts = [0]
    var raters: [Int32] = []
    var labels: [Int32] = []
    for _ in 0..<110 {
      let right = Int.random(in: 0..<3, using: &random)
      for rater in 0..<4 where Int.random(in: 0..<10, using: &random) < 8 {
        let isRight = Double.random(in: 0..<1, using: &random) < skill[rater]
        raters.append(Int32(rater))
        labels.append(Int32(isRight ? right : Int.random(in: 0..<3, using: &random)))
      }
      starts.append(raters.count)
    }
    return Votes(
      raterCount: 4,
      labelCount: 3,
      starts: starts,
      raterOf: raters,
      labelOf: labels
    )
  }

  @Test func `what has converged says the same however long it goes on`() throws {
    let end = dawidSkene(poorRaters, until: StoppingRule(iterations: 300, tolerance: -1))
    // By the likelihood alone it stops while one label of 110 is still to change.
    let flat = dawidSkene(poorRaters, until: StoppingRule(posteriorTolerance: .infinity))
    #expect(flat.converged && flat.iterations == 41)
    #expect(zip(flat.labels, end.labels).count { $0 != $1 } == 1)
    let found = dawidSkene(poorRaters)
    #expect(found.converged && found.labels == end.labels)
    #expect(try #require(found.change) < 1e-5)
    let short = dawidSkene(poorRaters, until: StoppingRule(iterations: 50))
    #expect(!short.converged && short.iterations == 50)
  }

  @Test(arguments: AnnotatorModel.Name.allCases)
  func `one label, one rater and one item break nothing`(name: AnnotatorModel.Name) throws {
    for ratings in [
      ratings(["A": "x x", "B": "x x"]), ratings(["A": "x y z"]), ratings(["A": "x", "B": "y"]),
    ] {
      let found = try model(name, ratings)
      #expect(found.posteriors.allSatisfy { $0.isFinite && $0 >= 0 && $0 <= 1 })
      #expect(found.abilities.allSatisfy { $0.isFinite })
    }
    // A tie goes to the first label of the order.
    let tied = ratings(["A": "x", "B": "y"])
    #expect(try model(.majority, tied, order: ["y", "x"]).labels == [0])
  }
}

@Suite struct AlternativeAnnotatorTests {
  // Three annotators and a juror; of item u1 … u4, against A:
  //   u1  A x, B x, C x, juror x   others of A: x x. S(juror) = 1, S(A) = 1: a tie
  //   u2  A x, B y, C y, juror y   S(juror) = 1, S(A) = 0: the juror
  //   u3  A x, B x, C y, juror y   S(juror) = 1/2, S(A) = 1/2: a tie
  //   u4  A x, B x, C x, juror z   S(juror) = 0, S(A) = 1: A
  // ρf = 3/4, ρh = 3/4.
  @Test func `who is nearer to the others, by hand`() throws {
    let table = try RatingTable(
      ratings(["A": "x x x x", "B": "x y x x", "C": "x y y x", "J": "x y y z"])
    )
    let test = AlternativeAnnotatorTest(
      table,
      juror: "J",
      annotators: ["A", "B", "C"],
      .init(epsilon: 0.2, minimumItems: 2)
    )
    let first = try #require(test.comparisons.first)
    #expect(first.annotator == "A")
    #expect(first.items == 4)
    #expect(first.juror == 0.75)
    #expect(first.human == 0.75)
    // With few items nothing can be shown.
    #expect(test.winningRate == 0)
    #expect(!test.passes)
  }

  /// Items on which juror and annotator win, tie or lose against the others, as ratings.
  private func table(humanWins: Int, ties: Int, jurorWins: Int) throws -> RatingTable {
    var ratings: [Rating] = []
    func add(_ count: Int, _ kind: String, human: String, juror: String) {
      for number in 0..<count {
        let item = "\(kind)\(number)"
        ratings.append(Rating(item: item, rater: "A", label: human))
        ratings.append(Rating(item: item, rater: "B", label: "x"))
        ratings.append(Rating(item: item, rater: "J", label: juror))
      }
    }
    add(humanWins, "h", human: "x", juror: "y")
    add(ties, "t", human: "x", juror: "x")
    add(jurorWins, "j", human: "y", juror: "x")
    return try RatingTable(ratings)
  }

  // Computed with scipy 1.12: ttest_1samp and wilcoxon(approx) of the differences less 0.2, 'less'.
  @Test(arguments: [
    (4, 20, 16, 9.238_614_813_254_371e-06), (4, 9, 7, 0.012_571_254_754_375_545),
  ])
  func `p-values are those of the tests`(human: Int, ties: Int, juror: Int, p: Double) throws {
    let test = AlternativeAnnotatorTest(
      try table(humanWins: human, ties: ties, jurorWins: juror),
      juror: "J",
      annotators: ["A", "B"]
    )
    let found = try #require(test.comparisons.first { $0.annotator == "A" })
    #expect(abs(found.p / p - 1) < 1e-9)
  }

  // Of item u1 … u3, against A, by the sum of squares to B and C:
  //   u1  A 1, B 3, C 5, juror 4    A: 4 + 16 = 20, juror: 1 + 1 = 2: the juror
  //   u2  A 4, B 3, C 5, juror 10   A: 1 + 1 = 2, juror: 49 + 25 = 74: A
  //   u3  A 3.0, B 2, C 4, juror 3  1 + 1 = 2 for both: a tie
  // As labels, no juror's is that of another: three ties with A, who agrees with nobody either.
  @Test func `numbers are nearer or farther, by hand`() throws {
    let table = try RatingTable(
      ratings(["A": "1 4 3.0", "B": "3 3 2", "C": "5 5 4", "J": "4 10 3"])
    )
    func test(_ numbers: [Double]?) -> AlternativeAnnotatorTest {
      AlternativeAnnotatorTest(
        table,
        juror: "J",
        annotators: ["A", "B", "C"],
        .init(minimumItems: 2),
        numbers: numbers
      )
    }
    let scores = test(try Categories.numbers(of: table))
    #expect(scores.alignment == .rmse)
    #expect(scores.comparisons[0].juror == 2.0 / 3 && scores.comparisons[0].human == 2.0 / 3)
    let labels = test(nil)
    #expect(labels.alignment == .accuracy)
    #expect(labels.comparisons[0].juror == 1 && labels.comparisons[0].human == 1)
  }

  @Test func `labels that are no numbers have no distance`() throws {
    let table = try RatingTable(ratings(["A": "1 yes"]))
    #expect(throws: CategoryError.notANumber("yes")) { try Categories.numbers(of: table) }
  }

  @Test func `annotators with too few items are named`() throws {
    let test = AlternativeAnnotatorTest(
      try table(humanWins: 1, ties: 2, jurorWins: 1),
      juror: "J",
      annotators: ["A", "B"]
    )
    #expect(test.leftOut == ["A": 4, "B": 4])
    #expect(test.winningRate == nil)
    #expect(test.averageAdvantage == nil)
  }

  // Benjamini and Yekutieli with m = 4: Σ 1/i = 25/12; limits k · 0.05 / (4 · 25/12) = k · 0.006.
  @Test(arguments: [
    ([0.001, 0.011, 0.5, 0.9], [true, true, false, false]),
    ([0.007, 0.013, 0.019, 0.025], [false, false, false, false]),
    ([0.020, 0.011, 0.017, 0.005], [true, true, true, true]), ([0.05], [true]), ([], []),
  ])
  func `the correction for many comparisons`(p: [Double], rejected: [Bool]) {
    #expect(AlternativeAnnotatorTest.rejected(p, rate: 0.05) == rejected)
  }

  @Test(arguments: [
    (-1.2, 29, 0.119_925_563_632_312_66), (2.5, 4, 0.966_616_727_594_006), (0, 10, 0.5),
    (-40, 30, 6.863_022_597_203_181e-28),
  ])
  func `Student's t, as scipy has it`(t: Double, degrees: Double, share: Double) {
    #expect(abs(Student.below(t, degrees: degrees) / share - 1) < 1e-10)
  }
}

@Suite struct ClassifierMeasuresTests {
  private func measures(_ right: [Int], _ given: [Int], labels: [String] = ["a", "b", "c"])
    -> ClassifierMeasures
  {
    var random = SplitMix64(seed: 1)
    return ClassifierMeasures(
      right: right,
      given: given,
      labels: labels,
      bootstrap: BootstrapPlan(resamples: 100),
      using: &random
    )
  }

  // Rows right, columns given: a 3 1 0, b 1 2 1, c 0 0 2; n = 10.
  //   accuracy 7/10; recalls 3/4, 2/4, 2/2: balanced 3/4; precisions 3/4, 2/3, 2/3
  //   F1 6/8, 4/7, 4/5; macro F1 (3/4 + 4/7 + 4/5) / 3
  //   Σ n_k. n_.k = 4·4 + 4·3 + 2·3 = 34; Matthews (10·7 - 34) / √((100 - 34)(100 - 36)) = 36 / √4224
  //   kappa (70 - 34) / (100 - 34) = 36/66
  @Test func `three classes, by hand`() {
    let found = measures([0, 0, 0, 0, 1, 1, 1, 1, 2, 2], [0, 0, 0, 1, 0, 1, 1, 2, 2, 2])
    let expected: [ClassifierMeasures.Name: Double] = [
      .accuracy: 0.7, .microF1: 0.7, .balancedAccuracy: 0.75, .macroRecall: 0.75,
      .macroPrecision: (0.75 + 2.0 / 3 + 2.0 / 3) / 3, .macroF1: (0.75 + 4.0 / 7 + 0.8) / 3,
      .weightedRecall: 0.7, .weightedPrecision: (3 + 8.0 / 3 + 4.0 / 3) / 10,
      .weightedF1: (4 * 0.75 + 4 * 4.0 / 7 + 2 * 0.8) / 10,
      .matthews: 36 / 4224.0.squareRoot(), .cohenKappa: 36.0 / 66,
    ]
    for (name, value) in expected {
      #expect(abs((found.values[name] ?? .nan) - value) < 1e-14, "\(name)")
    }
    #expect(found.classes.map(\.label) == ["a", "b", "c"])
    #expect(found.intervals[.accuracy]?.isEmpty == false)
  }

  @Test func `what is never given or never right has no precision or recall, and counts 0`() {
    let found = measures([0, 0, 1], [0, 0, 0], labels: ["a", "b", "unused"])
    #expect(found.classes.map(\.label) == ["a", "b"])
    #expect(found.classes[1].precision == nil)
    #expect(found.classes[1].recall == 0)
    #expect(found.values[.macroPrecision] == 1.0 / 3)
    #expect(found.values[.matthews] == nil)
  }

  @Test func `nothing to measure is nothing`() {
    #expect(measures([], []).values.isEmpty)
  }

  // 5 of 19: twice Σ C(19, k) / 2^19 for k ≤ 5 = 2 · 16664 / 524288 = 0.063568115234375; mid-p takes
  // C(19, 5) / 2^19 = 11628 / 524288 less.
  @Test func `McNemar, exact and mid-p`() {
    var random = SplitMix64(seed: 1)
    let first = [Bool](repeating: true, count: 14) + [Bool](repeating: false, count: 5)
    let found = PairedComparison(
      first: first + [true],
      second: first.map { !$0 } + [true],
      bootstrap: BootstrapPlan(resamples: 200),
      using: &random
    )
    #expect((found.onlyFirst, found.onlySecond) == (14, 5))
    #expect(abs(found.exact - 0.063_568_115_234_375) < 1e-12)
    #expect(abs(found.midP - (0.063_568_115_234_375 - 11628.0 / 524288)) < 1e-12)
    #expect(abs(found.difference - 9.0 / 20) < 1e-15)
    #expect(found.intervals.first.map { $0.lower < 0.45 && $0.upper > 0.45 } == true)
  }

  @Test func `two that do alike are not told apart`() {
    var random = SplitMix64(seed: 1)
    let found = PairedComparison(
      first: [true, false, true],
      second: [false, true, true],
      using: &random
    )
    #expect(found.exact == 1)
    #expect(found.difference == 0)
    #expect(found.midP == 0.5)
  }
}

/// Dawid and Skene (1979), table 1: for each of 45 patients the first anaesthetist's three ratings, then
/// one of each of the other four.
private let anaesthetists: Votes = {
  let table = """
    1111111 3334334 1122122 2223121 2223222 2223322 1222111 3333433 2222223 2322223 4444444
    2223343 1111111 2223212 1211111 1112111 1111111 1111111 2222221 2221322 2222222 2222221
    2223222 2212222 1111111 1111111 2322222 1111111 1111111 1121121 1111111 3333233 1111111
    2222222 2223232 4334343 2212232 2323233 3333432 1111111 1111111 1212111 2322222 1211111
    2222222
    """
  let patients = table.split(whereSeparator: \.isWhitespace)
  return Votes(
    raterCount: 5,
    labelCount: 4,
    starts: (0...patients.count).map { $0 * 7 },
    raterOf: patients.flatMap { _ in [0, 0, 0, 1, 2, 3, 4] },
    labelOf: patients.flatMap { $0.compactMap(\.wholeNumberValue).map { Int32($0 - 1) } }
  )
}()

@Suite struct MultiplicityTests {
  // Patients with the very same ratings are one item that counts as often.
  @Test func `equal items counted together are as apart`() {
    var places: [[Int32]: Int] = [:]
    var times: [Int] = []
    var raters: [Int32] = []
    var labels: [Int32] = []
    for item in 0..<anaesthetists.itemCount {
      let range = anaesthetists.starts[item]..<anaesthetists.starts[item + 1]
      let own = Array(anaesthetists.labelOf[range])
      if let place = places[own] {
        times[place] += 1
      } else {
        places[own] = times.count
        times.append(1)
        raters += anaesthetists.raterOf[range]
        labels += own
      }
    }
    let together = dawidSkene(
      Votes(
        raterCount: 5,
        labelCount: 4,
        starts: (0...times.count).map { $0 * 7 },
        raterOf: raters,
        labelOf: labels,
        multiplicities: times
      )
    )
    let apart = dawidSkene(anaesthetists)
    #expect(times.count < anaesthetists.itemCount)
    #expect(together.iterations == apart.iterations)
    #expect(zip(together.priors, apart.priors).allSatisfy { abs($0 - $1) < 1e-12 })
    for (one, other) in zip(together.abilities, apart.abilities) {
      #expect(abs(one - other) < 1e-12)
    }
  }
}
