import ArgumentParser

/// How tables are written.
enum TableFormat: String, CaseIterable, ExpressibleByArgument {
  case text
  case markdown
  case latex
}

/// How a report writes its tables, as the command line says it.
struct TableOptions: ParsableArguments {
  @Option(help: "Report as text for a terminal, or with tables for a paper. Default: text.")
  var format: TableFormat?

  var isText: Bool { (format ?? .text) == .text }

  /// - Throws: where another form of report is asked for too.
  func check(with options: ReportOptions) throws {
    guard format == nil || !options.json else {
      throw ValidationError("--json and --format are two ways to report: take one.")
    }
  }

  func rendered(_ parts: [ReportPart]) -> String { parts.rendered(as: format ?? .text) }
}
