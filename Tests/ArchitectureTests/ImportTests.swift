import Foundation
import Testing

/// Holds the import lines of every target against the table of ARCHITECTURE.md, and every package
/// to its one home.
@Suite struct ImportTests {
  /// What comes with the toolchain and with Linux.
  static let toolchain: Set<String> = ["Foundation", "Glibc", "Synchronization", "Dispatch"]

  /// Packages that only one target may know.
  static let homes = [
    "GRDB": "ProjectStore", "AsyncHTTPClient": "ModelTasks", "Mustache": "ModelReview",
    "Yams": "GuidelineFiles", "CCurses": "NcursesTerminal", "CDigest": "Digests",
    "CWidth": "SafeText",
    "_FoundationICU": "SafeText",
  ]

  struct Row: Sendable, CustomStringConvertible {
    let target: String
    let imports: Set<String>
    var description: String { target }
  }

  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The rows `| Target | imports | …` of the table.
  static let table: [Row] = {
    let page = root.appendingPathComponent("ARCHITECTURE.md")
    let text = (try? String(contentsOf: page, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").compactMap { line in
      let cells = line.split(separator: "|", omittingEmptySubsequences: false)
        .map { $0.trimmingCharacters(in: .whitespaces) }
      guard cells.count >= 5, cells[1].hasPrefix("`") else { return nil }
      let imports = cells[2].split(separator: ",")
        .map { $0.trimmingCharacters(in: CharacterSet(charactersIn: " `")) }
        .filter { !$0.isEmpty && $0 != "nothing" }
      return Row(
        target: cells[1].trimmingCharacters(in: CharacterSet(charactersIn: "`")),
        imports: Set(imports)
      )
    }
  }()

  static func swiftFiles(of target: String) -> [URL] {
    let folder = root.appendingPathComponent("Sources/\(target)")
    let found = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    return (found?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "swift" }
  }

  /// The modules that a file imports.
  static func imports(of file: URL) throws -> Set<String> {
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    let modules = lines.compactMap { line -> String? in
      let words = line.split(separator: " ").drop { $0 == "@_exported" }.map(String.init)
      guard let place = words.firstIndex(of: "import"), place <= 1, words.count > place + 1,
        place == 0 || ["package", "internal", "private", "public", "@testable"].contains(words[0])
      else { return nil }
      return words.last.map { String($0.split(separator: ".")[0]) }
    }
    return Set(modules)
  }

  @Test func `the table names every target that has Swift in it, and no other`() throws {
    let folders = try FileManager.default.contentsOfDirectory(
      atPath: Self.root.appendingPathComponent("Sources").path
    )
    let targets = Set(folders.filter { !Self.swiftFiles(of: $0).isEmpty })
    #expect(Set(Self.table.map(\.target)) == targets)
  }

  @Test(arguments: table)
  func `a target imports what the table says and nothing else`(row: Row) throws {
    let found = try Self.swiftFiles(of: row.target)
      .reduce(into: Set<String>()) { $0.formUnion(try Self.imports(of: $1)) }
    #expect(found.subtracting(Self.toolchain) == row.imports)
  }

  @Test func `the domain imports plain values alone, and the statistics only C's mathematics`()
    throws
  {
    let domain: Set = ["Basics", "JSON", "Models"]
    for (target, allowed) in [("AnnotationCore", domain), ("Agreement", ["Glibc"])] {
      for file in Self.swiftFiles(of: target) {
        let found = try Self.imports(of: file).subtracting(allowed)
        #expect(found == [], "\(file.lastPathComponent)")
      }
    }
  }

  @Test(arguments: homes.keys.sorted())
  func `a package has one home`(package: String) throws {
    for row in Self.table where row.imports.contains(package) {
      #expect(row.target == Self.homes[package])
    }
  }

  /// The store takes whatever weights it is given; `Measurement` gives those of the jury's rule.
  @Test(arguments: ["Annotate", "Review"])
  func `no program decides past the measurement of juror weights`(target: String) throws {
    let past = /\b(store|project)\.(decide|adjudicate)\(/
    for file in Self.swiftFiles(of: target) {
      let text = try String(contentsOf: file, encoding: .utf8)
      #expect(text.firstMatch(of: past) == nil, "\(file.lastPathComponent)")
    }
  }

  @Test func `no target imports one that stands below it in the table`() {
    let order = Dictionary(
      uniqueKeysWithValues: Self.table.enumerated().map { ($0.element.target, $0.offset) }
    )
    for row in Self.table {
      for other in row.imports {
        guard let place = order[other], let own = order[row.target] else { continue }
        #expect(place < own, "\(row.target) imports \(other)")
      }
    }
  }

  @Test func `only one target prints, where text of others is made printable`() throws {
    let printing = try Regex(
      #"(^|[^\w.]|Swift\.)print\(|FileHandle\.standard(Error|Output)|\bfputs\("#
    )
    for row in Self.table where row.target != "CommandLineKit" {
      for file in Self.swiftFiles(of: row.target) {
        let found = try Self.lines(of: file).filter { $0.contains(printing) }
        #expect(found == [], "\(file.lastPathComponent)")
      }
    }
  }

  @Test func `what Foundation says of its errors is shown nowhere`() throws {
    for row in Self.table where row.target != "ProjectStore" {
      for file in Self.swiftFiles(of: row.target) {
        let found = try Self.lines(of: file).filter { $0.contains(".localizedDescription") }
        #expect(found == [], "\(file.lastPathComponent)")
      }
    }
  }

  /// What no other database has, or spells like that.
  static let onlySQLite = [
    #"\bPRAGMA\b"#, #"\bMATCH\b"#, #"\bGLOB\b"#, #"INSERT OR "#, #"REPLACE INTO"#, "fts5",
    #"\browid\b"#, #"\bjson_\w+\("#, #"\bsqlite_\w+"#, #"total_changes"#, #"in_control_group\("#,
    "CREATE TRIGGER", "WITHOUT ROWID",
  ]

  @Test func `what only SQLite has is kept together`() throws {
    let homes = ["Database/", "Schema/Migrations.swift", "Schema/FirstRelease/SQLite/", "Search/"]
    // Tables are checked by SQLite's JSON functions, and are kept the way it keeps them.
    let tables = "Schema/FirstRelease/Tables/"
    let words = try Self.onlySQLite.map { try Regex($0) }
    for file in Self.swiftFiles(of: "ProjectStore") {
      let path = file.path.components(separatedBy: "/ProjectStore/").last ?? ""
      guard !(homes + [tables]).contains(where: path.hasPrefix) else { continue }
      let found = try Self.lines(of: file).filter { line in words.contains { line.contains($0) } }
      #expect(found == [], "\(path)")
    }
  }

  @Test func `commands that wait for models read and write their project in the background`() throws
  {
    let direct = /\bstore\.(?!inBackground|guideline|path)/
    for file in Self.swiftFiles(of: "Review") {
      let lines = try Self.lines(of: file)
      guard lines.contains(where: { $0.contains("AsyncParsableCommand") }) else { continue }
      #expect(lines.filter { $0.contains(direct) } == [], "\(file.lastPathComponent)")
    }
  }

  /// The lines of a file that are no comments.
  static func lines(of file: URL) throws -> [Substring] {
    try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
      .filter { !$0.drop { $0 == " " }.hasPrefix("//") }
  }
}
