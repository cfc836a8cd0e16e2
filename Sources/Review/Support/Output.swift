import AnnotationCore
import CommandLineKit
import OrderedJSON

/// Prints a report: as JSON where that is asked for, else as text.
func report(_ options: ReportOptions, json: @autoclosure () -> JSONValue, text: () -> String) {
  if options.json { printVerbatim(json().pretty) } else { printOutput(text()) }
}

extension JSONValue {
  /// Counts by name, in the order of the names.
  static func counts(_ counts: [String: Int]) -> JSONValue {
    .object(counts.sorted { $0.key < $1.key }.map { ($0.key, .int($0.value)) })
  }

  /// A label as JSON's own types.
  init(_ value: FieldValue?) {
    self =
      switch value {
      case nil: .null
      case .single(let choice): .string(choice)
      case .multiple(let choices): .array(choices.sorted().map { .string($0) })
      case .scale(let step): .int(step)
      case .text(let text): .string(text)
      }
  }
}
