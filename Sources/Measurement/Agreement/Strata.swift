/// Items by what they have in common.
enum Strata {
  /// - Parameter names: the stratum of each item; nil for items that are in none.
  /// - Returns: the strata by name, with the positions of their items.
  static func groups(_ names: [String?]) -> [(stratum: String, items: [Int])] {
    var groups: [String: [Int]] = [:]
    for (item, name) in names.enumerated() {
      if let name { groups[name, default: []].append(item) }
    }
    return groups.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}
