import AnnotationCore
import AsyncHTTPClient
import Foundation
import NIOCore
import NIOFoundationCompat
import NIOHTTP1
import OrderedJSON
import Synchronization

/// A model behind an endpoint that speaks OpenAI's chat completions.
final class ChatCompletions: ReviewSource {
  /// A longer answer is not read.
  static let longestAnswer = 8_000_000

  private let client: HTTPClient
  private let url: String
  private let model: String
  private let key: String?
  private let redaction: Redaction
  private let sampling: Juror.Sampling
  private let timeoutSeconds: Double
  /// Whether the endpoint takes a JSON Schema for its replies; known once it has refused one.
  private let takesSchema = Mutex(true)

  /// - Parameter key: the provider's key; it goes into the request's header and nowhere else.
  init(
    client: HTTPClient,
    endpoint: String,
    model: String,
    key: String?,
    sampling: Juror.Sampling,
    timeoutSeconds: Double
  ) {
    self.client = client
    url = (endpoint.hasSuffix("/") ? String(endpoint.dropLast()) : endpoint) + "/chat/completions"
    self.model = model
    self.key = key
    redaction = Redaction(of: key)
    self.sampling = sampling
    self.timeoutSeconds = timeoutSeconds
  }

  func ask(_ prompt: ReviewPrompt, about item: Item) async throws -> Exchange {
    let withSchema = takesSchema.withLock { $0 }
    let exchange = try await send(body(for: prompt, withSchema: withSchema))
    // Servers that know no schema say so with the parameter's name; asked without, they can answer.
    if withSchema, case .failed(.status(400, let message, _)) = exchange,
      message.contains("response_format") || message.contains("json_schema")
    {
      takesSchema.withLock { $0 = false }
      return try await send(body(for: prompt, withSchema: false))
    }
    return exchange
  }

  /// The request's body.
  func body(for prompt: ReviewPrompt, withSchema: Bool) -> String {
    func message(_ role: String, _ content: String) -> JSONValue {
      .object([("role", .string(role)), ("content", .string(content))])
    }
    var members: [(String, JSONValue)] = [
      ("model", .string(model)),
      ("messages", .array([message("system", prompt.system), message("user", prompt.user)])),
    ]
    if let temperature = sampling.temperature {
      members.append(("temperature", .double(temperature)))
    }
    if let seed = sampling.seed { members.append(("seed", .int(seed))) }
    if let maximum = sampling.maximumTokens { members.append(("max_tokens", .int(maximum))) }
    if withSchema {
      let schema = JSONValue.object([
        ("name", .string("review")), ("strict", .bool(true)), ("schema", prompt.schema),
      ])
      members.append(
        ("response_format", .object([("type", .string("json_schema")), ("json_schema", schema)]))
      )
    }
    return JSONValue.object(members).text
  }

  private func send(_ body: String) async throws -> Exchange {
    var request = HTTPClientRequest(url: url)
    request.method = .POST
    request.headers.add(name: "content-type", value: "application/json")
    if let key { request.headers.add(name: "authorization", value: "Bearer \(key)") }
    request.body = .bytes(ByteBuffer(string: body))
    do {
      guard let answer = try await fetch(request) else {
        return .failed(.timeout(seconds: timeoutSeconds))
      }
      let text = redaction.applied(to: answer.text)
      return redaction.applied(
        to: ChatReply.exchange(status: answer.status, headers: answer.headers, body: text)
      )
    } catch {
      // A request is dropped when the run is stopped, and then nothing came of it.
      try Task.checkCancellation()
      return .failed(trouble(error))
    }
  }

  private struct Answer: Sendable {
    var status: Int
    var headers: HTTPHeaders
    var text: String
  }

  /// Sends a request and reads the whole answer; nil where both together took too long.
  ///
  /// The client's own deadline ends with the answer's head, and a body that stalls would be waited
  /// for without end.
  private func fetch(_ request: HTTPClientRequest) async throws -> Answer? {
    try await withThrowingTaskGroup(of: Answer?.self) { race in
      race.addTask { [client] in
        let response = try await client.execute(request, deadline: .distantFuture)
        let body = try await response.body.collect(upTo: Self.longestAnswer)
        return Answer(
          status: Int(response.status.code),
          headers: response.headers,
          text: String(buffer: body)
        )
      }
      race.addTask { [timeoutSeconds] in
        try await Task.sleep(for: .seconds(timeoutSeconds))
        return nil
      }
      defer { race.cancelAll() }
      return try await race.next() ?? nil
    }
  }

  private func trouble(_ error: any Error) -> Trouble {
    switch error {
    case is NIOTooManyBytesError:
      .hopeless("the answer is longer than \(Self.longestAnswer) bytes")
    // The short description: the whole one can quote headers, and so the key.
    case let error as HTTPClientError where error.isHopeless: .hopeless(error.shortDescription)
    case let error as HTTPClientError: .connection(error.shortDescription)
    default: .connection(redaction.applied(to: "\(error)"))
    }
  }
}

extension HTTPClientError {
  /// Whether the address itself is wrong, so that no try can succeed.
  fileprivate var isHopeless: Bool {
    self == .invalidURL || self == .emptyHost || self == .emptyScheme
      || shortDescription == HTTPClientError.unsupportedScheme("").shortDescription
  }
}
