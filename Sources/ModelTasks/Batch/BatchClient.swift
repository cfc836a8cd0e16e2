package import Models

/// A configured model whose provider takes batches.
package struct BatchClient: Sendable {
  /// A file of many megabytes takes longer than one request.
  private static let leastTimeout = 600.0

  let name: String
  let model: ModelConfiguration
  let dialect: any BatchDialect
  let transport: HTTPTransport
  private let endpoint: ModelEndpoint

  /// Nil where the model's provider takes no batches.
  private init?(
    _ named: some NamedModel,
    connections: Connections,
    environment: [String: String],
    clock: any RunClock
  ) throws {
    guard case .endpoint(let endpoint) = named.model.provider,
      let dialect = endpoint.wire.batchDialect
    else { return nil }
    // Batches are files, and a file holds no secret.
    if let body = endpoint.additions?.body, !EnvironmentReference.names(in: body).isEmpty {
      throw KeyError(client: named.name, problem: .inBatch)
    }
    name = named.name
    model = named.model
    self.endpoint = endpoint
    self.dialect = dialect
    transport = try HTTPTransport(
      to: endpoint,
      of: named.name,
      connections: connections,
      environment: environment,
      timeoutSeconds: max(Self.leastTimeout, model.limits.timeoutSeconds),
      clock: clock
    )
  }

  /// Connects the models whose providers take batches, for as long as `body` runs.
  /// - Parameters:
  ///   - environment: where keys are read from.
  ///   - certificates: a PEM file with authorities to trust besides the system's.
  /// - Throws: ``KeyError`` before anything is sent; what `body` throws.
  package static func withClients<Result>(
    for models: [some NamedModel],
    environment: [String: String],
    certificates: String? = nil,
    clock: any RunClock = SystemClock(),
    _ body: ([BatchClient]) async throws -> Result
  ) async throws -> Result {
    try await Connections.serving(
      models.map(\.model),
      certificates: certificates,
      environment: environment
    ) { connections in
      try await body(
        models.compactMap {
          try BatchClient($0, connections: connections, environment: environment, clock: clock)
        }
      )
    }
  }

  /// How the model's requests look in a batch.
  ///
  /// OpenAI's own models take the newer name of the limit of tokens, and nothing can be tried out here.
  func form(output: StructuredOutput? = nil, dropped: [RequestParameter] = []) -> RequestForm {
    var parameters = Set(dropped)
    if endpoint.wire == .chat { parameters.insert(.maxTokens) }
    return RequestForm(endpoint, sampling: model.sampling, output: output, dropped: parameters)
  }
}

extension ModelConfiguration {
  /// Whether its provider has a way to take batches.
  package var takesBatches: Bool {
    if case .endpoint(let endpoint) = provider { endpoint.wire.batchDialect != nil } else { false }
  }
}
