import AnnotationCore
import Foundation
import JSON
import Yams

/// Reads where a juror's model is and how it is spoken to, with what is known of its provider.
struct EndpointReader {
  private let juror: Record

  init(_ juror: Record) { self.juror = juror }

  func endpoint() -> ModelEndpoint? {
    let entry = readEntry()
    guard let address = readAddress(entry), let model = juror.requiredWord("model") else {
      return nil
    }
    var endpoint =
      entry?.endpoint(model: model, address: address)
      ?? ModelEndpoint(address: address, model: model)
    if let wire = juror.value("protocol", as: "protocol", WireProtocol.self),
      wire != endpoint.wire
    {
      // What an entry knows is known of its own protocol.
      endpoint.wire = wire
      (endpoint.output, endpoint.renamed, endpoint.leftOut) = (nil, nil, nil)
    }
    if let output = juror.value("output", as: "output", StructuredOutput.self) {
      endpoint.output = output
    }
    if juror["key_from"] != nil || juror["key_command"] != nil {
      endpoint.keyVariable = readVariable()
      endpoint.keyCommand = readCommand()
    }
    if let header = readKeyHeader() { endpoint.keyHeader = header }
    endpoint.system = readSystem()
    endpoint.additions = readAdditions(endpoint.wire)
    return endpoint
  }

  private func report(_ problem: Problem.Kind, at key: String) {
    juror.document.report(problem, at: juror[key] ?? juror.node)
  }

  private func readEntry() -> ProviderEntry? {
    guard let name = juror.word("provider") else { return nil }
    if let entry = ProviderEntry.named(name) { return entry }
    let names = ProviderEntry.all.map(\.name)
    report(.unknownValue(name, of: "provider", allowed: names), at: "provider")
    return nil
  }

  private func readAddress(_ entry: ProviderEntry?) -> String? {
    guard let address = juror.word("endpoint") else {
      if let address = entry?.address { return address }
      if let example = entry?.addressExample {
        report(
          .refused(
            "'\(entry?.name ?? "")' has another address for each customer",
            advice: "add 'endpoint: \(example)', with your own names"
          ),
          at: "provider"
        )
      } else if juror["provider"] == nil {
        _ = juror.required("endpoint")
      }
      return nil
    }
    if let place = ModelEndpoint.secretPlace(in: address) {
      report(.secretInAddress(place), at: "endpoint")
    } else if !Self.isWebAddress(address) {
      report(
        .wrongType(expected: "an address that begins with http:// or https://"),
        at: "endpoint"
      )
    }
    return address
  }

  private func readVariable() -> String? {
    guard let variable = juror.word("key_from") else { return nil }
    if !EnvironmentReference.isName(variable) { report(.secretInFile, at: "key_from") }
    if juror["key_command"] != nil {
      report(.outOfRange("a key comes from 'key_from' or from 'key_command'"), at: "key_command")
    }
    return variable
  }

  /// A program and its arguments, which no shell reads.
  private func readCommand() -> [String]? {
    guard let node = juror["key_command"] else { return nil }
    let words = (node.sequence.map { Array($0) } ?? []).compactMap { $0.scalar?.string }
    guard let program = words.first, !program.isEmpty,
      words.count == node.sequence?.count
    else {
      let expected =
        "a list of a program and its arguments, such as [gcloud, auth, print-access-token]"
      juror.document.report(.wrongType(expected: expected), at: node)
      return nil
    }
    if let word = words.first(where: { ModelEndpoint.holdsSecret($0, under: "") }) {
      let place = words.firstIndex(of: word) ?? 0
      juror.document.report(.secretInRequest("key_command"), at: node.sequence?[place] ?? node)
    }
    return words
  }

  private func readKeyHeader() -> String? {
    guard let name = juror.word("key_header") else { return nil }
    if !Self.isHeaderName(name) {
      report(.wrongType(expected: "a header's name"), at: "key_header")
    }
    return name
  }

  private func readSystem() -> SystemPlace? {
    juror.value("system", as: "place of the system prompt", SystemPlace.self)
      .flatMap { $0 == .system ? nil : $0 }
  }

  // MARK: What is added to every request

  /// Headers that are the program's or the connection's.
  private static let ownHeaders: Set = [
    "content-type", "content-length", "transfer-encoding", "connection", "host",
  ]

