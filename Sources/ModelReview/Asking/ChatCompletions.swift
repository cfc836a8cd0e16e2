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
    let status: Int
    let headers: HTTPHeaders
    let text: String
    do {
      let milliseconds = Int64(timeoutSeconds * 1000)
      let response = try await client.execute(request, timeout: .milliseconds(milliseconds))
      status = Int(response.status.code)
      headers = response.headers
      text = String(buffer: try await response.body.collect(upTo: Self.longestAnswer))
    } catch let error as HTTPClientError where error == .cancelled {
      throw CancellationError()
    } catch is CancellationError {
      throw CancellationError()
    } catch let error as HTTPClientError where error.isTimeout {
      return .failed(.timeout(seconds: timeoutSeconds))
    } catch is NIOTooManyBytesError {
      return .failed(.hopeless("the answer is longer than \(Self.longestAnswer) bytes"))
    } catch let error as HTTPClientError where error.isHopeless {
      return .failed(.hopeless(redacted("\(error)")))
    } catch {
      try Task.checkCancellation()
      return .failed(.connection(redacted("\(error)")))
    }
    return ChatReply.exchange(status: status, headers: headers, body: redacted(text))
  }

  /// A text without the key, should a server have sent it back.
  private func redacted(_ text: String) -> String {
    guard let key, !key.isEmpty else { return text }
    return text.replacing(key, with: "[key]")
  }
}

extension HTTPClientError {
  fileprivate var isTimeout: Bool {
    [.deadlineExceeded, .readTimeout, .connectTimeout].contains(self)
  }

  /// Whether the address itself is wrong, so that no try can succeed.
  fileprivate var isHopeless: Bool {
    self == .invalidURL || self == .emptyHost || self == .emptyScheme
  }
}
