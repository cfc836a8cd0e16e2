import AnnotationCore
import JSON
import ProjectStore
import SafeText

/// The team, in words and as JSON.
enum PeopleReport {
  static func text(_ people: [Person]) -> String {
    table(
      [["name", "role", "in releases", "system user", "languages", "groups"]] + people.map(row)
    )
  }

  static func line(_ person: Person) -> String {
    let groups = person.groups.values.isEmpty ? "" : ", \(person.groups.description)"
    return "\(person.name): \(role(person)), system user \(person.systemUser), "
      + "languages \(person.languages.joined(separator: ","))\(groups)."
  }

  static func text(_ states: [PersonState]) -> String {
    table(
      [["since", "by", "name", "role", "in releases", "system user", "languages", "groups", "why"]]
        + states.map { [$0.at.iso8601, $0.changedBy] + row($0.person) + [$0.reason ?? ""] }
    )
  }

  static func json(_ people: [Person]) -> JSONValue {
    .array(people.map { .object(members($0)) })
  }

  static func json(_ states: [PersonState]) -> JSONValue {
    .array(
      states.map { state in
        .object(
          [("at", .string(state.at.iso8601)), ("by", .string(state.changedBy))]
            + members(state.person) + [("reason", state.reason.map { .string($0) } ?? .null)]
        )
      }
    )
  }

  private static func row(_ person: Person) -> [String] {
    [
      person.name, role(person), person.pseudonym, person.systemUser,
      person.languages.joined(separator: ","), person.groups.description,
    ]
  }

  private static func role(_ person: Person) -> String {
    person.role.rawValue + (person.isActive ? "" : ", inactive")
  }

  private static func members(_ person: Person) -> [(String, JSONValue)] {
    [
      ("name", .string(person.name)), ("role", .string(person.role.rawValue)),
      ("active", .bool(person.isActive)),
      ("languages", .array(person.languages.map { .string($0) })),
      ("pseudonym", .string(person.pseudonym)), ("system_user", .string(person.systemUser)),
      (
        "groups",
        .object(
          person.groups.values.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) }
        )
      ),
    ]
  }
}