  private func readAdditions(_ wire: WireProtocol) -> RequestAdditions? {
    let additions = RequestAdditions(
      headers: readWords("headers", Self.headerProblem),
      query: readWords("query") { _ in nil },
      body: readBody(wire)
    )
    return additions.isEmpty ? nil : additions
  }

  private static func headerProblem(_ name: String) -> String? {
    if !isHeaderName(name) { return "this is no header's name" }
    return ownHeaders.contains(name.lowercased()) ? "the program sets '\(name)' itself" : nil
  }

  /// Texts under names.
  private func readWords(_ key: String, _ problem: (String) -> String?) -> [String: String] {
    guard let node = juror[key] else { return [:] }
    guard let mapping = node.mapping else {
      report(.wrongType(expected: "names and texts"), at: key)
      return [:]
    }
    var words: [String: String] = [:]
    for (name, value) in mapping {
      guard let name = name.scalar?.string, let text = value.scalar?.string else {
        juror.document.report(.wrongType(expected: "a text"), at: value)
        continue
      }
      if let problem = problem(name) { juror.document.report(.outOfRange(problem), at: value) }
      if !text.unicodeScalars.allSatisfy({ (0x20...0x7E).contains($0.value) }) {
        juror.document.report(.wrongType(expected: "a text of ASCII, on one line"), at: value)
      }
      check(text, under: name, at: value)
      words[name] = text
    }
    return words
  }

  /// The object that is merged into the body.
  private func readBody(_ wire: WireProtocol) -> String? {
    guard let node = juror["body"] else { return nil }
    guard node.mapping != nil, let value = json(node, under: "body") else {
      report(.wrongType(expected: "names and values, as in JSON"), at: "body")
      return nil
    }
    reportOwnMembers(of: value, wire, node, path: "")
    return value.text
  }

  /// What the program writes itself cannot be added beside it.
  private func reportOwnMembers(
    of value: JSONValue,
    _ wire: WireProtocol,
    _ node: Node,
    path: String
  ) {
    for member in value.object ?? [] {
      let place = path + member.name
      let there = node.mapping?[member.name] ?? node
      if let key = wire.ownMembers[place] {
        let instead = key.isEmpty ? "the program writes it itself" : "set '\(key)' of the juror"
        juror.document.report(.refused("'body' cannot set '\(place)'", advice: instead), at: there)
      }
      reportOwnMembers(of: member.value, wire, there, path: place + ".")
    }
  }

  /// A node as JSON, members in their order; nil where there is no such value in JSON.
  private func json(_ node: Node, under name: String) -> JSONValue? {
    switch node {
    case .scalar(let scalar):
      switch node.any {
      case let flag as Bool: return .bool(flag)
      case let number as Int: return .int(number)
      case let number as Double: return number.isFinite ? .double(number) : nil
      case is NSNull: return .null
      default:
        check(scalar.string, under: name, at: node)
        return .string(scalar.string)
      }
    case .sequence(let sequence):
      let values = sequence.compactMap { json($0, under: name) }
      return values.count == sequence.count ? .array(values) : nil
    case .mapping(let mapping):
      var members: [(String, JSONValue)] = []
      for (key, value) in mapping {
        guard let name = key.scalar?.string, let value = json(value, under: name) else {
          return nil
        }
        members.append((name, value))
      }
      return .object(members)
    case .alias: return nil
    }
  }

  /// A key belongs into the environment, and a reference has to name a variable.
  private func check(_ text: String, under name: String, at node: Node) {
    if ModelEndpoint.holdsSecret(text, under: name) {
      juror.document.report(.secretInRequest(name), at: node)
    }
    if EnvironmentReference.names(in: text).contains(where: { !EnvironmentReference.isName($0) }) {
      juror.document.report(.secretInFile, at: node)
    }
  }

  private static func isWebAddress(_ text: String) -> Bool {
    guard let url = URL(string: text), let scheme = url.scheme else { return false }
    return (scheme == "http" || scheme == "https") && url.host?.isEmpty == false
  }

  /// A token of HTTP (RFC 9110, 5.6.2).
  private static func isHeaderName(_ text: String) -> Bool {
    let signs = Set("!#$%&'*+-.^_`|~")
    return !text.isEmpty
      && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) || signs.contains($0) }
  }
}
