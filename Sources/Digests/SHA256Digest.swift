import CDigest

/// A SHA-256 digest of bytes as they come (FIPS 180-4), by the system's libcrypto.
///
/// Not `Sendable`: one digest belongs to one reader of one file.
package final class SHA256Digest {
  private let state: OpaquePointer

  package init() {
    guard let state = cdigest_begin() else { fatalError("libcrypto has no SHA-256, or no memory") }
    self.state = state
  }

  deinit { cdigest_free(state) }

  /// Takes more bytes.
  package func update(_ bytes: UnsafeRawBufferPointer) {
    precondition(cdigest_update(state, bytes.baseAddress, bytes.count), "libcrypto failed")
  }

  /// Takes more bytes.
  package func update(_ bytes: [UInt8]) { bytes.withUnsafeBytes { update($0) } }

  /// Takes a text as UTF-8.
  package func update(_ text: String) {
    var text = text
    text.withUTF8 { update(UnsafeRawBufferPointer($0)) }
  }

  /// The digest of what was taken so far, as 64 hexadecimal digits.
  ///
  /// More may be taken afterwards.
  package func hex() -> String {
    guard let copy = cdigest_copy(state) else { fatalError("out of memory") }
    defer { cdigest_free(copy) }
    var bytes = [UInt8](repeating: 0, count: 32)
    precondition(cdigest_finish(copy, &bytes), "libcrypto failed")
    func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x61 + value - 10 }
    return String(unsafeUninitializedCapacity: 64) { text in
      for (index, byte) in bytes.enumerated() {
        text[2 * index] = digit(byte >> 4)
        text[2 * index + 1] = digit(byte & 15)
      }
      return 64
    }
  }

  /// The digest of a text's UTF-8, as 64 hexadecimal digits.
  package static func hex(of text: String) -> String {
    let digest = SHA256Digest()
    digest.update(text)
    return digest.hex()
  }

  /// The digest of bytes, as 64 hexadecimal digits.
  package static func hex(of bytes: [UInt8]) -> String {
    let digest = SHA256Digest()
    digest.update(bytes)
    return digest.hex()
  }
}
