package import AnnotationCore
import Foundation
import Yams

/// Reading jury files.
package enum JuryFile {
  /// The keys that each part of a jury file takes.
  ///
  /// The schema is held against this table.
  package static let keys = ["jury", "defaults", "jurors"]
  package static let tuning = [
    "temperature", "seed", "maximum_tokens", "concurrency", "attempts", "retries", "timeout",
  ]
  package static let jurorKeys = ["name", "recorded", "endpoint", "model", "key_from"] + tuning

  /// Reads and checks a jury.
  ///
  /// Paths of recorded replies are taken from the file's folder.
  /// - Throws: everything that is wrong, with line, column and what would be right.
  package static func read(path: String) throws(GuidelineError) -> [Juror] {
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
  ) throws(GuidelineError) -> [Juror] {
    let document = try Document(file: file, source: source)
    var jurors: [Juror] = []
    if let record = Record(document.root, "a jury", keys: keys, in: document) {
      _ = record.requiredWord("jury")
      let defaults = record["defaults"].flatMap {
        Record($0, "'defaults'", keys: tuning, in: document)
      }
      var register = Register("juror")
      for element in record.list(record.required("jurors")) {
        guard let juror = Record(element, "a juror", keys: jurorKeys, in: document) else {
          continue
        }
        let name = juror.requiredWord("name") ?? ""
        register.take(name, at: juror["name"] ?? element, in: document)
        let sampling = readSampling(juror, defaults)
        let limits = readLimits(juror, defaults)
        guard let provider = readProvider(juror, folder: folder) else { continue }
        jurors.append(
          Juror(name: name, provider: provider, sampling: sampling, limits: limits)
        )
      }
      if document.problems.isEmpty, jurors.isEmpty {
        document.report(.empty("'jurors'"), at: record["jurors"] ?? record.node)
      }
    }
    try document.finish()
    return jurors
  }

  private static func readProvider(_ juror: Record, folder: String) -> Juror.Provider? {
    if let file = juror.word("recorded") {
      for key in ["endpoint", "model", "key_from"] {
        guard let node = juror.key(key) else { continue }
        juror.document.report(
          .unknownKey(key, place: "a recorded juror", allowed: ["name", "recorded"] + tuning),
          at: node
        )
      }
      return .recorded(file: file.hasPrefix("/") ? file : folder + "/" + file)
    }
    guard let endpoint = juror.requiredWord("endpoint"), let model = juror.requiredWord("model")
    else { return nil }
    if let node = juror["endpoint"], !isWebAddress(endpoint) {
      juror.document.report(
        .wrongType(expected: "an address that begins with http:// or https://"),
        at: node
      )
    }
    let variable = juror.word("key_from")
    if let variable, let node = juror["key_from"], !isVariableName(variable) {
      juror.document.report(.secretInFile, at: node)
    }
    return .openAI(endpoint: endpoint, model: model, keyVariable: variable)
  }

  private static func readSampling(_ juror: Record, _ defaults: Record?) -> Juror.Sampling {
    Juror.Sampling(
      temperature: juror.number("temperature") ?? defaults?.number("temperature"),
      seed: juror.integer("seed") ?? defaults?.integer("seed"),
      maximumTokens: positive("maximum_tokens", juror, defaults)
    )
  }

  private static func readLimits(_ juror: Record, _ defaults: Record?) -> Juror.Limits {
    var limits = Juror.Limits()
    if let number = positive("concurrency", juror, defaults) { limits.concurrency = number }
    if let number = positive("attempts", juror, defaults) { limits.attempts = number }
    if let number = juror.integer("retries") ?? defaults?.integer("retries") {
      if number < 0 { report("retries", "retries cannot be fewer than none", juror, defaults) }
      limits.retries = number
    }
    if let seconds = juror.number("timeout") ?? defaults?.number("timeout") {
      if seconds <= 0 { report("timeout", "no reply comes in \(seconds) seconds", juror, defaults) }
      limits.timeoutSeconds = seconds
    }
    return limits
  }

  private static func positive(_ key: String, _ juror: Record, _ defaults: Record?) -> Int? {
    guard let number = juror.integer(key) ?? defaults?.integer(key) else { return nil }
    if number < 1 { report(key, "'\(key)' is at least 1", juror, defaults) }
    return number
  }

  private static func report(_ key: String, _ what: String, _ juror: Record, _ defaults: Record?) {
    juror.document.report(.outOfRange(what), at: juror[key] ?? defaults?[key] ?? juror.node)
  }

  private static func isWebAddress(_ text: String) -> Bool {
    guard let url = URL(string: text), let scheme = url.scheme else { return false }
    return (scheme == "http" || scheme == "https") && url.host?.isEmpty == false
  }

  /// Variables are written in capitals here, so that a key pasted by mistake is caught.
  private static func isVariableName(_ text: String) -> Bool {
    text.first?.isNumber == false
      && text.utf8.allSatisfy { ($0 >= 65 && $0 <= 90) || ($0 >= 48 && $0 <= 57) || $0 == 95 }
  }
}
