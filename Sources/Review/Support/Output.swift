import AnnotationCore
import CommandLineKit
import JSON

/// Prints a report: as JSON where that is asked for, else as text.
func report(_ options: ReportOptions, json: @autoclosure () -> JSONValue, text: () -> String) {
  if options.json { printVerbatim(json().pretty) } else { printOutput(text()) }
}

extension JSONValue {
  /// Counts by name, in the order of the names.
  static func counts(_ counts: [String: Int]) -> JSONValue {
    .object(counts.sorted { $0.key < $1.key }.map { ($0.key, .int($0.value)) })
  }
}
