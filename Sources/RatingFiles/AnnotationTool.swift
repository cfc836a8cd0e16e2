import JSON

/// Tools whose exports are met, and cannot be read yet.
package enum AnnotationTool: Hashable, Sendable, CaseIterable {
  case labelStudioFlat
  case argilla
  case prodigy
  case potato

  /// The tool that writes these names of columns or members; nil where none is known by them.
  init?(names: some Collection<String>) {
    if names.contains("_input_hash") || names.contains("_task_hash") {
      self = .prodigy
    } else if names.contains(where: {
      $0.hasSuffix(".responses") || $0.hasSuffix(".responses.users")
    })
      || names.contains("responses") && (names.contains("suggestions") || names.contains("fields"))
    {
      self = .argilla
    } else if names.contains("label_annotations")
      && (names.contains("id") || names.contains("instance_id"))
      || names.contains("instance_id")
        && (names.contains("displayed_text") || names.contains { $0.contains(":::") })
    {
      self = .potato
    } else if names.contains("annotation_id"), !names.contains("annotations"),
      names.contains("lead_time") || names.contains("annotator")
    {
      self = .labelStudioFlat
    } else {
      return nil
    }
  }

  /// The tool that wrote a record of JSON.
  init?(record: JSONValue) {
    guard let members = record.object else { return nil }
    self.init(names: members.map(\.name))
  }

  /// The tool that wrote JSON that begins with these bytes; nil where the first line shows none.
  init?(beginningOf bytes: some Collection<UInt8>) {
    let line = Array(bytes.prefix(1_000_000).prefix { $0 != 0x0A && $0 != 0x0D })
    guard let value = try? JSONValue(parsing: line) else { return nil }
    self.init(record: value.elements?.first ?? value)
  }
}

extension AnnotationTool: CustomStringConvertible {
  /// Whose export it is, and what to do.
  package var description: String {
    switch self {
    case .labelStudioFlat:
      "This is Label Studio's export as JSON-MIN or CSV, which leaves out how each label was given. "
        + "Export the project again as JSON."
    case .argilla: "This is an export of Argilla" + Self.writeCSV("each response of each record")
    case .prodigy:
      "This is an export of Prodigy" + Self.writeCSV("each answer that was accepted")
    case .potato: "This is an export of Potato" + Self.writeCSV("each label of each instance")
    }
  }

  private static func writeCSV(_ what: String) -> String {
    ", which is not read yet. Write \(what) as a line of CSV with item, annotator, field and label."
  }
}
