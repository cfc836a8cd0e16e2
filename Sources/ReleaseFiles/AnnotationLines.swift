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
    case .commit(let labels): members += self.members(of: labels, stage: annotation.stage.index)
    case .skip(let reason): members.append(("skipped", .string(reason)))
    case .withdraw: members.append(("withdrawn", .bool(true)))
    }
    return members
  }

  /// - Parameter stage: the index of the stage that the labels were given in.
  func members(of labels: Labels, stage: Int) -> [(String, JSONValue)] {
    func values(of fields: [Field]) -> [JSONValue.Member] {
      fields.compactMap { field in
        labels.values[field.id].map { JSONValue.Member(name: field.id, value: JSONValue($0)) }
      }
    }
    var found = fieldsOfStage.indices.contains(stage) ? values(of: fieldsOfStage[stage]) : []
    // A field may have been in another stage under an earlier guideline.
    if found.count < labels.values.count { found = values(of: fields) }
    return [
      ("criterion", labels.criterion.map(JSONValue.string) ?? .null),
      ("values", .members(found)),
    ]
  }
}
