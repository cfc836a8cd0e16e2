import Glibc

/// Numbers for what a column says, found by the bytes of a field.
///
/// A value is looked at as a text only where it is spelled so for the first time. Most fields have at
/// most sixteen bytes, which are compared as two words.
///
/// Most large files are in order. Their next line says the same, or what came after it the last time, or
/// what is longer or later than all before and so is new. These are looked at first, and the hash table
/// is filled only where they do not help.
struct SpellingNumbers {
  /// Stands for a value that is none, such as an empty one.
  static let none = UInt32.max

  /// Places among ``spellings`` from 1, by hash; 0 where nothing is.
  ///
  /// The upper half of a slot is that of the hash, so that hardly ever another spelling is looked at: each
  /// look at one of millions waits for memory.
  private var slots = [UInt64](repeating: 0, count: 1 << 8)
  private var spellings: [Spelling] = []
  /// The bytes of all spellings, one after the other.
  private var bytes: [UInt8] = []
  /// How many of ``spellings`` are in ``slots``.
  private var hashed = 0
  /// Whether each of them is longer than the one before, or as long and later in the alphabet.
  private var isAscending = true
  /// Guesses that were wrong, one after the other: after 64 there is one try in a while.
  private var wrongGuesses = 0
  /// The place of what was found last.
  private var last = 0
  /// So that nobody can write a file whose fields all have one hash.
  private let seed = UInt64.random(in: 1...UInt64.max)

  private struct Spelling {
    let key: Key
    let start: Int
    var number: UInt32
  }

  /// What tells spellings of at most sixteen bytes apart; of longer ones the hash.
  fileprivate struct Key: Equatable {
    let low: UInt64
    let high: UInt64
    let count: UInt32
  }

  /// Where a spelling that is not known would have its place.
  struct Place {
    fileprivate let key: Key
    /// Nil where it needs none yet.
    fileprivate let slot: Int?
  }

  enum Found {
    case number(UInt32)
    case unknown(Place)
  }

  /// Looks a spelling up.
  @inline(__always)
  mutating func find(_ spelled: UnsafeRawBufferPointer) -> Found {
    let key = key(of: spelled)
    if spellings.count > Self.mostAtRandom, isAscending || wrongGuesses & 1_023 < 64 {
      if isAt(last, key, spelled) {
        wrongGuesses = 0
        return .number(spellings[last].number)
      }
      let next = last + 1 < spellings.count ? last + 1 : 0
      if isAt(next, key, spelled) {
        last = next
        wrongGuesses = 0
        return .number(spellings[next].number)
      }
      if isAscending {
        if isAfterAll(key, spelled) { return .unknown(Place(key: key, slot: nil)) }
        isAscending = false
        hashAll()
      }
    }
    wrongGuesses &+= 1
    let hash = hash(key)
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 {
      if slots[slot] >> 32 == hash >> 32 {
        let place = Int(truncatingIfNeeded: slots[slot] & Self.placeBits) - 1
        if isAt(place, key, spelled) {
          last = place
          return .number(spellings[place].number)
        }
      }
      slot = (slot + 1) & mask
    }
    return .unknown(Place(key: key, slot: slot))
  }

  /// Below as many spellings, the hash finds one sooner than a guess that is wrong.
  private static let mostAtRandom = 512

  /// Gives a spelling, which was just looked up and is not known, a number.
  mutating func set(_ number: UInt32, at place: Place, for spelled: UnsafeRawBufferPointer) {
    isAscending = isAscending && isAfterAll(place.key, spelled)
    spellings.append(Spelling(key: place.key, start: bytes.count, number: number))
    bytes.append(contentsOf: spelled)
    last = spellings.count - 1
    guard let slot = place.slot else { return }
    slots[slot] = filled(with: last, hash(place.key))
    hashed += 1
    if hashed * 2 > slots.count { hashAll() }
  }

  /// The bytes of each spelling, in the order in which they came.
  func visit(_ body: (UnsafeRawBufferPointer) -> Void) {
    bytes.withUnsafeBytes { all in
      for spelling in spellings {
        let end = spelling.start + Int(spelling.key.count)
        body(UnsafeRawBufferPointer(rebasing: all[spelling.start..<end]))
      }
    }
  }

