/// What every request to an endpoint has besides what its protocol says.
///
/// A value may name a variable of the environment as `${NAME}`, and holds no key itself. Kept, and
/// hashed, as it is written.
package struct RequestAdditions: Hashable, Sendable, Codable {
  package var headers: [String: String]
  /// Parameters of the address.
  package var query: [String: String]
  /// The text of a JSON object that is merged into the body; nil for none.
  package var body: String?

  package init(
    headers: [String: String] = [:],
    query: [String: String] = [:],
    body: String? = nil
  ) {
    self.headers = headers
    self.query = query
    self.body = body
  }

  package var isEmpty: Bool { headers.isEmpty && query.isEmpty && body == nil }

  /// What of them makes one request another: all that is sent, in one order.
  package var identity: [String] {
    headers.sorted { $0.key < $1.key }.map { "header \($0.key): \($0.value)" }
      + query.sorted { $0.key < $1.key }.map { "query \($0.key)=\($0.value)" }
      + (body.map { ["body \($0)"] } ?? [])
  }
}

/// Where the system prompt stands in a request.
package enum SystemPlace: String, Hashable, Sendable, Codable, CaseIterable {
  /// A message of its own.
  case system = "system"
  /// Before the user's message, for models that know no system.
  case user = "user"
}

/// References to variables of the environment, as `${NAME}`, in a text.
package enum EnvironmentReference {
  /// The text with each reference replaced.
  /// - Parameter value: of a variable.
  package static func replaced<Failure: Error>(
    in text: String,
    _ value: (String) throws(Failure) -> String
  ) throws(Failure) -> String {
    var result = ""
    var rest = text[...]
    while let start = rest.firstRange(of: "${"),
      let end = rest[start.upperBound...].firstIndex(of: "}")
    {
      result += rest[..<start.lowerBound]
      result += try value(String(rest[start.upperBound..<end]))
      rest = rest[rest.index(after: end)...]
    }
    return result + rest
  }

  /// The text without its references: what stands in a file for all to read.
  package static func removed(from text: String) -> String { replaced(in: text) { _ in "" } }

  /// The names of the variables.
  package static func names(in text: String) -> [String] {
    var names: [String] = []
    _ = replaced(in: text) { name in
      names.append(name)
      return ""
    }
    return names
  }

  /// Whether a word can name a variable: capitals, so that a key pasted by mistake is caught.
  package static func isName(_ text: String) -> Bool {
    text.first?.isNumber == false
      && text.utf8.allSatisfy { ($0 >= 65 && $0 <= 90) || ($0 >= 48 && $0 <= 57) || $0 == 95 }
  }
}
