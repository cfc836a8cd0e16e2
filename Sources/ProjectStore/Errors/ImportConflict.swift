/// What stands in the way of an import: there is one at a time.
package enum ImportConflict: Hashable, Sendable, CustomStringConvertible {
  /// Another program adds items.
  case underWay(host: String, process: Int32)
  /// Another program took this import for one that was cut short.
  case takenOver

  package var description: String {
    switch self {
    case .underWay(let host, let process):
      "Another program adds items to the project (process \(process) on \(host)). Wait for it to "
        + "finish, then try again; where it was cut off, try again in \(ImportClaim.minutes) minutes."
    case .takenOver:
      "Another import began, since this one had made no progress for \(ImportClaim.minutes) minutes. "
        + "Wait for the other to finish, then import this file again."
    }
  }
}
