import Foundation
import JSON
import Models

/// Anthropic's message batches: one request holds all others, and results are one list.
///
/// Nothing of ours stays with a batch, so that one whose submission was not confirmed is not found again.
struct AnthropicBatch: BatchDialect {
  let mostLines = 100_000
  /// Of 256 MB, with room for what stands around the lines.
  let mostBytes = 255_000_000

  func line(_ customID: String, body: JSONValue) -> String {
    JSONValue.object([("custom_id", .string(customID)), ("params", body)]).text
  }

  func upload(_ batch: Batch) -> BatchRequest? { nil }

  func creation(_ batch: Batch, uploaded: String?) -> BatchRequest {
    BatchRequest(
      path: "/messages/batches",
      contentType: "application/json",
      head: #"{"requests":["#,
      tail: "]}",
      file: .asList
    )
  }

  func search(after: String?) -> String? { nil }

  func page(_ body: String, lookingFor batch: Batch) throws -> BatchPage { BatchPage() }

  func path(of id: String) -> String { "/messages/batches/\(id)" }

  func status(_ body: String) throws -> BatchStatus {
    let found = try JSONDecoder().decode(Found.self, from: Data(body.utf8))
    var words = found.status
    if let counts = found.counts {
      let done = counts.values.reduce(0, +) - (counts["processing"] ?? 0)
      words += ", \(done) of \(counts.values.reduce(0, +)) done"
    }
    return BatchStatus(
      id: found.id,
      words: words,
      end: found.status == "ended"
        ? .results([found.results ?? path(of: found.id) + "/results"]) : nil
    )
  }

  func resultOfWholeLine(_ line: String) throws -> BatchResult {
    let entry = try JSONValue(parsing: line, repeatedNames: .kept)
    guard let id = entry["custom_id"]?.stringValue, let result = entry["result"] else {
      throw MalformedResult()
    }
    let what: BatchResult.What
    switch (result["type"]?.stringValue, result["message"], result["error"]) {
    case ("succeeded", let message?, _) where message.object != nil:
      what = .answer(status: 200, body: message.text, requestID: nil)
    case ("errored", _, let error?):
      // The error's type stands in it, or in another object within.
      let name = error["error"]?["type"]?.stringValue ?? error["type"]?.stringValue
      guard let name else { throw MalformedResult() }
      what = .answer(status: Self.status(of: name), body: error.text, requestID: nil)
    case ("expired", _, _), ("canceled", _, _): what = .nothing
    default: throw MalformedResult()
    }
    return BatchResult(customID: id, what: what)
  }

  /// The status that the same error has when a request is sent alone.
  private static func status(of error: String) -> Int {
    switch error {
    case "invalid_request_error": 400
    case "authentication_error": 401
    case "billing_error": 402
    case "permission_error": 403
    case "not_found_error": 404
    case "request_too_large": 413
    case "rate_limit_error": 429
    case "timeout_error": 504
    case "overloaded_error": 529
    default: 500
    }
  }

  private struct Found: Decodable {
    var id: String
    var status: String
    var counts: [String: Int]?
    var results: String?

    enum CodingKeys: String, CodingKey {
      case id
      case status = "processing_status"
      case counts = "request_counts"
      case results = "results_url"
    }
  }
}