  @inline(__always)
  private func isAt(_ place: Int, _ key: Key, _ spelled: UnsafeRawBufferPointer) -> Bool {
    guard spellings[place].key == key else { return false }
    return key.count <= 16 || isSpelled(spelled, spellings[place].start)
  }

  private func isSpelled(_ spelled: UnsafeRawBufferPointer, _ start: Int) -> Bool {
    bytes.withUnsafeBytes { all in
      guard let one = all.baseAddress, let other = spelled.baseAddress else { return true }
      return memcmp(one + start, other, spelled.count) == 0
    }
  }

  @inline(__always)
  private func key(of spelled: UnsafeRawBufferPointer) -> Key {
    let count = spelled.count
    func word(_ offset: Int) -> UInt64 {
      spelled.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
    }
    func half(_ offset: Int) -> UInt64 {
      UInt64(spelled.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
    }
    func byte(_ offset: Int) -> UInt64 { UInt64(spelled[offset]) }
    let (low, high): (UInt64, UInt64)
    switch count {
    // The first and the last bytes overlap, and are all of them.
    case 8...16: (low, high) = (word(0), word(count - 8))
    case 4..<8: (low, high) = (half(0), half(count - 4))
    case 1..<4: (low, high) = (byte(0) | byte(count / 2) << 8 | byte(count - 1) << 16, 0)
    case 0: (low, high) = (0, 0)
    default: (low, high) = (longHash(of: spelled), 0)
    }
    return Key(low: low, high: high, count: UInt32(truncatingIfNeeded: count))
  }

  private func longHash(of spelled: UnsafeRawBufferPointer) -> UInt64 {
    var hash = seed
    var offset = 0
    while offset + 8 < spelled.count {
      hash = Self.folded(
        hash ^ spelled.loadUnaligned(fromByteOffset: offset, as: UInt64.self),
        Self.odd
      )
      offset += 8
    }
    let rest = spelled.loadUnaligned(fromByteOffset: spelled.count - 8, as: UInt64.self)
    return Self.folded(hash ^ rest, Self.odd)
  }

  @inline(__always)
  private func hash(_ key: Key) -> UInt64 {
    let high = key.high ^ UInt64(key.count) &* Self.odd
    return Self.folded(key.low ^ seed, high ^ (seed << 32 | seed >> 32))
  }

  /// A product's two halves, one laid over the other: wyhash's mixing (Wang Yi 2019).
  @inline(__always)
  private static func folded(_ one: UInt64, _ other: UInt64) -> UInt64 {
    let product = one.multipliedFullWidth(by: other)
    return product.high ^ product.low
  }

  /// The golden ratio's digits: Knuth, The Art of Computer Programming 3, section 6.4.
  private static let odd: UInt64 = 0x9E37_79B9_7F4A_7C15

  private func isAfterAll(_ key: Key, _ spelled: UnsafeRawBufferPointer) -> Bool {
    guard let latest = spellings.last else { return true }
    if key.count != latest.key.count { return key.count > latest.key.count }
    if key.count <= 16 {
      return (latest.key.low.byteSwapped, latest.key.high.byteSwapped)
        < (key.low.byteSwapped, key.high.byteSwapped)
    }
    return bytes.withUnsafeBytes { all in
      guard let one = all.baseAddress, let other = spelled.baseAddress else { return false }
      return memcmp(one + latest.start, other, spelled.count) < 0
    }
  }

  private func filled(with place: Int, _ hash: UInt64) -> UInt64 {
    hash & ~Self.placeBits | UInt64(place + 1)
  }

  private static let placeBits: UInt64 = 0xFFFF_FFFF

  private mutating func hashAll() {
    var size = slots.count
    while size < spellings.count * 3 { size *= 2 }
    slots = [UInt64](repeating: 0, count: size)
    let mask = size - 1
    for (place, spelling) in spellings.enumerated() {
      let hash = hash(spelling.key)
      var slot = Int(truncatingIfNeeded: hash) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = filled(with: place, hash)
    }
    hashed = spellings.count
  }
}
