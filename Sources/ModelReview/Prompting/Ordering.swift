import AnnotationCore

/// In which order the choices of a field stand.
enum Ordering: Hashable, Sendable {
  case given
  case reversed
  case shuffled(UInt64)

  /// How many shuffles there are: few enough that prompts share their first part, and providers
  /// their caches; enough that no choice keeps its place.
  static let shuffles: UInt64 = 16

  /// The order for an item: the same item and sample get the same one on every machine.
  init(_ order: ChoiceOrder, item: ItemID, draw: Int) {
    switch order {
    case .given: self = .given
    case .reversed: self = .reversed
    case .shuffled:
      var random = SplitMix64(seed: Self.hash(item) &+ UInt64(draw))
      self = .shuffled(random.next() % Self.shuffles)
    }
  }

  /// - Parameter field: so that fields are shuffled apart.
  func arranged<Element>(_ list: [Element], of field: FieldID) -> [Element] {
    switch self {
    case .given: return list
    case .reversed: return list.reversed()
    case .shuffled(let number):
      var random = SplitMix64(seed: number ^ Self.hash(field))
      return list.shuffled(using: &random)
    }
  }

  /// FNV-1a (Fowler, Noll and Vo).
  private static func hash(_ text: String) -> UInt64 {
    text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
  }
}
