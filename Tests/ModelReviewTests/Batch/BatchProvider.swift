import Foundation
import ModelFixtures
import Synchronization

/// A provider's batches as both providers have them: files, batches, results in any order.
///
/// What is wrong with it is said beforehand: per line, and per call.
final class BatchProvider: Sendable {
  enum Kind: Sendable, CaseIterable { case openAI, anthropic }

  /// What a call does that does not go well.
  enum Fault: Sendable {
    /// It is done, and nobody hears of it.
    case unheard
    /// It is not done, and the connection ends.
    case lost
    case status(Int, String)
  }

  /// What comes of a line.
  enum Line: Sendable {
    case reply(String)
    case refusal
    case cutShort
    case error(status: Int, type: String, message: String)
    case expired
    case missing
    case garbage
  }

  private struct Made {
    var id: String
    var key: String?
    var requests: [(id: String, body: String)]
  }

  private struct State {
    var calls: [String] = []
    var bodies: [String] = []
    var files: [String: String] = [:]
    var made: [Made] = []
    var faults: [String: Fault] = [:]
    var isOver = false
    var failure: String?
  }

  private let kind: Kind
  private let state = Mutex(State())
  /// What comes of the nth request of a batch, from 1.
  private let play: @Sendable (_ number: Int) -> Line

  init(_ kind: Kind, _ play: @escaping @Sendable (Int) -> Line = { _ in .reply(goodReply) }) {
    self.kind = kind
    self.play = play
  }

  /// Such as `POST /v1/batches`.
  var calls: [String] { state.withLock(\.calls) }
  var bodies: [String] { state.withLock(\.bodies) }
  /// The ids of the requests of each batch.
  var batches: [[String]] { state.withLock { $0.made.map { $0.requests.map(\.id) } } }

  /// The body of each request that is in a batch.
  var requests: [String] { state.withLock { $0.made.flatMap { $0.requests.map(\.body) } } }

  /// Says what happens to the next call of this kind.
  func fail(_ call: String, _ fault: Fault) { state.withLock { $0.faults[call] = fault } }

  /// All batches are over from now on.
  func finish() { state.withLock { $0.isOver = true } }

  /// Every batch is found to be wrong.
  func refuseFiles(_ why: String) { state.withLock { $0.failure = why } }

  enum Answer {
    case body(Int, String)
    case nothing
  }

  func answer(_ method: String, _ uri: String, _ body: String) -> Answer {
    state.withLock { state in
      let path = uri.split(separator: "?").first.map(String.init) ?? uri
      let call = "\(method) \(path)"
      state.calls.append(call)
      state.bodies.append(body)
      switch state.faults.removeValue(forKey: call) {
      case .lost: return .nothing
      case .status(let status, let text): return .body(status, text)
      case .unheard:
        _ = serve(method, path, body, &state)
        return .nothing
      case nil: return .body(200, serve(method, path, body, &state))
      }
    }
  }

  private func serve(
    _ method: String,
    _ path: String,
    _ body: String,
    _ state: inout State
  ) -> String {
    let parts = path.split(separator: "/").map(String.init)
    switch (method, parts.dropFirst().first, parts.count) {
    case ("POST", "files", _):
      let id = "file-\(state.files.count + 1)"
      state.files[id] = Self.file(in: body)
      return json(["id": id, "object": "file", "purpose": "batch"])
    case ("POST", "batches", _): return create(body, &state)
    case ("POST", "messages", _): return create(body, &state)
    case ("GET", "batches", 2):
      let list = state.made.map { made in
        ["id": made.id, "metadata": made.key.map { ["values_workbench": $0] } ?? [:]]
          as [String: Any]
      }
      return json(["object": "list", "data": list, "has_more": false])
    case ("GET", "batches", 3), ("GET", "messages", 4): return standing(of: parts.last, state)
    case ("GET", "files", _): return results(parts[2], state)
    case ("GET", "messages", 5): return results(parts[3], state)
    default: return "{}"
    }
  }

  /// What stands in the second part of a form.
  private static func file(in form: String) -> String {
    let parts = form.components(separatedBy: "\r\n\r\n")
    return parts.last?.components(separatedBy: "\r\n--").first ?? ""
  }

