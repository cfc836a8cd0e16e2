/// Where the replies of a model come from.
package enum ModelProvider: Hashable, Sendable, Codable {
  case endpoint(ModelEndpoint)
  /// Replies from a file, as JSON lines.
  case recorded(file: String)

  /// The model's name, or that it is recorded.
  package var model: String {
    switch self {
    case .endpoint(let endpoint): endpoint.model
    case .recorded: "recorded"
    }
  }

  /// Models whose requests share a provider's limits have this in common.
  package var key: String {
    switch self {
    case .endpoint(let endpoint):
      ([endpoint.address, endpoint.keyVariable ?? ""] + (endpoint.keyCommand ?? []))
        .joined(separator: " ")
    case .recorded(let file): file
    }
  }

  private enum CodingKeys: String, CodingKey {
    case endpoint = "endpoint"
    case recorded = "recorded"
  }

  private struct Recording: Codable {
    var file: String
  }

  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    if let recording = try values.decodeIfPresent(Recording.self, forKey: .recorded) {
      self = .recorded(file: recording.file)
    } else {
      self = .endpoint(try values.decode(ModelEndpoint.self, forKey: .endpoint))
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .endpoint(let endpoint): try values.encode(endpoint, forKey: .endpoint)
    case .recorded(let file): try values.encode(Recording(file: file), forKey: .recorded)
    }
  }
}

/// A model behind an address.
package struct ModelEndpoint: Hashable, Sendable, Codable {
  package var wire: WireProtocol
  /// The base of the API, such as `http://localhost:8000/v1`.
  package var address: String
  package var model: String
  /// The environment variable that holds the key, if one is needed.
  package var keyVariable: String?
  /// The strongest means by which replies are held to their form; nil for the protocol's own.
  package var output: StructuredOutput?
  /// The header that carries the key as it is; nil for the protocol's own.
  package var keyHeader: String?
  /// A program with its arguments that prints the key; nil where a variable holds it, or none is needed.
  package var keyCommand: [String]?
  /// Where the system prompt stands; nil for a message of its own.
  package var system: SystemPlace?
  /// What every request has besides what the protocol says; nil for nothing.
  package var additions: RequestAdditions?
  /// What the provider calls a member of a request's body otherwise than the protocol does.
  package var renamed: [String: String]?
  /// Parameters that the provider is known not to take.
  package var leftOut: [RequestParameter]?

  package init(
    wire: WireProtocol = .chat,
    address: String,
    model: String,
    keyVariable: String? = nil,
    output: StructuredOutput? = nil,
    keyHeader: String? = nil,
    keyCommand: [String]? = nil,
    system: SystemPlace? = nil,
    additions: RequestAdditions? = nil,
    renamed: [String: String]? = nil,
    leftOut: [RequestParameter]? = nil
  ) {
    self.wire = wire
    self.address = address
    self.model = model
    self.keyVariable = keyVariable
    self.output = output
    self.keyHeader = keyHeader
    self.keyCommand = keyCommand
    self.system = system
    self.additions = additions
    self.renamed = renamed
    self.leftOut = leftOut
  }

  /// The parameters that its requests leave out from the beginning.
  package var unsupported: Set<RequestParameter> { wire.unsupported.union(leftOut ?? []) }
}
