import Foundation
import JSON
import Models

/// OpenAI's batches: a file is uploaded, a batch is made of it, results are files again.
///
/// A batch carries the key of ours as metadata, by which it is found again.
struct OpenAIBatch: BatchDialect {
  /// The name of the metadata.
  static let label = "values_workbench"

  /// The path that each request is for, as OpenAI names it whatever the address is.
  let endpoint: String

  let mostLines = 50_000
  let mostBytes = 200_000_000

  func line(_ customID: String, body: JSONValue) -> String {
    JSONValue.object([
      ("custom_id", .string(customID)), ("method", .string("POST")), ("url", .string(endpoint)),
      ("body", body),
    ]).text
  }

  func upload(_ batch: Batch) -> BatchRequest? {
    // No file holds its own digest.
    let boundary = "batch-\(batch.sha256)"
    let head = [
      "--\(boundary)", "Content-Disposition: form-data; name=\"purpose\"", "", "batch",
      "--\(boundary)",
      "Content-Disposition: form-data; name=\"file\"; filename=\"\(batch.file)\"",
      "Content-Type: application/jsonl", "", "",
    ]
    return BatchRequest(
      path: "/files",
      contentType: "multipart/form-data; boundary=\(boundary)",
      head: head.joined(separator: "\r\n"),
      tail: "\r\n--\(boundary)--\r\n",
      file: .asItIs
    )
  }

  func creation(_ batch: Batch, uploaded: String?) -> BatchRequest {
    let body = JSONValue.object([
      ("input_file_id", .string(uploaded ?? "")), ("endpoint", .string(endpoint)),
      ("completion_window", .string("24h")),
      ("metadata", .object([(Self.label, .string(batch.key))])),
    ])
    return BatchRequest(path: "/batches", contentType: "application/json", head: body.text)
  }

  func search(after: String?) -> String? {
    "/batches?limit=100" + (after.map { "&after=\($0)" } ?? "")
  }

  func page(_ body: String, lookingFor batch: Batch) throws -> BatchPage {
    let page = try JSONDecoder().decode(Page.self, from: Data(body.utf8))
    return BatchPage(
      found: page.data.first { $0.metadata?[Self.label] == batch.key }?.id,
      next: page.hasMore == true ? page.lastID ?? page.data.last?.id : nil
    )
  }

  func path(of id: String) -> String { "/batches/\(id)" }

  func status(_ body: String) throws -> BatchStatus {
    let found = try JSONDecoder().decode(Found.self, from: Data(body.utf8))
    var words = found.status
    if let counts = found.counts, counts.total > 0 {
      words += ", \(counts.completed + counts.failed) of \(counts.total) done"
    }
    let end: BatchStatus.End? =
      switch found.status {
      case "completed", "expired", "cancelled":
        .results(
          [found.outputFile, found.errorFile].compactMap { $0 }.map { "/files/\($0)/content" }
        )
      case "failed":
        .failed(
          reason: (found.errors?.data ?? []).prefix(3)
            .map { error in
              (error.line.map { "line \($0): " } ?? "") + (error.message ?? error.code ?? "?")
            }
            .joined(separator: "; ")
        )
      default: nil
      }
    return BatchStatus(id: found.id, words: words, end: end)
  }

  func resultOfWholeLine(_ line: String) throws -> BatchResult {
    let result = try JSONDecoder().decode(Result.self, from: Data(line.utf8))
    if let response = result.response {
      // The body goes on as the provider wrote it; a decoder would drop one of two equal names.
      let whole = try JSONValue(parsing: line, repeatedNames: .kept)
      guard let body = whole["response"]?["body"] else { throw MalformedResult() }
      return BatchResult(
        customID: result.customID,
        what: .answer(
          status: response.status,
          body: body.text,
          requestID: response.requestID
        )
      )
    }
    let unanswered: Set = ["batch_expired", "batch_cancelled"]
    if let code = result.error?.code, unanswered.contains(code) {
      return BatchResult(customID: result.customID, what: .nothing)
    }
    let body = JSONValue.object([
      (
        "error",
        .object([
          ("message", .string(result.error?.message ?? "the provider gave no reason")),
          ("code", result.error?.code.map(JSONValue.string) ?? .null),
        ])
      )
    ])
    return BatchResult(
      customID: result.customID,
      what: .answer(status: 500, body: body.text, requestID: nil)
    )
  }

  private struct Page: Decodable {
    var data: [Entry]
    var hasMore: Bool?
    var lastID: String?

    enum CodingKeys: String, CodingKey {
      case data
      case hasMore = "has_more"
      case lastID = "last_id"
    }
  }

  private struct Entry: Decodable {
    var id: String
    var metadata: [String: String]?
  }

  private struct Found: Decodable {
    var id: String
    var status: String
    var outputFile: String?
    var errorFile: String?
    var counts: Counts?
    var errors: Errors?

    enum CodingKeys: String, CodingKey {
      case id, status, errors
      case outputFile = "output_file_id"
      case errorFile = "error_file_id"
      case counts = "request_counts"
    }
  }

  private struct Counts: Decodable {
    var total: Int
    var completed: Int
    var failed: Int
  }

  private struct Errors: Decodable {
    var data: [Failure]?
  }

  private struct Failure: Decodable {
    var code: String?
    var message: String?
    var line: Int?
  }

  private struct Result: Decodable {
    var customID: String
    var response: Response?
    var error: Failure?

    enum CodingKeys: String, CodingKey {
      case response, error
      case customID = "custom_id"
    }
  }

  private struct Response: Decodable {
    var status: Int
    var requestID: String?
    enum CodingKeys: String, CodingKey {
      case status = "status_code"
      case requestID = "request_id"
    }
  }
}
