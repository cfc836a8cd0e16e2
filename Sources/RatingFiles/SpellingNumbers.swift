import Glibc

/// Numbers for what a column says, found by the bytes of a field.
///
/// A value is looked at as a text only where it is spelled so for the first time.
struct SpellingNumbers {
  /// Stands for a value that is none, such as an empty one.
  static let none = UInt32.max

  private var slots = [UInt32](repeating: 0, count: 1 << 8)
  private var spellings: [UInt8] = []
  private var ends: [Int] = []
  private var hashes: [Int] = []
  private var numbers: [UInt32] = []

  /// Where a spelling has its place, and its number where it is known.
  struct Place {
    fileprivate let hash: Int
    fileprivate let slot: Int
    let number: UInt32?
  }

  /// Looks a field of a record up.
  func place(of field: CSVReader.Field, in buffer: [UInt8]) -> Place {
    buffer.withUnsafeBytes { all in
      let bytes = UnsafeRawBufferPointer(rebasing: all[field.start..<field.end])
      var hasher = Hasher()
      hasher.combine(bytes: bytes)
      let hash = hasher.finalize()
      let mask = slots.count - 1
      var slot = hash & mask
      while slots[slot] != 0 {
        let place = Int(slots[slot]) - 1
        if hashes[place] == hash, isSpelled(bytes, place) {
          return Place(hash: hash, slot: slot, number: numbers[place])
        }
        slot = (slot + 1) & mask
      }
      return Place(hash: hash, slot: slot, number: nil)
    }
  }

  /// Gives a spelling, which was just looked up and is not known, a number.
  mutating func set(
    _ number: UInt32,
    at place: Place,
    for field: CSVReader.Field,
    in buffer: [UInt8]
  ) {
    spellings += buffer[field.start..<field.end]
    ends.append(spellings.count)
    hashes.append(place.hash)
    numbers.append(number)
    slots[place.slot] = UInt32(numbers.count)
    if numbers.count * 2 > slots.count { grow() }
  }

  private func isSpelled(_ bytes: UnsafeRawBufferPointer, _ place: Int) -> Bool {
    let start = place == 0 ? 0 : ends[place - 1]
    guard ends[place] - start == bytes.count else { return false }
    return spellings.withUnsafeBytes { all in
      guard let one = all.baseAddress, let other = bytes.baseAddress else { return true }
      return memcmp(one + start, other, bytes.count) == 0
    }
  }

  private mutating func grow() {
    slots = [UInt32](repeating: 0, count: slots.count * 4)
    let mask = slots.count - 1
    for (place, hash) in hashes.enumerated() {
      var slot = hash & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = UInt32(place + 1)
    }
  }
}
