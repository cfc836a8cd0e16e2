import AsyncHTTPClient
import Models
import NIOCore
import NIOSSL

/// A file of certificates that holds none.
package struct CertificateError: Error, Hashable, Sendable, CustomStringConvertible {
  package var path: String

  package var description: String {
    "\(path): there is no certificate in it, or it cannot be read. The jury file's 'certificates' names a "
      + "PEM file, from the jury file's folder."
  }
}

extension HTTPClient {
  /// A client with connections for some models, for as long as `body` runs.
  static func serving<Result>(
    _ models: [ModelConfiguration],
    certificates: String?,
    _ body: (HTTPClient) async throws -> Result
  ) async throws -> Result {
    if let certificates, (try? NIOSSLCertificate.fromPEMFile(certificates))?.isEmpty ?? true {
      throw CertificateError(path: certificates)
    }
    let client = HTTPClient(
      eventLoopGroupProvider: .singleton,
      configuration: .asking(models, certificates: certificates)
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
  /// As many connections to a provider as its models ask for, and no redirect, which would carry the
  /// key elsewhere.
  static func asking(
    _ models: [ModelConfiguration],
    certificates: String? = nil
  ) -> HTTPClient.Configuration {
    var configuration = HTTPClient.Configuration()
    if let certificates {
      var tls = TLSConfiguration.makeClientConfiguration()
      tls.additionalTrustRoots = [.file(certificates)]
      configuration.tlsConfiguration = tls
    }
    configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit =
      max(8, models.reduce(0) { $0 + $1.limits.concurrency })
    // Whether to try again is decided by the retry rules alone.
    configuration.connectionPool.retryConnectionEstablishment = false
    configuration.redirectConfiguration = .disallow
    configuration.timeout.connect = .seconds(10)
    return configuration
  }
}
