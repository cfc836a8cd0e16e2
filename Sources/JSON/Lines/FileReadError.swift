package import Files

/// Why a file, or a line of it, cannot be read.
package struct FileReadError: Error, Hashable, Sendable {
  package var path: String
  package var problem: Problem

  package enum Problem: Hashable, Sendable {
    case unreadable(FileError.Reason)
    /// A line of more bytes than the limit.
    case lineTooLong(LongLine)
    /// A file that is no text in UTF-8.
    case notText(FileKind)
    /// A file that is read whole and has more bytes than the limit.
    case fileTooLong(limit: Int)
  }

  /// A line that is longer than what is read of one.
  package struct LongLine: Hashable, Sendable {
    /// From 1.
    package var number: Int
    package var limit: Int
    /// Its first bytes, at most 1,000.
    package var beginning: [UInt8]
  }
}

extension FileReadError: CustomStringConvertible {
  /// The file, what is wrong, and what to do.
  package var description: String { "\(path): \(explanation)" }

  /// What is wrong, and what to do.
  package var explanation: String {
    switch problem {
    case .unreadable(let reason): FileError(.read, path, reason).explanation
    case .lineTooLong(let line):
      "line \(line.number) is longer than \(line.limit) bytes. Is a line break missing?"
    case .notText(let kind): "\(kind)"
    case .fileTooLong(let limit):
      "it is larger than \(limit / 1_000_000) MB, the most that is read of such a file. Is it the right one?"
    }
  }
}
