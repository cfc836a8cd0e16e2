import AsyncHTTPClient
import Basics
import Models
import NIOCore
import NIOSSL

/// A file of certificates that holds none.
package struct CertificateError: Error, Hashable, Sendable, CustomStringConvertible {
  package var path: String
  /// The variable that names the file; nil where the jury file does.
  package var variable: String?

  package var description: String {
    let source =
      variable.map { "\($0) names a PEM file with the authorities to trust." }
      ?? "The jury file's 'certificates' names a PEM file, from the jury file's folder."
    return "\(path): there is no certificate in it, or it cannot be read. \(source)"
  }
}

/// The connections of a run: one client for those who are asked directly, and one for each proxy.
struct Connections: Sendable {
  private let direct: HTTPClient
  private let proxied: [WebProxy: HTTPClient]
  private let rules: ProxyEnvironment

  /// The client that connects to an address.
  func client(for address: String) -> HTTPClient {
    rules.proxy(for: address).flatMap { proxied[$0] } ?? direct
  }

  /// Passwords of proxies, which no text may show.
  var secrets: [String] { rules.proxies.compactMap(\.password) }

  /// Connects some models for as long as `body` runs.
  /// - Parameters:
  ///   - certificates: a PEM file with authorities to trust besides others.
  ///   - environment: names proxies, and authorities to trust in place of the system's.
  /// - Throws: ``CertificateError`` or ``ProxyError`` before anything is asked; what `body` throws.
  static func serving<Result>(
    _ models: [ModelConfiguration],
    certificates: String?,
    environment: [String: String],
    _ body: (Connections) async throws -> Result
  ) async throws -> Result {
    let rules = try ProxyEnvironment(environment)
    let trust = try Trust(certificates: certificates, environment: environment)
    func client(_ proxy: WebProxy?) -> HTTPClient {
      HTTPClient(
        eventLoopGroupProvider: .singleton,
        configuration: .asking(models, trust: trust, proxy: proxy)
      )
    }
    let connections = Connections(
      direct: client(nil),
      proxied: Dictionary(rules.proxies.map { ($0, client($0)) }) { first, _ in first },
      rules: rules
    )
    let result: Result
    do {
      result = try await body(connections)
    } catch {
      try? await connections.shutDown()
      throw error
    }
    try await connections.shutDown()
    return result
  }

  private func shutDown() async throws {
    for client in proxied.values { try await client.shutdown() }
    try await direct.shutdown()
  }
}

/// Whose certificates are trusted.
struct Trust: Sendable {
  /// A PEM file in place of the system's authorities.
  private(set) var roots: String?
  /// A PEM file besides them.
  private(set) var additional: String?

  /// - Parameter environment: `SSL_CERT_FILE`, as OpenSSL and curl read it, names the authorities.
  /// - Throws: ``CertificateError`` for a file without certificates.
  init(certificates: String?, environment: [String: String]) throws(CertificateError) {
    let variable = ["SSL_CERT_FILE", "ssl_cert_file"].first {
      environment[$0]?.trimmingBlankEnds.isEmpty == false
    }
    let named = variable.flatMap { environment[$0]?.trimmingBlankEnds }
    for (path, variable) in [(named, variable), (certificates, nil)] {
      if let path, (try? NIOSSLCertificate.fromPEMFile(path))?.isEmpty ?? true {
        throw CertificateError(path: path, variable: variable)
      }
    }
    roots = named
    additional = certificates
  }

  /// Nil where the client's own settings are right.
  var configuration: TLSConfiguration? {
    guard roots != nil || additional != nil else { return nil }
    var tls = TLSConfiguration.makeClientConfiguration()
    if let roots { tls.trustRoots = .file(roots) }
    if let additional { tls.additionalTrustRoots = [.file(additional)] }
    return tls
  }
}

extension HTTPClient.Configuration {
  /// As many connections to a provider as its models ask for, and no redirect, which would carry the
  /// key elsewhere.
  static func asking(
    _ models: [ModelConfiguration],
    trust: Trust,
    proxy: WebProxy?
  ) -> HTTPClient.Configuration {
    var configuration = HTTPClient.Configuration()
    if let tls = trust.configuration { configuration.tlsConfiguration = tls }
    configuration.proxy = proxy.map { HTTPClient.Configuration.Proxy($0) }
    configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit =
      max(8, models.reduce(0) { $0 + $1.limits.concurrency })
    // Whether to try again is decided by the retry rules alone.
    configuration.connectionPool.retryConnectionEstablishment = false
    configuration.redirectConfiguration = .disallow
    configuration.timeout.connect = .seconds(10)
    return configuration
  }
}

extension HTTPClient.Configuration.Proxy {
  fileprivate init(_ proxy: WebProxy) {
    if proxy.isSOCKS {
      self = .socksServer(host: proxy.host, port: proxy.port)
    } else if let user = proxy.user {
      self = .server(
        host: proxy.host,
        port: proxy.port,
        authorization: .basic(username: user, password: proxy.password ?? "")
      )
    } else {
      self = .server(host: proxy.host, port: proxy.port)
    }
  }
}
