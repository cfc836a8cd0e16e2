import Foundation

/// A folder of a test's own, removed when the test lets go of it.
package final class TemporaryFolder: Sendable {
  package let path: String

  package init() throws {
    path =
      FileManager.default.temporaryDirectory
      .appendingPathComponent("values-workbench-" + UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The path of a file in the folder.
  package func callAsFunction(_ name: String) -> String { path + "/" + name }

  /// The names of the files, in order.
  package var contents: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
  }

  /// The text of a file; empty where there is none.
  package func text(_ name: String) -> String {
    (try? String(contentsOfFile: self(name), encoding: .utf8)) ?? ""
  }

  /// The permissions of a file, such as 0o600.
  package func permissions(_ name: String) -> Int? {
    let attributes = try? FileManager.default.attributesOfItem(atPath: self(name))
    return attributes?[.posixPermissions] as? Int
  }
}

/// A file with these bytes, in a folder of its own, for as long as `body` runs.
package func withTemporaryFile<Value>(
  _ bytes: some Sequence<UInt8>,
  named name: String = "file",
  _ body: (_ path: String) throws -> Value
) throws -> Value {
  let folder = try TemporaryFolder()
  return try withExtendedLifetime(folder) {
    try Data(bytes).write(to: URL(fileURLWithPath: folder(name)))
    return try body(folder(name))
  }
}

/// A file with these bytes, in a folder of its own, for as long as `body` runs.
package func withTemporaryFile<Value>(
  _ bytes: some Sequence<UInt8>,
  named name: String = "file",
  _ body: (_ path: String) async throws -> Value
) async throws -> Value {
  let folder = try TemporaryFolder()
  defer { withExtendedLifetime(folder) {} }
  try Data(bytes).write(to: URL(fileURLWithPath: folder(name)))
  return try await body(folder(name))
}

/// The path of a file of this repository.
package func repositoryFile(_ name: String) -> String {
  URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent(name).path
}

/// The guideline that the program brings.
package let valuesGuideline = repositoryFile("guidelines/x-value.yaml")
