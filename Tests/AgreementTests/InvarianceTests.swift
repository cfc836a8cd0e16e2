import Agreement
import AnnotationCore
import Testing

/// What must not change a coefficient: ratings with gaps, twelve seeds.
@Suite struct InvarianceTests {
  @Test(arguments: 1...12)
  func `labels may be renamed`(seed: UInt64) throws {
    // The new names also sort differently: l0, l1, … become e, d, …
    let names = ["l0": "e", "l1": "d", "l2": "c", "l3": "b", "l4": "a"]
    let ratings = randomRatings(seed: seed)
    let renamed = ratings.map {
      Rating(item: $0.item, rater: $0.rater, label: names[$0.label] ?? $0.label)
    }
    let before = try numbers(ratings)
    let after = try numbers(renamed)
    #expect(after.pairs == before.pairs)
    // Sums over labels run in another order then: the last bits of what is not whole may differ.
    for (one, other) in zip(before.table, after.table) {
      #expect(abs(one - other) < 1e-14)
    }
  }

  @Test(arguments: 1...12)
  func `items may be renamed`(seed: UInt64) throws {
    let ratings = randomRatings(seed: seed)
    // i0, i1, … become 100, 99, …, which sort differently.
    let renamed = ratings.map {
      Rating(
        item: "\(100 - (Int($0.item.dropFirst()) ?? 0))",
        rater: $0.rater,
        label: $0.label
      )
    }
    #expect(try numbers(renamed) == numbers(ratings))
  }

  @Test(arguments: 1...12)
  func `raters may be renamed, which reorders the pairs and no more`(seed: UInt64) throws {
    let names = ["r0": "z", "r1": "y", "r2": "x", "r3": "w", "r4": "v", "r5": "u"]
    let ratings = randomRatings(seed: seed)
    let renamed = ratings.map {
      Rating(item: $0.item, rater: names[$0.rater] ?? $0.rater, label: $0.label)
    }
    let before = try numbers(ratings)
    let after = try numbers(renamed)
    #expect(after.table == before.table)
    #expect(after.pairs.sorted() == before.pairs.sorted())
  }

  @Test(arguments: 1...12)
  func `ratings may come in any order`(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let ratings = randomRatings(seed: seed)
    #expect(try numbers(ratings.shuffled(using: &generator)) == numbers(ratings))
  }

  @Test(arguments: 1...12)
  func `every item twice changes neither percent agreement nor kappa`(seed: UInt64) throws {
    let ratings = randomRatings(seed: seed)
    let copies = ratings.map {
      Rating(item: "copy of \($0.item)", rater: $0.rater, label: $0.label)
    }
    let once = try numbers(ratings)
    let twice = try numbers(ratings + copies)
    #expect(twice.table.first == once.table.first)
    #expect(twice.pairs == once.pairs)
  }

  @Test(arguments: 1...12)
  func `no coefficient is above 1, and shares lie between 0 and 1`(seed: UInt64) throws {
    let table = try RatingTable(randomRatings(seed: seed))
    let all = [percentAgreement(table), krippendorffAlpha(table)] + cohenKappaPairs(table)
    #expect(all.count > 2)
    for coefficient in all {
      let value = try #require(coefficient.value.number)
      #expect(value.isFinite && value <= 1)
      for share in [coefficient.observed, coefficient.expected].compactMap(\.self) {
        #expect((0...1).contains(share))
      }
    }
  }
}

/// The values of all coefficients: those of the whole table, and the kappas of its pairs.
private struct Numbers: Equatable {
  var table: [Double]
  var pairs: [Double]
}

private func numbers(_ ratings: [Rating]) throws -> Numbers {
  let table = try RatingTable(ratings)
  return Numbers(
    table: [percentAgreement(table), krippendorffAlpha(table)].compactMap(\.value.number),
    pairs: cohenKappaPairs(table).compactMap(\.value.number)
  )
}

/// What theory says of coefficients beside one another.
@Suite struct RelationTests {
  private func value(
    _ name: Coefficient.Name,
    _ ratings: [Rating],
    _ scale: Scale = .nominal
  ) throws -> Double {
    let table = try RatingTable(ratings)
    var random = SplitMix64(seed: 1)
    let found = AgreementMeasurement(table, try Categories(of: table, scale: scale))
      .coefficients(using: &random)
    return try #require(found.first { $0.name == name }?.value.number)
  }

