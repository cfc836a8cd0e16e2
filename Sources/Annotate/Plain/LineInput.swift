import Glibc

/// Lines of standard input, with a limit to how long one waits for the next.
struct LineInput {
  /// What came within that time.
  enum Result {
    case line(String)
    case nothing
    case end
  }

  private var bytes: [UInt8] = []
  private var isAtEnd = false

  /// - Parameter timeout: milliseconds; nil waits for ever.
  mutating func next(timeout: Int64?) -> Result {
    while true {
      if let line = takeLine() { return .line(line) }
      if isAtEnd { return .end }
      var waiting = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
      let ready = poll(&waiting, 1, timeout.map { Int32($0) } ?? -1)
      if ready == 0 { return .nothing }
      if ready > 0 { read() }
    }
  }

  /// The first line that is there as a whole; the rest counts as one where no more comes.
  private mutating func takeLine() -> String? {
    let end = bytes.firstIndex(of: UInt8(ascii: "\n")) ?? (isAtEnd ? bytes.endIndex : nil)
    guard let end, !bytes.isEmpty else { return nil }
    var line = bytes[..<end]
    if line.last == UInt8(ascii: "\r") { line.removeLast() }
    defer { bytes.removeFirst(min(bytes.count, end + 1)) }
    return String(decoding: line, as: UTF8.self)
  }

  private mutating func read() {
    let more = [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, count in
      count = max(0, Glibc.read(STDIN_FILENO, buffer.baseAddress, buffer.count))
    }
    isAtEnd = more.isEmpty
    bytes += more
  }
}
