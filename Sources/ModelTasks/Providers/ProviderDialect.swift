import JSON

/// How one protocol sends a request, and how its answers are read.
///
/// Values in, values out: nothing is sent here.
protocol ProviderDialect: Sendable {
  /// The headers that carry a key, and those that every request has.
  static func headers(key: String?) -> [(String, String)]

  /// The path behind the base address.
  static func path(model: String) -> String

  /// The limit of tokens that the protocol wants where a model sets none; nil where it wants none.
  static var defaultMaximumTokens: Int? { get }

  static func body(_ request: ModelRequest) -> JSONValue

  /// Reads an answer with a status in the 200s.
  /// - Throws: where the body is not what the protocol says.
  static func read(_ body: ResponseBody) throws -> Exchange
}

extension ProviderDialect {
  static var defaultMaximumTokens: Int? { nil }
}

/// An answer's body.
struct ResponseBody: Sendable {
  var text: String
  var signs: RateLimitHeaders
}

/// A message of one role.
func message(_ role: String, _ content: String) -> JSONValue {
  .object([("role", .string(role)), ("content", .string(content))])
}

/// Members that are there only where their value is.
func members(_ list: [(String, JSONValue?)]) -> JSONValue {
  .object(list.compactMap { name, value in value.map { (name, $0) } })
}

extension JSONValue {
  /// The object with some of its members under other names.
  func renaming(_ names: [String: String]) -> JSONValue {
    guard !names.isEmpty, case .members(let list) = self else { return self }
    return .members(list.map { Member(name: names[$0.name] ?? $0.name, value: $0.value) })
  }

  /// The object with the members of another that it does not have; objects in both are merged alike.
  func merged(with other: JSONValue) -> JSONValue {
    guard case .members(let own) = self, case .members(let added) = other else { return self }
    var list = own.map { member in
      Member(name: member.name, value: other[member.name].map(member.value.merged) ?? member.value)
    }
    list += added.filter { self[$0.name] == nil }
    return .members(list)
  }

  /// The value without a member, however deep it stands: for endpoints that refuse it.
  func without(_ name: String) -> JSONValue {
    switch self {
    case .members(let list):
      .members(
        list.filter { $0.name != name }
          .map { Member(name: $0.name, value: $0.value.without(name)) }
      )
    case .array(let values): .array(values.map { $0.without(name) })
    default: self
    }
  }
}
