import AnnotationCore
import ArgumentParser
import CommandLineKit
import Foundation
import ItemFiles
import JSON
import ProjectStore

struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Import question-answer pairs: the whole file or nothing.",
    discussion: """
      The file has one item per line: {"id": …, "language": …, "question": …, "answer": …}, \
      with "source" and "model" where they are known. Importing the same file again changes nothing.
      """
  )

  @OptionGroup var project: ProjectArgument

  @Argument(help: "The file of items.", completion: .file(extensions: ["jsonl"]))
  var file: String

  @ArgumentParser.Flag(help: "Do not index the items for search; searches will be slower.")
  var noIndex = false

  @OptionGroup var options: ReportOptions

  func run() throws {
    let store = try project.open(for: .manage)
    let (result, sha256) = try imported(into: store)
    if !noIndex { try store.indexItems() }
    report(
      options,
      json: .object([
        ("added", .int(result.added)), ("unchanged", .int(result.unchanged)),
        ("already_imported", .bool(result.alreadyImported)), ("sha256", .string(sha256)),
      ])
    ) {
      if result.added == 0 {
        return
          "\(file): nothing changed; the project had all of them, \(counted(result.unchanged, "item")), already."
      }
      let known =
        result.unchanged > 0 ? ", \(counted(result.unchanged, "was", "were")) there already" : ""
      return "\(file): \(counted(result.added, "item")) imported\(known)."
    }
  }

  /// Imports the file, unless the project has it already.
  func imported(into store: Project) throws -> (report: ImportReport, sha256: String) {
    if let known = try alreadyImported(by: store) { return known }
    let reader = ItemReader(path: file)
    let progress = ProgressLine()
    do {
      let result = try store.importItems(
        file: URL(fileURLWithPath: file).lastPathComponent,
        sha256: reader.sha256,
        at: now(),
        by: .current(token: UUID().uuidString, clock: now)
      ) { inserter in
        try reader.readItems { item, line in
          try inserter.insert(item, line: line, text: reader.lastLine)
          if line % 5000 == 0 { progress.show("\(line) items…") }
        }
      }
      progress.clear()
      return (result, reader.sha256)
    } catch let refusal as ItemRefusal {
      progress.clear()
      let line = "\(refusal.line) | \(ItemReader.shown(refusal.text))"
      throw CommandFailure(
        "\(file):\(refusal.line): field 'id': \(refusal)\n  \(line)\nNothing was imported."
      )
    } catch {
      progress.clear()
      throw CommandFailure("\(error)\nNothing was imported.")
    }
  }

  /// What an import of the file before this one did, found by the file's hash: items never change, so
  /// that nothing in it has to be read again.
  private func alreadyImported(
    by store: Project
  ) throws -> (report: ImportReport, sha256: String)? {
    // What is no file, such as a pipe, can be read only once.
    guard ItemReader.isFile(file), try store.hasImports() else { return nil }
    let hash = try ItemReader.sha256(of: file)
    return try store.importReport(ofKnown: hash).map { ($0, hash) }
  }
}

extension Project {
  /// Indexes new items for searching.
  ///
  /// The items are in already: an index that is cut short is made up for by scanning.
  func indexItems() throws {
    let progress = ProgressLine()
    try indexForSearch { progress.show("indexing for searches: \($0) items left…") }
    progress.clear()
  }
}
