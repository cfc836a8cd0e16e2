import AnnotationCore
import JSON

/// Lines about what annotators said, and what they had been shown.
extension Release {
  /// An annotation in force; one that its author gave after seeing the jury says so, and what they had
  /// said before.
  func line(_ annotation: Annotation, in entry: ReleaseItem) -> JSONValue {
    var members = members(of: annotation)
    if let mode = entry.assistance(of: annotation) {
      members.append(("assisted", .string(mode.rawValue)))
      if let earlier = entry.earlier.first(where: {
        $0.person == annotation.person && $0.stage == annotation.stage
      }) {
        members.append(("revises", .int(Int(earlier.id))))
      }
    }
    return .object(members)
  }

  func line(earlier: Annotation, in entry: ReleaseItem) -> JSONValue {
    let revision = entry.revision(of: earlier).map { JSONValue.int(Int($0.id)) }
    return .object(members(of: earlier) + [("revised_by", revision ?? .null)])
  }

  func line(_ exposure: Exposure) -> JSONValue {
    .object([
      ("item", .string(exposure.item)),
      ("rater", .string(pseudonym(exposure.person))),
      ("stage", .int(exposure.stage.rawValue)),
      ("mode", .string(exposure.mode.rawValue)),
      ("shown", .bool(!exposure.isControl)),
      ("reviews", .array(exposure.reviews.map { .int(Int($0)) })),
      ("at", .string(exposure.at.iso8601)),
    ])
  }

  private func members(of annotation: Annotation) -> [(String, JSONValue)] {
    var members: [(String, JSONValue)] = [
      ("id", .int(Int(annotation.id))),
      ("item", .string(annotation.item)),
      ("rater", .string(pseudonym(annotation.person))),
      ("stage", .int(annotation.stage.rawValue)),
      ("guideline", version(annotation.guideline)),
      ("at", .string(annotation.at.iso8601)),
    ]
    switch annotation.act {
    case .commit(let labels): members += self.members(of: labels)
    case .skip(let reason): members.append(("skipped", .string(reason)))
    case .withdraw: members.append(("withdrawn", .bool(true)))
    }
    return members
  }

  func members(of labels: Labels) -> [(String, JSONValue)] {
    let values = fields.compactMap { field in
      labels.values[field.id].map { (field.id, JSONValue($0)) }
    }
    return [
      ("criterion", labels.criterion.map(JSONValue.string) ?? .null),
      ("values", .object(values)),
    ]
  }
}
