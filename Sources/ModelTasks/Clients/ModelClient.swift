import Basics
package import Models

/// A configured model with the source of its replies.
package struct ModelClient: Sendable {
  /// What its tasks are kept under, such as a juror's name.
  package var name: String
  package var model: ModelConfiguration
  package var source: any ReplySource

  package init(_ named: some NamedModel, source: any ReplySource) {
    name = named.name
    model = named.model
    self.source = source
  }

  /// - Parameter environment: where keys are read from.
  /// - Throws: ``KeyError`` or ``RecordingError`` before anything is asked.
  private init(
    _ named: some NamedModel,
    connections: Connections,
    environment: [String: String],
    clock: any RunClock
  ) throws {
    name = named.name
    model = named.model
    switch named.model.provider {
    case .recorded(let file):
      source = try RecordedReplies(path: file, juror: named.name)
    case .endpoint(let endpoint):
      let transport = try HTTPTransport(
        to: endpoint,
        of: named.name,
        connections: connections,
        environment: environment,
        timeoutSeconds: named.model.limits.timeoutSeconds,
        clock: clock
      )
      source = EndpointSource(endpoint, sampling: named.model.sampling, transport: transport)
    }
  }

  /// Connects models for as long as `body` runs.
  /// - Parameters:
  ///   - environment: where keys, proxies and authorities to trust are read from.
  ///   - certificates: a PEM file with authorities to trust besides others.
  /// - Throws: ``KeyError``, ``RecordingError``, ``ProxyError`` or ``CertificateError`` before anything is asked; what
  ///   `body` throws.
  package static func withClients<Result>(
    for models: [some NamedModel],
    environment: [String: String],
    certificates: String? = nil,
    clock: any RunClock = SystemClock(),
    _ body: ([ModelClient]) async throws -> Result
  ) async throws -> Result {
    try await Connections.serving(
      models.map(\.model),
      certificates: certificates,
      environment: environment
    ) { connections in
      try await body(
        models.map {
          try ModelClient($0, connections: connections, environment: environment, clock: clock)
        }
      )
    }
  }
}
