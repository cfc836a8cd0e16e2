import Agreement
import AnnotationCore

extension FieldValue {
  /// The value as the label of a rating: several choices in the order of their ids, with `|` between.
  var ratingLabel: String {
    switch self {
    case .single(let choice): choice
    case .multiple(let choices): choices.sorted().joined(separator: "|")
    case .scale(let step): String(step)
    case .text(let text): text
    }
  }

  /// What the items that the value was decided for are called.
  var stratum: String {
    let label = ratingLabel
    // A set without choices has no label; files of labels call it so too.
    return label.isEmpty ? "none" : label
  }
}

extension Field.Kind {
  /// How the labels relate; nil for texts.
  var scale: Scale? {
    switch self {
    case .single: .nominal
    case .multiple: .sets
    case .scale: .ordinal
    case .text: nil
    }
  }
}

extension Guideline {
  /// The labels of a field in their order: those that it offers, then others that were given, so that
  /// labels of an earlier guideline stay measurable.
  func labels(of field: Field, in table: RatingTable) -> [String] {
    let offered = labels(of: field) ?? []
    return offered + table.labels.filter { !offered.contains($0) }
  }

  /// The labels of a field on their scale.
  func categories(of field: Field, in table: RatingTable) throws -> Categories {
    switch field.kind {
    case .single:
      try Categories(of: table, scale: .nominal, order: labels(of: field, in: table))
    case .multiple: try Categories(of: table, scale: .sets)
    case .scale:
      try Categories(of: table, scale: .ordinal, order: labels(of: field, in: table))
    case .text: Categories(nominal: table)
    }
  }
}
