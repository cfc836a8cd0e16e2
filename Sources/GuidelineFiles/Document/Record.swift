import SafeText
import Yams

/// A mapping whose keys are known: what is missing or not known is noted where it stands.
struct Record {
  let document: Document
  let node: Node
  /// What the record is called in a sentence, such as `a field`.
  let place: String
  private let mapping: Node.Mapping

  /// Nil, and noted, where the node is not a mapping.
  init?(_ node: Node, _ place: String, keys: [String], in document: Document) {
    guard let mapping = node.mapping else {
      document.report(.wrongType(expected: "\(place), as keys and values"), at: node)
      return nil
    }
    self.document = document
    self.node = node
    self.place = place
    self.mapping = mapping
    for (key, _) in mapping where !keys.contains(key.string ?? "") {
      document.report(
        .unknownKey(key.string ?? "", place: place, allowed: keys),
        at: key
      )
    }
  }

  /// The value of a key, or nil.
  subscript(key: String) -> Node? { mapping[key] }

  /// The key itself, to point at it.
  func key(_ name: String) -> Node? { mapping.keys.first { $0.string == name } }

  /// The value of a key that must be there; its absence is noted.
  func required(_ key: String) -> Node? {
    if let value = mapping[key] { return value }
    document.report(.missingKey(key, place: place), at: node)
    return nil
  }

  /// A text on one line that must be there and not be empty.
  func requiredWord(_ key: String) -> String? { required(key).flatMap { word($0, key) } }

  /// A text on one line, where it is given.
  func word(_ key: String) -> String? { self[key].flatMap { word($0, key) } }

  private func word(_ node: Node, _ key: String) -> String? {
    guard let text = node.scalar?.string else {
      document.report(.wrongType(expected: "a word"), at: node)
      return nil
    }
    guard !text.isEmpty else {
      document.report(.empty("'\(key)'"), at: node)
      return nil
    }
    return text
  }

  /// A whole number, where it is given.
  func integer(_ key: String) -> Int? {
    guard let node = self[key] else { return nil }
    guard let number = node.int else {
      document.report(.wrongType(expected: "a whole number"), at: node)
      return nil
    }
    return number
  }

  /// A number, where it is given.
  func number(_ key: String) -> Double? {
    guard let node = self[key] else { return nil }
    guard let number = node.float ?? node.int.map(Double.init), number.isFinite else {
      document.report(.wrongType(expected: "a number"), at: node)
      return nil
    }
    return number
  }

  /// True or false, where it is given.
  func flag(_ key: String) -> Bool? {
    guard let node = self[key] else { return nil }
    guard let flag = node.bool else {
      document.report(.wrongType(expected: "true or false"), at: node)
      return nil
    }
    return flag
  }

  /// One of a closed set of words, where it is given.
  func value<Value: RawRepresentable & CaseIterable>(
    _ key: String,
    as what: String,
    _: Value.Type
  ) -> Value? where Value.RawValue == String {
    guard let node = self[key] else { return nil }
    if let value = node.scalar.flatMap({ Value(rawValue: $0.string) }) { return value }
    document.report(
      .unknownValue(node.string ?? "", of: what, allowed: Value.allCases.map(\.rawValue)),
      at: node
    )
    return nil
  }

  /// The elements of a list; noted where it is not one.
  func list(_ node: Node?) -> [Node] {
    guard let node else { return [] }
    guard let sequence = node.sequence else {
      document.report(.wrongType(expected: "a list"), at: node)
      return []
    }
    return Array(sequence)
  }
}

/// The ids that a file has given, to find one that is given twice.
struct Register {
  let what: String
  private let rule: NameRule
  private var lines: [String: Int] = [:]

  /// - Parameters:
  ///   - what: what the ids are of, such as `field`.
  ///   - rule: which of them are accepted.
  init(_ what: String, _ rule: NameRule = .id) {
    self.what = what
    self.rule = rule
  }

  /// Notes an id that is taken already, and returns whether it was free.
  ///
  /// An id that is missing is noted where it is missing; one that no id can be, here.
  @discardableResult
  mutating func take(_ id: String, at node: Node, in document: Document) -> Bool {
    guard !id.isEmpty else { return true }
    if let problem = rule.problem(with: id) {
      document.report(.badName(problem, of: what), at: node)
    }
    if let line = lines[id] {
      document.report(.duplicateID(id, of: what, firstLine: line), at: node)
      return false
    }
    lines[id] = document.line(of: node)
    return true
  }
}
