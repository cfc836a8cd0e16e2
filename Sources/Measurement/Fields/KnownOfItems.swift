package import AnnotationCore
package import ProjectStore

extension Project {
  /// What is known of each item: an attribute such as its language, or what was decided for a field.
  /// - Returns: by item; those of which it is not known are left out.
  /// - Throws: ``MeasurementError/noSuchAttribute(_:known:)``, `StoreError`.
  package func known(of name: String) throws -> [ItemID: String] {
    if let attribute = ItemAttribute(rawValue: name) { return try self.attribute(attribute) }
    let fields = guideline.guideline.fields.filter { !$0.kind.isText }.map(\.id)
    guard fields.contains(name) else {
      throw MeasurementError.noSuchAttribute(
        name,
        known: ItemAttribute.allCases.map(\.rawValue) + fields
      )
    }
    return try decisions(of: name).mapValues(\.stratum)
  }

  /// The same for several names, as strata such as `language=ar`.
  func strata(by names: [String]) throws -> [[ItemID: String]] {
    try names.map { name in try known(of: name).mapValues { "\(name)=\($0)" } }
  }
}
