import Basics
import JSON
import Models

/// What an endpoint's requests carry that must not be seen: its key, and values of the environment.
struct EndpointKey: Sendable {
  private let fixed: String?
  private let command: KeyCommand?
  /// Values of variables that headers, parameters or bodies name.
  private let values: [String]

  /// - Throws: ``KeyError`` where a variable holds no key.
  init(
    of name: String,
    endpoint: ModelEndpoint,
    values: [String],
    environment: [String: String]
  ) throws(KeyError) {
    fixed = try KeyError.key(of: name, in: endpoint.keyVariable, environment)
    command = endpoint.keyCommand.map { KeyCommand($0, environment: environment) }
    self.values = values
  }

  /// Whether another key may follow one that was not accepted.
  var isRenewable: Bool { command != nil }

  /// The key now; nil where none is needed.
  /// - Throws: ``KeyCommandError``.
  func key(at now: Timestamp) async throws -> String? {
    guard let command else { return fixed }
    return try await command.key(at: now)
  }

  func reject(_ key: String?) {
    if let key { command?.reject(key) }
  }

  /// Everything that no text may show.
  var secrets: [String] { [fixed].compactMap(\.self) + values + (command?.secrets ?? []) }
}

/// Values of the environment where `${NAME}` names them.
struct ResolvedAdditions: Sendable {
  private(set) var headers: [(String, String)] = []
  private(set) var query: [(String, String)] = []
  private(set) var body: JSONValue?
  /// What was filled in, where it is long enough to be a secret.
  private(set) var secrets: [String] = []

  /// A shorter value is the name of a region or a version, and stands in texts everywhere.
  private static let shortestSecret = 8

  /// - Throws: ``KeyError`` where a variable is not set.
  init(
    _ additions: RequestAdditions?,
    of name: String,
    environment: [String: String]
  ) throws(KeyError) {
    guard let additions else { return }
    var found: [String] = []
    func resolved(_ text: String) throws(KeyError) -> String {
      try EnvironmentReference.replaced(in: text) { (variable) throws(KeyError) -> String in
        let value = (environment[variable] ?? "").trimmingBlankEnds
        guard !value.isEmpty else {
          throw KeyError(client: name, problem: .valueNotSet(variable: variable))
        }
        if value.utf8.count >= Self.shortestSecret { found.append(value) }
        return value
      }
    }
    for (key, value) in additions.headers.sorted(by: { $0.key < $1.key }) {
      headers.append((key, try resolved(value)))
    }
    for (key, value) in additions.query.sorted(by: { $0.key < $1.key }) {
      query.append((key, try resolved(value)))
    }
    func resolvedValue(_ value: JSONValue) throws(KeyError) -> JSONValue {
      switch value {
      case .string(let text): return .string(try resolved(text))
      case .array(let elements):
        var list: [JSONValue] = []
        for element in elements { list.append(try resolvedValue(element)) }
        return .array(list)
      case .members(let members):
        var list: [JSONValue.Member] = []
        for member in members {
          list.append(.init(name: member.name, value: try resolvedValue(member.value)))
        }
        return .members(list)
      default: return value
      }
    }
    if let text = additions.body, let value = try? JSONValue(parsing: text) {
      body = try resolvedValue(value)
    }
    secrets = found
  }
}
