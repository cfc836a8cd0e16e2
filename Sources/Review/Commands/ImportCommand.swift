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
    abstract: "Import question-answer pairs: all of a file, or nothing.",
    discussion: """
      The file holds an item on each line: {"id": …, "language": …, "question": …, "answer": …}, \
      with "source" and "model" where they are known. Importing the same file again changes nothing.
      """
  )

  @OptionGroup var project: ProjectArgument

  @Argument(help: "The file of items.", completion: .file(extensions: ["jsonl"]))
  var file: String

  @ArgumentParser.Flag(help: "Don't index the items for searching; searches are slower then.")
  var noIndex = false

  @OptionGroup var options: ReportOptions

  func run() throws {
    let store = try project.open()
    let reader = ItemReader(path: file)
    let progress = ProgressLine()
    let result: ImportReport
    do {
      result = try store.importItems(
        file: URL(fileURLWithPath: file).lastPathComponent,
        sha256: reader.sha256,
        at: now()
      ) { inserter in
        try reader.readItems { item, line in
          try inserter.insert(item, line: line, text: reader.lastLine)
          if line % 5000 == 0 { progress.show("\(line) items…") }
        }
      }
      progress.clear()
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
    if !noIndex { try store.indexItems() }
    report(
      options,
      json: .object([
        ("added", .int(result.added)), ("unchanged", .int(result.unchanged)),
        ("already_imported", .bool(result.alreadyImported)), ("sha256", .string(reader.sha256)),
      ])
    ) {
      if result.added == 0 {
        return
          "\(file): nothing changed; the project had all \(result.unchanged) items already."
      }
      let known = result.unchanged > 0 ? ", \(result.unchanged) it had already" : ""
      return "\(file): \(result.added) items imported\(known)."
    }
  }
}

extension Project {
  /// Indexes new items for searching.
  ///
  /// The items are in already: an index that is cut short is made up for by scanning.
  func indexItems() throws {
    let progress = ProgressLine()
    while case let left = try indexForSearch(), left > 0 {
      progress.show("indexing for searches: \(left) items left…")
    }
    progress.clear()
  }
}
