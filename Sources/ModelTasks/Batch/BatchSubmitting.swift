import Basics
import Digests
import Foundation
import Models

/// Puts a written batch to its provider, once.
///
/// That the provider is about to be asked is kept before it is. Where its answer is not heard, the
/// batch is looked for by its key; a provider that keeps no key leaves it to somebody to decide.
struct BatchSubmitting<Kind: TaskKind> {
  /// How long after an unheard answer a batch that is not found counts as not taken.
  static var grace: Int64 { 60_000 }
  /// How many pages of batches are looked through.
  static var mostPages: Int { 50 }

  private let run: BatchRun<Kind>
  private let client: BatchClient
  private var requests: BatchRequests

  init(run: BatchRun<Kind>, client: BatchClient, seed: UInt64) {
    self.run = run
    self.client = client
    requests = BatchRequests(client, clock: run.clock, seed: seed)
  }

  /// Submits a batch that its provider does not have.
  mutating func advance(_ batch: Batch) async throws {
    switch batch.state {
    case .submitted, .closed: return
    case .written: try await submit(batch)
    case .unknown(let since):
      guard try await isMissing(batch, since: since) else { return }
      try await submit(batch)
    }
  }

  /// Whether a batch whose answer did not arrive is to be submitted again.
  private mutating func isMissing(_ batch: Batch, since: Timestamp) async throws -> Bool {
    guard client.dialect.search(after: nil) != nil else {
      if !run.options.resubmits { reportUnknown(batch) }
      return run.options.resubmits
    }
    var after: String?
    for _ in 0..<Self.mostPages {
      guard let path = client.dialect.search(after: after) else { break }
      guard let body = try await body(of: .get(path), batch, "looking for it") else { return false }
      guard let page = try? client.dialect.page(body, lookingFor: batch) else {
        report(batch, "looking for it", .malformed("this is no list of batches"))
        return false
      }
      if let id = page.found {
        try await took(batch, id: id)
        return false
      }
      after = page.next
      if after == nil { break }
    }
    let waited = run.clock.now.rawValue - since.rawValue
    guard after == nil, waited >= Self.grace else {
      reportUnknown(batch)
      return false
    }
    return true
  }

  private mutating func submit(_ written: Batch) async throws {
    var batch = written
    let path = run.path(of: batch)
    guard SHA256Digest.hex(ofFile: path) == batch.sha256 else {
      run.progress(
        .stepFailed(
          batch,
          "its file \(path) is gone or was changed. Put it back as it was written, or give the batch "
            + "up with --abandon \(batch.key)."
        )
      )
      return
    }
    if let upload = client.dialect.upload(batch), batch.uploadedID == nil {
      let request = Request.upload(upload, file: path, bytes: batch.bytes)
      guard let body = try await body(of: request, batch, "uploading its file") else { return }
      guard let file = try? JSONDecoder().decode(Named.self, from: Data(body.utf8)) else {
        report(batch, "uploading its file", .malformed("the answer names no file"))
        return
      }
      batch = try await run.add(.uploaded, providerID: file.id, to: batch)
    }
    batch = try await run.add(.submitting, to: batch)
    let creation = client.dialect.creation(batch, uploaded: batch.uploadedID)
    let outcome = try await client.transport.send(creation, file: path, bytes: batch.bytes)
    switch BatchRequests.answer(outcome) {
    case .body(let body):
      guard let status = try? client.dialect.status(body) else {
        reportUnknown(batch)
        return
      }
      try await took(batch, id: status.id)
    case .failed(let failure):
      guard Self.isDefinite(failure) else {
        try Task.checkCancellation()
        reportUnknown(batch)
        return
      }
      batch = try await run.add(.rejected, detail: failure.sentence, to: batch)
      if try await !close(batch, after: failure) { report(batch, "submitting it", failure) }
    }
  }

  /// Whether the provider certainly has no batch after this.
  private static func isDefinite(_ failure: RequestFailure) -> Bool {
    switch failure {
    case .status(let status, _, _, _):
      (400..<500).contains(status) && status != 408 || status == 529
    case .misconfigured: true
    case .unsupportedParameter, .connection, .timeout, .malformed, .permanent: false
    }
  }

  /// Frees the lines where the endpoint has no batches at all.
  private func close(_ batch: Batch, after failure: RequestFailure) async throws -> Bool {
    guard case .status(let status, _, _, _) = failure, [404, 405, 501].contains(status) else {
      return false
    }
    let reason = "this endpoint takes no batches: \(failure.sentence)"
    _ = try await run.add(.failed, detail: reason, to: batch)
    run.progress(.failed(batch, reason: reason))
    return true
  }

  /// Says that nobody knows whether the provider has the batch, and who finds out.
  private func reportUnknown(_ batch: Batch) {
    guard client.dialect.search(after: nil) != nil else { return run.progress(.unknown(batch)) }
    run.progress(
      .stepFailed(
        batch,
        "the provider's answer to its submission did not arrive. Run this again in a minute: then it is "
          + "looked for there, and submitted only if it is missing."
      )
    )
  }

  private func took(_ batch: Batch, id: String) async throws {
    run.progress(.submitted(try await run.add(.submitted, providerID: id, to: batch)))
  }

  private enum Request {
    case get(String)
    case upload(BatchRequest, file: String, bytes: Int)
  }

  /// The answer's body; nil where there is none, which is said.
  private mutating func body(
    of request: Request,
    _ batch: Batch,
    _ doing: String
  ) async throws -> String? {
    let answer =
      switch request {
      case .get(let path): try await requests.get(path)
      case .upload(let upload, let file, let bytes):
        try await requests.upload(upload, file: file, bytes: bytes)
      }
    switch answer {
    case .body(let body): return body
    case .failed(let failure):
      try Task.checkCancellation()
      if case .upload = request, try await close(batch, after: failure) { return nil }
      report(batch, doing, failure)
      return nil
    }
  }

  private func report(_ batch: Batch, _ doing: String, _ failure: RequestFailure) {
    run.progress(.stepFailed(batch, "\(doing) did not work: \(failure.sentence)"))
  }

  private struct Named: Decodable {
    var id: String
  }
}
