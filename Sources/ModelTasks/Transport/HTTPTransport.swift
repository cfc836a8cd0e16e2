import AsyncHTTPClient
import JSON
import Models
import NIOCore
import NIOFoundationCompat
import NIOHTTP1
import NIOSSL

/// Sends one request to a provider and reads the whole answer.
///
/// Decides nothing: retries, pace and meaning are others' work.
struct HTTPTransport: Sendable {
  /// A longer answer is not read.
  static let longestAnswer = 8_000_000

  let client: HTTPClient
  let address: EndpointAddress
  /// What is merged into the body of a request.
  let additions: JSONValue?
  private let key: EndpointKey
  private let proxySecrets: [String]
  private let headers: @Sendable (_ key: String?) -> HTTPHeaders
  let timeoutSeconds: Double
  let clock: any RunClock

  /// - Parameters:
  ///   - name: the model's, for whoever reads an error.
  ///   - environment: where the key is read from; it goes into a header and nowhere else.
  /// - Throws: where the key is not there, or cannot be one, or stands in the address.
  init(
    to endpoint: ModelEndpoint,
    of name: String,
    connections: Connections,
    environment: [String: String],
    timeoutSeconds: Double,
    clock: any RunClock
  ) throws(KeyError) {
    if let place = ModelEndpoint.secretPlace(in: endpoint.address) {
      throw KeyError(client: name, problem: .inAddress(place: place))
    }
    let dialect = endpoint.wire.dialect
    let added = try ResolvedAdditions(endpoint.additions, of: name, environment: environment)
    client = connections.client(for: endpoint.address)
    address = EndpointAddress(
      endpoint.address,
      requestPath: dialect.path(model: endpoint.model),
      parameters: added.query
    )
    additions = added.body
    key = try EndpointKey(
      of: name,
      endpoint: endpoint,
      values: added.secrets,
      environment: environment
    )
    proxySecrets = connections.secrets
    headers = { [keyHeader = endpoint.keyHeader, fixed = added.headers] key in
      var headers = HTTPHeaders(dialect.headers(key: keyHeader == nil ? key : nil))
      if let keyHeader, let key { headers.replaceOrAdd(name: keyHeader, value: key) }
      for (name, value) in fixed { headers.replaceOrAdd(name: name, value: value) }
      return headers
    }
    self.timeoutSeconds = timeoutSeconds
    self.clock = clock
  }

  /// Takes keys and other secrets out of what comes back.
  var redaction: Redaction { Redaction(of: key.secrets + proxySecrets) }

  /// What came back, with the key taken out should it be there.
  enum Outcome: Sendable {
    case answer(status: Int, ResponseBody)
    case failed(RequestFailure)
  }

  /// - Parameter path: what follows the address.
  /// - Throws: `CancellationError` alone.
  func send(
    _ method: HTTPMethod = .POST,
    path: String,
    contentType: String = "application/json",
    body: ByteBuffer?
  ) async throws -> Outcome {
    var request = HTTPClientRequest(url: address.url(path))
    request.method = method
    if let body {
      request.headers.add(name: "content-type", value: contentType)
      request.body = .bytes(body)
    }
    return try await outcome(of: request)
  }

  /// Sends a request with the headers and the key of the endpoint; once more with another key, where
  /// the key is no longer good.
  /// - Throws: `CancellationError` alone.
  func outcome(of request: HTTPClientRequest) async throws -> Outcome {
    let first = try await outcome(ofOne: request)
    guard key.isRenewable, case .answer(401, _) = first else { return first }
    return try await outcome(ofOne: request)
  }

  /// The request with the endpoint's headers and its key, and the key.
  /// - Throws: ``KeyCommandError``.
  func authorized(_ request: HTTPClientRequest) async throws -> (HTTPClientRequest, String?) {
    let key = try await key.key(at: clock.now)
    var request = request
    for (name, value) in headers(key) { request.headers.replaceOrAdd(name: name, value: value) }
    return (request, key)
  }

  private func outcome(ofOne request: HTTPClientRequest) async throws -> Outcome {
    do {
      let (sent, key) = try await authorized(request)
      guard let (response, bytes) = try await fetch(sent) else {
        return .failed(.timeout(seconds: timeoutSeconds))
      }
      let signs = RateLimitHeaders(response.headers, at: clock.now)
      if response.status == .unauthorized { self.key.reject(key) }
      let text = redaction.applied(to: String(buffer: bytes))
      return .answer(status: Int(response.status.code), ResponseBody(text: text, signs: signs))
    } catch {
      // A request is dropped when the run is stopped, and then nothing came of it.
      try Task.checkCancellation()
      return .failed(failure(error))
    }
  }

  /// Sends a request and reads the whole answer; nil where both together took too long.
  ///
  /// The client's own deadline ends with the answer's head, and a body that stalls would be waited
  /// for without end.
  private func fetch(
    _ request: HTTPClientRequest
  ) async throws -> (HTTPClientResponse, ByteBuffer)? {
    try await withThrowingTaskGroup(of: (HTTPClientResponse, ByteBuffer)?.self) { race in
      race.addTask { [client] in
        let response = try await client.execute(request, deadline: .distantFuture)
        return (response, try await response.body.collect(upTo: Self.longestAnswer))
      }
      race.addTask { [timeoutSeconds] in
        try await Task.sleep(for: .seconds(timeoutSeconds))
        return nil
      }
      defer { race.cancelAll() }
      return try await race.next() ?? nil
    }
  }

  func failure(_ error: any Error) -> RequestFailure {
    switch error {
    case is NIOTooManyBytesError:
      .permanent("the answer is longer than \(Self.longestAnswer) bytes")
    case let error as KeyCommandError: .misconfigured(error.description)
    // The short description: the whole one can quote headers, and so the key.
    case let error as HTTPClientError where error.isMisconfigured:
      .misconfigured(error.shortDescription)
    case let error as HTTPClientError: .connection(error.shortDescription)
    default:
      Self.isUntrusted(error)
        ? .misconfigured("its certificate is not trusted: " + redaction.applied(to: "\(error)"))
        : .connection(redaction.applied(to: "\(error)"))
    }
  }

  /// Whether TLS was refused, such as for its certificate: retrying cannot help.
  private static func isUntrusted(_ error: any Error) -> Bool {
    if case .handshakeFailed(.sslError) = error as? NIOSSLError { return true }
    return error as? NIOSSLExtraError == .failedToValidateHostname
  }
}

extension HTTPClientError {
  /// Whether the address itself is wrong, so that retrying cannot help.
  fileprivate var isMisconfigured: Bool {
    self == .invalidURL || self == .emptyHost || self == .emptyScheme
      || shortDescription == HTTPClientError.unsupportedScheme("").shortDescription
  }
}
