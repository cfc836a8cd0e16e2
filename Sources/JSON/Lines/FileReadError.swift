/// Why a file cannot be read.
package struct FileReadError: Error, Hashable, Sendable {
  package var path: String
  package var problem: Problem

  package enum Problem: Hashable, Sendable {
    case missing
    case folder
    case notOpened(reason: String)
    case failed(reason: String)
    /// A line of more bytes than the limit.
    case lineTooLong(LongLine)
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
  package var description: String { "\(path): \(problem)" }
}

extension FileReadError.Problem: CustomStringConvertible {
  package var description: String {
    switch self {
    case .missing: "there is no such file"
    case .folder: "it is a folder, not a file"
    case .notOpened(let reason):
      "it is there, and cannot be opened (\(reason)); look at its permissions"
    case .failed(let reason): "reading failed: \(reason)"
    case .lineTooLong(let line):
      "line \(line.number) is longer than \(line.limit) bytes. Is a line break missing?"
    }
  }
}
