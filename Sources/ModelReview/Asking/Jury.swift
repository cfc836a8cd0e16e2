package import AnnotationCore
import AsyncHTTPClient
import NIOCore
import NIOSSL

/// Turning a configured jury into one that can be asked.
extension JuryRun.Seat {
  /// - Parameters:
  ///   - environment: where keys are read from.
  /// - Throws: ``SeatError`` or ``RecordingError`` before anything is asked.
  init(
    _ juror: Juror,
    client: HTTPClient,
    environment: [String: String],
    clock: any RunClock = SystemClock()
  ) throws {
    switch juror.provider {
    case .recorded(let file):
      self.init(juror: juror, source: try RecordedReplies(path: file, juror: juror.name))
    case .endpoint(let endpoint):
      let key = try Self.key(of: juror.name, in: endpoint.keyVariable, environment)
      let transport = HTTPTransport(
        client: client,
        address: endpoint.address,
        headers: endpoint.wire.dialect.headers(key: key),
        key: key,
        timeoutSeconds: juror.limits.timeoutSeconds,
        clock: clock
      )
      self.init(
        juror: juror,
        source: ModelEndpoint(endpoint, sampling: juror.sampling, transport: transport)
      )
    }
  }

  /// The key in a variable, where there has to be one.
  static func key(
    of juror: String,
    in variable: String?,
    _ environment: [String: String]
  ) throws(SeatError) -> String? {
    guard let variable else { return nil }
    // A key that comes from a file often ends with the file's line end.
    let value = (environment[variable] ?? "").trimmingBlankEnds
    guard !value.isEmpty else {
      throw SeatError(juror: juror, variable: variable, problem: .notSet)
    }
    guard value.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw SeatError(juror: juror, variable: variable, problem: .notAKey)
    }
    return value
  }
}

/// A juror whose key is not there, or cannot be one.
package struct SeatError: Error, Hashable, Sendable, CustomStringConvertible {
  package var juror: String
  package var variable: String
  package var problem: Problem

  package enum Problem: Hashable, Sendable {
    case notSet
    /// It holds what no header can: blanks, controls, letters outside ASCII.
    case notAKey
  }

  package var description: String {
    let start = "The juror '\(juror)' takes its key from \(variable), which "
    return switch problem {
    case .notSet:
      start + "is not set. Set it in the environment, or take 'key_from' out of the jury file."
    case .notAKey:
      start + "holds blanks, line ends or letters outside ASCII. Set it to the key alone."
    }
  }
}

extension JuryRun {
  /// Seats a jury for as long as `body` runs, with connections that its jurors share.
  /// - Parameters:
  ///   - environment: where keys are read from.
  ///   - certificates: a PEM file with authorities to trust besides the system's.
  /// - Throws: ``SeatError``, ``RecordingError`` or ``CertificateError`` before anything is asked; what
  ///   `body` throws.
  package static func withSeats<Result>(
    for jurors: [Juror],
    environment: [String: String],
    certificates: String? = nil,
    clock: any RunClock = SystemClock(),
    _ body: ([Seat]) async throws -> Result
  ) async throws -> Result {
    try await HTTPClient.serving(jurors, certificates: certificates) { client in
      try await body(
        jurors.map { try Seat($0, client: client, environment: environment, clock: clock) }
      )
    }
  }
}

/// A file of certificates that holds none.
package struct CertificateError: Error, Hashable, Sendable, CustomStringConvertible {
  package var path: String

  package var description: String {
    "\(path): there is no certificate in it, or it cannot be read. The jury file's 'certificates' names a "
      + "PEM file, from the jury file's folder."
  }
}

extension HTTPClient {
  /// A client with connections for a jury, for as long as `body` runs.
  static func serving<Result>(
    _ jurors: [Juror],
    certificates: String?,
    _ body: (HTTPClient) async throws -> Result
  ) async throws -> Result {
    if let certificates, (try? NIOSSLCertificate.fromPEMFile(certificates))?.isEmpty ?? true {
      throw CertificateError(path: certificates)
    }
    let client = HTTPClient(
      eventLoopGroupProvider: .singleton,
      configuration: .jury(jurors, certificates: certificates)
    )
    let result: Result
    do {
      result = try await body(client)
    } catch {
      try? await client.shutdown()
      throw error
    }
    try await client.shutdown()
    return result
  }
}

extension HTTPClient.Configuration {
  /// The configuration for a jury: as many connections to a provider as its jurors ask for, and no
  /// redirect, which would carry the key elsewhere.
  static func jury(
    _ jurors: [Juror],
    certificates: String? = nil
  ) -> HTTPClient.Configuration {
    var configuration = HTTPClient.Configuration()
    if let certificates {
      var tls = TLSConfiguration.makeClientConfiguration()
      tls.additionalTrustRoots = [.file(certificates)]
      configuration.tlsConfiguration = tls
    }
    configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit =
      max(8, jurors.reduce(0) { $0 + $1.limits.concurrency })
    // Whether to try again is decided by the retry rules alone.
    configuration.connectionPool.retryConnectionEstablishment = false
    configuration.redirectConfiguration = .disallow
    configuration.timeout.connect = .seconds(10)
    return configuration
  }
}