  private func create(_ body: String, _ state: inout State) -> String {
    let sent = object(body)
    let lines: [[String: Any]]
    if let list = sent["requests"] as? [[String: Any]] {
      lines = list
    } else {
      let file = state.files[sent["input_file_id"] as? String ?? ""] ?? ""
      lines = file.split(separator: "\n").map { object(String($0)) }
    }
    let id = "batch_\(state.made.count + 1)"
    state.made.append(
      Made(
        id: id,
        key: (sent["metadata"] as? [String: String])?["values_workbench"],
        requests: lines.map { line in
          let body = line["body"] ?? line["params"] ?? [:]
          return (line["custom_id"] as? String ?? "", json(body as? [String: Any] ?? [:]))
        }
      )
    )
    return standing(of: id, state)
  }

  private func standing(of id: String?, _ state: State) -> String {
    let count = state.made.first { $0.id == id }?.requests.count ?? 0
    let done = state.isOver ? count : 0
    switch kind {
    case .openAI:
      var answer: [String: Any] = [
        "id": id ?? "", "object": "batch", "status": state.isOver ? "completed" : "in_progress",
        "request_counts": ["total": count, "completed": done, "failed": 0],
      ]
      if let why = state.failure {
        answer["status"] = "failed"
        answer["errors"] = ["data": [["code": "invalid_json_line", "line": 1, "message": why]]]
      } else if state.isOver {
        answer["output_file_id"] = "output-\(id ?? "")"
        answer["error_file_id"] = "errors-\(id ?? "")"
      }
      return json(answer)
    case .anthropic:
      return json([
        "id": id ?? "", "type": "message_batch",
        "processing_status": state.isOver ? "ended" : "in_progress",
        "request_counts": ["processing": count - done, "succeeded": done],
        "results_url": state.isOver ? "https://elsewhere.example/results" : NSNull(),
      ])
    }
  }

  /// The results in another order than they were asked for.
  private func results(_ file: String, _ state: State) -> String {
    let id = file.split(separator: "-").last.map(String.init) ?? file
    let requests = state.made.first { $0.id == id }?.requests ?? []
    var lines: [String] = []
    for (index, request) in requests.enumerated().reversed() {
      let line = play(index + 1)
      if kind == .openAI, file.hasPrefix("errors-") != Self.isError(line) { continue }
      if let text = kind == .openAI ? openAI(line, request.id) : anthropic(line, request.id) {
        lines.append(text)
      }
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private static func isError(_ line: Line) -> Bool {
    switch line {
    case .error, .expired: true
    case .reply, .refusal, .cutShort, .missing, .garbage: false
    }
  }

  private func openAI(_ line: Line, _ id: String) -> String? {
    func response(_ status: Int, _ body: String) -> String {
      json([
        "id": "batch_req_1", "custom_id": id, "error": NSNull(),
        "response": ["status_code": status, "request_id": "req-\(id)", "body": object(body)],
      ])
    }
    switch line {
    case .reply(let text): return response(200, completion(text))
    case .refusal: return response(200, completion("", refusal: "I can't judge this."))
    case .cutShort: return response(200, completion(String(goodReply.prefix(20)), finish: "length"))
    case .error(let status, let type, let message):
      return response(status, json(["error": ["message": message, "type": type]]))
    case .expired:
      return json([
        "id": "batch_req_2", "custom_id": id, "response": NSNull(),
        "error": [
          "code": "batch_expired", "message": "This request could not be executed in time.",
        ],
      ])
    case .missing: return nil
    case .garbage: return "<html>"
    }
  }

  private func anthropic(_ line: Line, _ id: String) -> String? {
    func succeeded(_ text: String, _ stop: String) -> String {
      json([
        "custom_id": id,
        "result": [
          "type": "succeeded",
          "message": [
            "id": "msg-1", "type": "message", "role": "assistant", "model": "m-1",
            "content": [["type": "text", "text": text]], "stop_reason": stop,
            "usage": ["input_tokens": 12, "output_tokens": 3],
          ],
        ],
      ])
    }
    switch line {
    case .reply(let text): return succeeded(text, "end_turn")
    case .refusal: return succeeded("I can't judge this.", "refusal")
    case .cutShort: return succeeded(String(goodReply.prefix(20)), "max_tokens")
    case .error(_, let type, let message):
      return json([
        "custom_id": id,
        "result": [
          "type": "errored",
          "error": ["type": "error", "error": ["type": type, "message": message]],
        ],
      ])
    case .expired: return json(["custom_id": id, "result": ["type": "expired"]])
    case .missing: return nil
    case .garbage: return "<html>"
    }
  }
}

private func json(_ object: [String: Any]) -> String {
  let data = try? JSONSerialization.data(withJSONObject: object, options: .sortedKeys)
  return String(decoding: data ?? Data(), as: UTF8.self)
}

private func object(_ text: String) -> [String: Any] {
  (try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]) ?? [:]
}
