package import AnnotationCore
import Digests
import Foundation
import JSON

/// A guideline as it stands in a file.
package struct LoadedGuideline: Sendable {
  package var guideline: Guideline
  /// The YAML text.
  package var source: String
  /// SHA-256 of the YAML text and, by name, of each prompt's text, in hexadecimal.
  package var hash: String
}

/// Reading guideline files.
package enum GuidelineFile {
  /// Reads and checks a guideline and the prompts beside it.
  /// - Throws: everything that is wrong, with line, column and what would be right.
  package static func read(path: String) throws(GuidelineError) -> LoadedGuideline {
    let source = try text(of: path)
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    return try read(source: source, file: path) { name throws(GuidelineError) in
      try text(of: folder.appendingPathComponent(name).path)
    }
  }

  /// Reads and checks a guideline's text.
  /// - Parameters:
  ///   - file: how messages call it.
  ///   - prompt: gives the text of a prompt file by its path from the guideline's folder.
  package static func read(
    source: String,
    file: String,
    prompt: (String) throws(GuidelineError) -> String
  ) throws(GuidelineError) -> LoadedGuideline {
    let document = try Document(file: file, source: source)
    let reader = GuidelineReader(document)
    let draft = reader.read()
    try document.finish()
    guard var guideline = draft else {
      throw .unreadable(path: file, reason: "nothing in it could be read")
    }
    let digest = SHA256Digest()
    digest.update(source)
    for (purpose, name) in reader.promptFiles.sorted(by: { $0.key < $1.key }) {
      let text = try prompt(name)
      guideline.prompts[purpose] = text
      // Lengths keep one text from running into the next.
      digest.update("\n\(purpose) \(text.utf8.count)\n\(text)")
    }
    return LoadedGuideline(guideline: guideline, source: source, hash: digest.hex())
  }

  /// The most bytes of a file that people edit, such as a guideline or a prompt.
  package static let longest = 2_000_000

  static func text(of path: String) throws(GuidelineError) -> String {
    let bytes: [UInt8]
    do { bytes = try FileChunks.all(of: path, limit: longest) } catch {
      throw .unreadable(path: path, reason: error.explanation)
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw .unreadable(path: path, reason: "it is not UTF-8")
    }
    return text
  }
}
