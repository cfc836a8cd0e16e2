import Basics
import Models

/// A model whose key is not there or cannot be one, or whose address holds one.
package struct KeyError: Error, Hashable, Sendable, CustomStringConvertible {
  package var client: String
  package var problem: Problem

  package enum Problem: Hashable, Sendable {
    case notSet(variable: String)
    /// It holds what no header can: blanks, controls, letters outside ASCII.
    case notAKey(variable: String)
    /// And in which part of the address.
    case inAddress(place: String)
    /// A value that a header, a parameter or a body names.
    case valueNotSet(variable: String)
    /// A body that names a variable, for a batch.
    case inBatch
  }

  package var description: String {
    switch problem {
    case .notSet(let variable):
      "'\(client)' takes its key from \(variable), which is not set. Set it in the "
        + "environment, or change 'key_from' in the file."
    case .notAKey(let variable):
      "'\(client)' takes its key from \(variable), which holds blanks, line ends or letters "
        + "outside ASCII. Set it to the key alone."
    case .inAddress(let place):
      "The address of '\(client)' holds a key, \(place). Write the address without it, and "
        + "name the environment variable that holds the key in 'key_from'."
    case .valueNotSet(let variable):
      "'\(client)' names ${\(variable)} in its 'headers', 'query' or 'body', and it is not set. Set it "
        + "in the environment."
    case .inBatch:
      "The 'body' of '\(client)' names a variable of the environment, and a batch is a file that would "
        + "hold its value. Write it without, or use 'review run'."
    }
  }

  /// The key in a variable, where there has to be one.
  static func key(
    of client: String,
    in variable: String?,
    _ environment: [String: String]
  ) throws(KeyError) -> String? {
    guard let variable else { return nil }
    // A key that comes from a file often ends with the file's line end.
    let value = (environment[variable] ?? "").trimmingBlankEnds
    guard !value.isEmpty else {
      throw KeyError(client: client, problem: .notSet(variable: variable))
    }
    guard value.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw KeyError(client: client, problem: .notAKey(variable: variable))
    }
    return value
  }
}
