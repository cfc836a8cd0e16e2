/// What the votes of a jury are worth on one field of one item, where not every vote counts alike.
///
/// Worked out before deciding, from what was said on the other items too, and kept with the decision
/// that follows from it.
package enum JurorWeights: Hashable, Sendable, Codable {
  /// Log odds of being right, by juror; a juror without a record weighs 0.
  case weighted(weights: [String: Double])
  /// The probability of each label; together 1.
  case dawidSkene(posterior: [String: Double])

  /// The label that a jury's votes come to, or nil where two are equally probable.
  /// - Parameters:
  ///   - votes: each juror's label.
  ///   - labels: those to choose from.
  package func label(of votes: [(juror: String, label: String)], among labels: [String]) -> String?
  {
    switch self {
    case .weighted(let weights):
      var sums = Dictionary(uniqueKeysWithValues: Set(labels).map { ($0, 0.0) })
      // In one order, so that rounding is the same whoever is asked first.
      for vote in votes.sorted(by: { $0.juror < $1.juror }) {
        sums[vote.label, default: 0] += weights[vote.juror] ?? 0
      }
      return Self.first(in: sums)
    case .dawidSkene(let posterior): return Self.first(in: posterior)
    }
  }

  /// As far as these jurors' votes need it.
  package func of(jurors: some Sequence<String>) -> JurorWeights {
    switch self {
    case .weighted(let weights):
      .weighted(
        weights: Dictionary(jurors.map { ($0, weights[$0] ?? 0) }) { first, _ in first }
      )
    case .dawidSkene: self
    }
  }

  private static func first(in scores: [String: Double]) -> String? {
    guard let most = scores.values.max() else { return nil }
    // What differs by less than rounding is a tie: sums in another order must not decide.
    let leading = scores.filter { most - $0.value <= 1e-12 }
    return leading.count == 1 ? leading.first?.key : nil
  }
}

/// The weights of the jury by item and field.
package struct JurorWeightsByItem: Sendable {
  private let find: @Sendable (ItemID) -> [FieldID: JurorWeights]

  /// - Parameter find: gives the weights of an item by field, those that were worked out.
  package init(_ find: @escaping @Sendable (ItemID) -> [FieldID: JurorWeights]) {
    self.find = find
  }

  /// Weights that are all worked out; by default none is.
  package init(_ byItem: [ItemID: [FieldID: JurorWeights]] = [:]) {
    self.init { byItem[$0] ?? [:] }
  }

  /// The weights of an item, by field; none where nothing was worked out.
  package subscript(item: ItemID) -> [FieldID: JurorWeights] { find(item) }
}

extension FieldValue {
  /// The value as one label: a choice, or a step of a scale; nil for several choices and for texts.
  package var label: String? {
    switch self {
    case .single(let choice): choice
    case .scale(let step): String(step)
    case .multiple, .text: nil
    }
  }
}

extension Guideline {
  /// The labels of a field that takes one: its choices under a criterion, or the steps of its scale;
  /// nil for other fields.
  package func labels(of field: Field, under criterion: CriterionID? = nil) -> [String]? {
    switch field.kind {
    case .single: choices(of: field, under: criterion).map(\.id)
    case .scale(let steps, _): steps.map(String.init)
    case .multiple, .text: nil
    }
  }
}
