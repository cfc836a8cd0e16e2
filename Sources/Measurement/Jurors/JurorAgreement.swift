package import Agreement
import AnnotationCore

/// How often a juror says what others say, on the items that both labelled.
package struct JurorAgreement: Sendable {
  package let juror: String
  /// Empty for all items.
  package let stratum: String
  /// Items that can be compared; each is resampled as a whole.
  package let items: Int
  package let agreement: Coefficient
  package let kappa: Coefficient
  package let alpha: Coefficient
}

extension JurorAgreement {
  /// Measures jurors' agreements, all of them alike.
  struct Maker {
    let field: Field
    let labels: [String]
    let resampling: Resampling
    /// With fewer items in a stratum, values are withheld.
    let minimumItems: Int

    /// - Parameters:
    ///   - own: the juror's labels, by item.
    ///   - others: what they are held against.
    func agreement(
      of juror: String,
      _ own: [ItemID: String],
      with others: [ItemID: String],
      on items: Set<ItemID>? = nil,
      stratum: String = ""
    ) throws -> JurorAgreement {
      var builder = RatingTableBuilder()
      for (item, label) in own where items?.contains(item) ?? true {
        guard let other = others[item] else { continue }
        builder.add(Rating(item: item, rater: "juror", label: label))
        builder.add(Rating(item: item, rater: "others", label: other))
      }
      let table = try builder.table()
      let measurement = AgreementMeasurement(
        table,
        try Categories(of: table, scale: scale, order: labels),
        AgreementOptions(
          minimumItems: stratum.isEmpty ? 1 : minimumItems,
          bootstrap: resampling.plan
        )
      )
      var random = resampling.random
      let found = measurement.coefficients(using: &random)
      func named(_ name: Coefficient.Name) -> Coefficient {
        var nothing = Coefficient(
          name: name,
          value: .undefined(.noPairableRatings),
          observed: nil,
          expected: nil,
          items: 0,
          raters: [],
          ratings: 0
        )
        nothing.scale = scale
        guard table.items.isEmpty == false else { return nothing }
        return found.first { $0.name == name } ?? nothing
      }
      return JurorAgreement(
        juror: juror,
        stratum: stratum,
        items: table.items.count,
        agreement: named(.percentAgreement),
        kappa: named(.cohenKappa),
        alpha: named(.krippendorffAlpha)
      )
    }

    private var scale: Scale { if case .scale = field.kind { .ordinal } else { .nominal } }
  }
}

/// The juror with humans, with the other jurors, and with humans in each stratum.
package struct JurorStanding: Sendable {
  package let juror: String
  package let withHumans: JurorAgreement
  package let withJurors: JurorAgreement
  package let strata: [JurorAgreement]
}

extension JurySession {
  /// - Parameters:
  ///   - strata: what is known of each item, such as `language=ar`, by what it is known of.
  func standings(
    _ maker: JurorAgreement.Maker,
    strata: [[ItemID: String]]
  ) throws -> [JurorStanding] {
    var said: [String: [ItemID: String]] = [:]
    var onItem: [ItemID: [(juror: String, label: String)]] = [:]
    for ballot in evidence.ballots {
      guard let label = ballot.label else { continue }
      said[ballot.juror, default: [:]][ballot.item] = label
      onItem[ballot.item, default: []].append((ballot.juror, label))
    }
    let groups = strata.map { values in
      Dictionary(grouping: values.keys) { values[$0] ?? "" }.mapValues(Set.init)
        .sorted { $0.key < $1.key }
    }
    return try names.map { juror in
      let own = said[juror] ?? [:]
      let others = own.keys.reduce(into: [ItemID: String]()) { labels, item in
        let rest = (onItem[item] ?? []).filter { $0.juror != juror }.map(\.label)
        labels[item] = JuryEvidence.plurality(of: rest)
      }
      return JurorStanding(
        juror: juror,
        withHumans: try maker.agreement(of: juror, own, with: evidence.right),
        withJurors: try maker.agreement(of: juror, own, with: others),
        strata: try groups.flatMap { group in
          try group.map { stratum, items in
            try maker.agreement(
              of: juror,
              own,
              with: evidence.right,
              on: items,
              stratum: stratum
            )
          }
        }.filter { $0.items > 0 }
      )
    }
  }

  /// The alternative annotator test of every juror.
  func alternativeTests(
    _ options: AlternativeAnnotatorTest.Options
  ) throws -> [AlternativeAnnotatorTest] {
    var builder = RatingTableBuilder()
    for rating in evidence.humans { builder.add(rating) }
    for ballot in evidence.ballots {
      guard let label = ballot.label else { continue }
      builder.add(Rating(item: ballot.item, rater: ballot.juror, label: label))
    }
    let table = try builder.table()
    let annotators = Set(evidence.humans.map(\.rater))
    return names.map {
      AlternativeAnnotatorTest(table, juror: $0, annotators: annotators, options)
    }
  }
}
