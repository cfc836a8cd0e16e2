import AsyncHTTPClient
import Files
import Foundation
import NIOCore
import NIOFoundationCompat
import NIOHTTP1

/// Bodies that are files, in both directions: they may be larger than what is kept in memory.
extension HTTPTransport {
  /// Sends a request that may hold a file.
  /// - Throws: `CancellationError` alone.
  func send(_ request: BatchRequest, file: String, bytes: Int) async throws -> Outcome {
    var sent = HTTPClientRequest(url: address.url(request.path))
    sent.method = .POST
    sent.headers.add(name: "content-type", value: request.contentType)
    switch request.file {
    case .none: sent.body = .bytes(ByteBuffer(string: request.head))
    case .asItIs, .asList:
      let body = FileBody(request: request, path: file, bytes: bytes)
      sent.body = .stream(body, length: .known(Int64(body.length)))
    }
    return try await outcome(of: sent)
  }

  /// Whether a place that a provider names is where the key may be sent.
  func isOwn(_ place: String) -> Bool {
    if place.hasPrefix("/") { return true }
    guard let there = URL(string: place), let here = URL(string: address.base) else { return false }
    return there.scheme == here.scheme && there.host == here.host && there.port == here.port
  }

  /// Saves an answer line by line, with the key taken out should it be there.
  /// - Parameters:
  ///   - place: a path behind the address, or an address that ``isOwn(_:)``.
  ///   - file: is there when all of the answer is, and nobody else reads it.
  /// - Returns: what went wrong, if anything.
  /// - Throws: `CancellationError`; where the file cannot be written.
  func download(_ place: String, to file: String) async throws -> RequestFailure? {
    let request = HTTPClientRequest(url: place.hasPrefix("/") ? address.url(place) : place)
    let part = try PrivateFile(path: file + ".part")
    do {
      let failure = try await fetch(request, to: part)
      if let failure {
        part.discard()
        return failure
      }
    } catch let error as FileError {
      throw error
    } catch {
      part.discard()
      try Task.checkCancellation()
      return failure(error)
    }
    try part.finish(as: file)
    return nil
  }

  private func fetch(_ request: HTTPClientRequest, to part: PrivateFile) async throws
    -> RequestFailure?
  {
    try await withThrowingTaskGroup(of: RequestFailure?.self) { race in
      race.addTask { try await save(request, to: part) }
      race.addTask { [timeoutSeconds] in
        try await Task.sleep(for: .seconds(timeoutSeconds))
        return .timeout(seconds: timeoutSeconds)
      }
      defer { race.cancelAll() }
      return try await race.next() ?? nil
    }
  }

  private func save(_ request: HTTPClientRequest, to part: PrivateFile) async throws
    -> RequestFailure?
  {
    let (sent, _) = try await authorized(request)
    let response = try await client.execute(sent, deadline: .distantFuture)
    guard response.status == .ok else {
      let body = try await response.body.collect(upTo: Self.longestAnswer)
      let text = redaction.applied(to: String(buffer: body))
      return ProviderAnswer.failure(
        status: Int(response.status.code),
        body: ResponseBody(text: text, signs: RateLimitHeaders(response.headers, at: clock.now))
      )
    }
    var rest = ByteBuffer()
    for try await piece in response.body {
      var piece = piece
      rest.writeBuffer(&piece)
      while let end = rest.readableBytesView.firstIndex(of: 0x0A) {
        let length = end - rest.readerIndex + 1
        guard let line = rest.readString(length: length) else { break }
        try part.write(redaction.applied(to: line))
      }
      rest.discardReadBytes()
      guard rest.readableBytes <= Self.longestAnswer else {
        return .permanent("a line of the results is longer than \(Self.longestAnswer) bytes")
      }
    }
    try part.write(redaction.applied(to: String(buffer: rest)))
    return nil
  }
}
