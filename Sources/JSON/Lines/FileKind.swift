/// What a file is that should be text in UTF-8, by its first bytes.
package enum FileKind: Hashable, Sendable {
  case utf16
  case utf32
  case gzip
  /// Also spreadsheets, such as `.xlsx`.
  case zip

  /// - Parameter beginning: at least four bytes, where the file has them.
  /// - Returns: nil for what may be text.
  package init?(_ beginning: some Collection<UInt8>) {
    let bytes = Array(beginning.prefix(4))
    if bytes == [0xFF, 0xFE, 0, 0] || bytes == [0, 0, 0xFE, 0xFF] {
      self = .utf32
    } else if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      self = .utf16
    } else if bytes.starts(with: [0x1F, 0x8B]) {
      self = .gzip
    } else if bytes == [0x50, 0x4B, 0x03, 0x04] {
      self = .zip
    } else {
      return nil
    }
  }
}

extension FileKind: CustomStringConvertible {
  /// What the file is, and what to do.
  package var description: String {
    switch self {
    case .utf16: "it is UTF-16; save it as UTF-8"
    case .utf32: "it is UTF-32; save it as UTF-8"
    case .gzip: "it is compressed by gzip; unpack it first"
    case .zip:
      "it is a ZIP archive, as spreadsheets (.xlsx) are; unpack it, or save the sheet as CSV"
    }
  }
}
