package import AnnotationCore
import Foundation
import SafeText
import Yams

/// Reading jury files.
package enum JuryFile {
  /// The keys that each part of a jury file takes.
  ///
  /// The schema is held against this table.
  package static let keys = ["jury", "budget", "certificates", "defaults", "jurors"]
  package static let tuning = [
    "mode", "language", "order", "samples", "examples", "temperature", "seed", "maximum_tokens",
    "log_probabilities", "reasoning", "concurrency", "attempts", "retries", "timeout",
    "requests_per_minute", "tokens_per_minute",
  ]
  package static let endpointKeys = [
    "provider", "protocol", "endpoint", "model", "key_from", "key_command", "key_header", "output",
    "system", "headers", "query", "body", "price",
  ]
  package static let jurorKeys = ["name", "recorded"] + endpointKeys + tuning
  package static let priceKeys = ["input", "output", "batch"]

  /// Reads and checks a jury.
  ///
  /// Paths of recorded replies and certificates are taken from the file's folder.
  /// - Throws: everything that is wrong, with line, column and what would be right.
  package static func read(path: String) throws(GuidelineError) -> JuryConfiguration {
    let source = try GuidelineFile.text(of: path)
    return try read(
      source: source,
      file: path,
      folder: URL(fileURLWithPath: path).deletingLastPathComponent().path
    )
  }

  /// Reads and checks a jury's text.
  package static func read(
    source: String,
    file: String,
    folder: String
  ) throws(GuidelineError) -> JuryConfiguration {
    let document = try Document(file: file, source: source)
    var jury = JuryConfiguration(name: "", jurors: [])
    if let record = Record(document.root, "a jury", keys: keys, in: document) {
      jury.name = record.requiredWord("jury") ?? ""
      jury.budget = readBudget(record)
      jury.certificates = record.word("certificates").map { path($0, in: folder) }
      let defaults = record["defaults"].flatMap {
        Record($0, "'defaults'", keys: tuning, in: document)
      }
      var register = Register("juror", .name)
      var lines: [String: Int] = [:]
      for element in record.list(record.required("jurors")) {
        guard let juror = Record(element, "a juror", keys: jurorKeys, in: document) else {
          continue
        }
        let reader = JurorReader(juror, defaults: defaults, folder: folder)
        let name = juror.requiredWord("name") ?? ""
        let node = juror["name"] ?? element
        register.take(name, at: node, in: document)
        guard let new = reader.juror(name: name, hasBudget: jury.budget != nil) else { continue }
        if let first = jury.jurors.first(where: new.isCopy) {
          let line = lines[first.name] ?? 1
          document.report(.copiedJuror(name, of: first.name, firstLine: line), at: node)
        }
        lines[name] = lines[name] ?? document.line(of: node)
        jury.jurors.append(new)
      }
      if document.problems.isEmpty, jury.jurors.isEmpty {
        document.report(.empty("'jurors'"), at: record["jurors"] ?? record.node)
      }
    }
    try document.finish()
    return jury
  }

  /// Reads and checks a file of writers, which has the form of a jury file.
  ///
  /// What says how a juror is shown an item means nothing for a writer and is passed over.
  /// - Throws: ``GuidelineError`` as for a jury; ``WriterError`` for a model that writes no texts.
  package static func readWriters(path: String) throws -> WriterConfiguration {
    let file = try read(path: path)
    return WriterConfiguration(
      writers: try file.jurors.map {
        try Writer(name: $0.name, model: $0.model, samples: $0.asking.samples)
      },
      budget: file.budget,
      certificates: file.certificates
    )
  }

  private static func readBudget(_ record: Record) -> Money? {
    guard let units = record.number("budget"), let node = record["budget"] else { return nil }
    if units <= 0 || units > 1e9 {
      record.document.report(.outOfRange("a budget is more than nothing, and below 1e9"), at: node)
      return nil
    }
    return Money(units: units)
  }

  static func path(_ file: String, in folder: String) -> String {
    file.hasPrefix("/") ? file : folder + "/" + file
  }
}
