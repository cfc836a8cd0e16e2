import Files

/// What the journal beside a project, SQLite's write-ahead log, says about the file that it belongs to.
///
/// Each commit of ours counts up the change counter in the file's first page, so that a journal names the
/// states that it leads from and to, and another state of the file can be told from them.
/// Formats: <https://sqlite.org/fileformat2.html>, sections 1.3.7 and 4.
struct Journal {
  private var hasCommits = false
  /// The counter after the first and after the last commit in it that have one.
  private var counters: (first: UInt32, last: UInt32)?

  /// Where the change counter stands in the first page.
  private static let counterOffset = 24

  /// Reads the journal of a file; nil where there is none, or SQLite would take none.
  init?(of path: String) {
    guard let file = try? HeldFile(path + "-wal"), let header = Header(file) else { return nil }
    var uncommitted: UInt32?
    var offset = Header.size
    while let frame = Frame(file, at: offset), frame.salts == header.salts {
      if frame.page == 1 {
        uncommitted = file.bigEndian(at: offset + Frame.headerSize + Self.counterOffset)
      }
      if frame.endsCommit {
        hasCommits = true
        if let counter = uncommitted { counters = (counters?.first ?? counter, counter) }
        uncommitted = nil
      }
      offset += Frame.headerSize + header.pageSize
    }
  }

  /// Whether the file is in a state that the journal leads on from; nil where none of its commits counts.
  func belongs(to file: HeldFile) -> Bool? {
    guard hasCommits else { return true }
    guard let counters, let counter = file.bigEndian(at: Self.counterOffset) else { return nil }
    // The state before its first commit, or one of its own: what is in the journal may be in the file.
    return counters.first <= counter &+ 1 && counter <= counters.last
  }

  private struct Header {
    static let size = 32
    let pageSize: Int
    let salts: UInt64

    init?(_ file: HeldFile) {
      guard let magic = file.bigEndian(at: 0), magic & ~1 == 0x377F_0682,
        let pageSize = file.bigEndian(at: 8), pageSize >= 512,
        let salts = file.salts(at: 16)
      else { return nil }
      (self.pageSize, self.salts) = (Int(pageSize), salts)
    }
  }

  private struct Frame {
    static let headerSize = 24
    let page: UInt32
    let endsCommit: Bool
    let salts: UInt64

    init?(_ file: HeldFile, at offset: Int) {
      guard let page = file.bigEndian(at: offset), let size = file.bigEndian(at: offset + 4),
        let salts = file.salts(at: offset + 8)
      else { return nil }
      (self.page, self.salts, endsCommit) = (page, salts, size > 0)
    }
  }
}

extension HeldFile {
  fileprivate func bigEndian(at offset: Int) -> UInt32? {
    let bytes = read(upTo: 4, from: offset)
    return bytes.count == 4 ? bytes.reduce(0) { $0 << 8 | UInt32($1) } : nil
  }

  fileprivate func salts(at offset: Int) -> UInt64? {
    guard let first = bigEndian(at: offset), let second = bigEndian(at: offset + 4) else {
      return nil
    }
    return UInt64(first) << 32 | UInt64(second)
  }
}
