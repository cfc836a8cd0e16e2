/// Somebody who is a configured model under a name: a juror, a writer.
package protocol NamedModel: Sendable {
  /// What its tasks are kept under.
  var name: String { get }
  var model: ModelConfiguration { get }
}
