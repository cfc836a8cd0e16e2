import Agreement
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
    var generator = SeededGenerator(seed: seed)
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
