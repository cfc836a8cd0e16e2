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
    case .endpoint(let endpoint): "\(endpoint.address) \(endpoint.keyVariable ?? "")"
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

  package init(
    wire: WireProtocol = .chat,
    address: String,
    model: String,
    keyVariable: String? = nil,
    output: StructuredOutput? = nil
  ) {
    self.wire = wire
    self.address = address
    self.model = model
    self.keyVariable = keyVariable
    self.output = output
  }
}
