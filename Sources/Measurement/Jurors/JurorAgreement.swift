import Agreement
import AnnotationCore

/// How often a juror says what others say, on the items that both labelled.
struct JurorAgreement {
  var juror: String
  /// Empty for all items.
  var stratum: String
  /// Items that can be compared; each is resampled as a whole.
  var items: Int
  var agreement: Coefficient
  var kappa: Coefficient
  var alpha: Coefficient
}

extension JurorAgreement {
  /// How jurors and resampling options make agreements.
  struct Maker {
    let field: Field
    let labels: [String]
    let resampling: ResamplingOptions
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
      let measurement = Measurement(
        table,
        try Categories(of: table, scale: scale, order: labels),
        MeasurementOptions(
          minimumItems: stratum.isEmpty ? 1 : minimumItems,
          bootstrap: resampling.resamples > 0 ? resampling.plan : nil
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
struct JurorStanding {
  var juror: String
  var withHumans: JurorAgreement
  var withJurors: JurorAgreement
  var strata: [JurorAgreement]
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
