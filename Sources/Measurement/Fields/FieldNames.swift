package import AnnotationCore

/// Fields by the names that a command line or a file gives them.
extension Guideline {
  /// The field of a name.
  /// - Throws: ``MeasurementError/noSuchField(_:known:)`` with the names that there are.
  package func field(named name: String) throws(MeasurementError) -> Field {
    guard let field = field(name) else { throw noSuchField(name) }
    return field
  }

  /// The fields of some names, or all where none is named; in the order of the guideline.
  /// - Throws: ``MeasurementError/noSuchField(_:known:)`` with the names that there are.
  package func fields(named names: [String]) throws(MeasurementError) -> [Field] {
    var named: Set<FieldID> = []
    for name in names { named.insert(try field(named: name).id) }
    return fields.filter { named.isEmpty || named.contains($0.id) }
  }

  /// That there is no field of a name, and which there are.
  package func noField(named name: String) -> String { noSuchField(name).description }

  private func noSuchField(_ name: String) -> MeasurementError {
    .noSuchField(name, known: fields.map(\.id))
  }

  /// The fields of some names that take labels, or all of them where none is named.
  /// - Parameter onlyLastStage: whether a field of an earlier stage is refused too.
  /// - Throws: ``MeasurementError/noSuchField(_:known:)``, and
  ///   ``MeasurementError/notMeasured(_:onlyLastStage:known:)`` for a text.
  func measuredFields(
    named names: [String],
    onlyLastStage: Bool = false
  ) throws(MeasurementError) -> [Field] {
    let measured = (onlyLastStage ? fields(of: lastStage) : fields).filter { !$0.kind.isText }
    let known = measured.map(\.id)
    for name in names {
      _ = try field(named: name)
      guard known.contains(name) else {
        throw .notMeasured(name, onlyLastStage: onlyLastStage, known: known)
      }
    }
    return measured.filter { names.isEmpty || names.contains($0.id) }
  }
}

extension Field.Kind {
  /// Whether a text is written into the field.
  var isText: Bool { if case .text = self { true } else { false } }
}