  /// Two raters of 30 items without gaps.
  private func pair(seed: UInt64) -> [Rating] {
    var random = SplitMix64(seed: seed)
    return (0..<30).flatMap { item -> [Rating] in
      let truth = Int.random(in: 1...4, using: &random)
      return ["A", "B"].map { rater in
        let label = Bool.random(using: &random) ? truth : Int.random(in: 1...4, using: &random)
        return Rating(item: "\(item)", rater: rater, label: "\(label)")
      }
    }
  }

  // Alpha draws its pairs without replacement: of n ratings, De is larger by n / (n - 1). So 1 - alpha is
  // (1 - pi) (n - 1) / n, and alpha tends to pi as n grows.
  @Test(arguments: 1...10)
  func `alpha of two raters without gaps is Scott's pi, corrected for few ratings`(
    seed: UInt64
  ) throws {
    let ratings = pair(seed: seed)
    let alpha = try value(.krippendorffAlpha, ratings)
    let pi = try value(.scottPi, ratings)
    #expect(abs((1 - alpha) - (1 - pi) * 59 / 60) < 1e-12)
    let many = (0..<50).flatMap { copy in
      ratings.map { Rating(item: "\(copy)-\($0.item)", rater: $0.rater, label: $0.label) }
    }
    #expect(abs(try value(.krippendorffAlpha, many) - value(.scottPi, many)) < 1e-3)
    #expect(abs(try value(.scottPi, many) - pi) < 1e-12)
  }

  @Test(arguments: 1...10)
  func `Fleiss' kappa of two raters without gaps is Scott's pi`(seed: UInt64) throws {
    let ratings = pair(seed: seed)
    #expect(abs(try value(.fleissKappa, ratings) - value(.scottPi, ratings)) < 1e-12)
  }

  @Test(arguments: [Coefficient.Name.fleissKappa, .gwetAC1, .brennanPrediger])
  func `every item twice changes nothing`(name: Coefficient.Name) throws {
    let ratings = randomRatings(seed: 11)
    let copies = ratings.map {
      Rating(item: "copy of \($0.item)", rater: $0.rater, label: $0.label)
    }
    #expect(abs(try value(name, ratings) - value(name, ratings + copies)) < 1e-12)
  }

  @Test func `a rater who repeats another raises agreement, and one who guesses lowers it`() throws
  {
    let ratings = pair(seed: 3)
    var random = SplitMix64(seed: 8)
    let echo = ratings.filter { $0.rater == "A" }
      .map { Rating(item: $0.item, rater: "C", label: $0.label) }
    let guess = echo.map { rating in
      Rating(
        item: rating.item,
        rater: "C",
        label: "\(Int.random(in: 1...4, using: &random))"
      )
    }
    let before = try value(.krippendorffAlpha, ratings)
    #expect(try value(.krippendorffAlpha, ratings + echo) > before)
    #expect(try value(.krippendorffAlpha, ratings + guess) < before)
  }

  @Test(arguments: 1...10)
  func `moving all numbers changes no interval alpha, stretching them no ratio alpha`(
    seed: UInt64
  ) throws {
    func relabelled(_ change: (Double) -> Double) -> [Rating] {
      pair(seed: seed).map {
        Rating(item: $0.item, rater: $0.rater, label: "\(change(Double($0.label) ?? 0))")
      }
    }
    let interval = try value(.krippendorffAlpha, relabelled { $0 }, .interval)
    let moved = try value(.krippendorffAlpha, relabelled { $0 * 3 + 1000 }, .interval)
    #expect(abs(interval - moved) < 1e-9)
    let ratio = try value(.krippendorffAlpha, relabelled { $0 }, .ratio)
    #expect(abs(try value(.krippendorffAlpha, relabelled { $0 * 7 }, .ratio) - ratio) < 1e-12)
  }

  @Test(arguments: Scale.allCases, 1...6 as ClosedRange<UInt64>)
  func `no coefficient is above 1 on any scale`(scale: Scale, seed: UInt64) throws {
    let table = try RatingTable(
      randomRatings(seed: seed).map {
        Rating(item: $0.item, rater: $0.rater, label: String($0.label.dropFirst()))
      }
    )
    var random = SplitMix64(seed: seed)
    let found = AgreementMeasurement(
      table,
      try Categories(of: table, scale: scale),
      AgreementOptions(weights: [.linear, .quadratic, .ordinal])
    ).coefficients(using: &random)
    for coefficient in found {
      if let value = coefficient.value.number { #expect(value.isFinite && value <= 1 + 1e-12) }
      if let error = coefficient.standardError { #expect(error.isFinite && error >= 0) }
    }
  }
}
