import AnnotationCore
import Digests
import Foundation

/// Puts a written batch to its provider, once.
///
/// That the provider is about to be asked is kept before it is. Where its answer is not heard, the
/// batch is looked for by its key; a provider that keeps no key leaves it to somebody to decide.
struct BatchSubmitting {
  /// How long after an unheard answer a batch that is not found counts as not taken.
  static let grace: Int64 = 60_000
  /// How many pages of batches are looked through.
  static let mostPages = 50

  private let run: BatchRun
  private let seat: BatchRun.Seat
  private var asking: BatchAsking

  init(run: BatchRun, seat: BatchRun.Seat, seed: UInt64) {
    self.run = run
    self.seat = seat
    asking = BatchAsking(seat, clock: run.clock, seed: seed)
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

  /// Whether a batch whose answer was not heard is to be submitted again.
  private mutating func isMissing(_ batch: Batch, since: Timestamp) async throws -> Bool {
    guard seat.dialect.search(after: nil) != nil else {
      if !run.options.resubmits { unheard(batch) }
      return run.options.resubmits
    }
    var after: String?
    for _ in 0..<Self.mostPages {
      guard let path = seat.dialect.search(after: after) else { break }
      guard let body = try await body(of: .get(path), batch, "looking for it") else { return false }
      guard let page = try? seat.dialect.page(body, lookingFor: batch) else {
        report(batch, "looking for it", .garbled("this is no list of batches"))
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
      unheard(batch)
      return false
    }
    return true
  }

  private mutating func submit(_ written: Batch) async throws {
    var batch = written
    let path = run.path(of: batch)
    guard SHA256Digest.hex(ofFile: path) == batch.sha256 else {
      run.progress(
        .trouble(
          batch,
          "its file \(path) is gone or was changed. Put it back as it was written, or give the batch "
            + "up with --abandon \(batch.key)."
        )
      )
      return
    }
    if let upload = seat.dialect.upload(batch), batch.uploadedID == nil {
      let request = Ask.upload(upload, file: path, bytes: batch.bytes)
      guard let body = try await body(of: request, batch, "uploading its file") else { return }
      guard let file = try? JSONDecoder().decode(Named.self, from: Data(body.utf8)) else {
        report(batch, "uploading its file", .garbled("the answer names no file"))
        return
      }
      batch = try await add(.uploaded, providerID: file.id, to: batch)
    }
    batch = try await add(.submitting, to: batch)
    let creation = seat.dialect.creation(batch, uploaded: batch.uploadedID)
    let outcome = try await seat.transport.send(creation, file: path, bytes: batch.bytes)
    switch BatchAsking.answer(outcome) {
    case .body(let body):
      guard let standing = try? seat.dialect.standing(body) else {
        unheard(batch)
        return
      }
      try await took(batch, id: standing.id)
    case .trouble(let trouble):
      guard Self.isDefinite(trouble) else {
        try Task.checkCancellation()
        unheard(batch)
        return
      }
      batch = try await add(.rejected, detail: trouble.sentence, to: batch)
      if try await !close(batch, after: trouble) { report(batch, "submitting it", trouble) }
    }
  }

  /// Whether the provider certainly has no batch after this.
  private static func isDefinite(_ trouble: Trouble) -> Bool {
    switch trouble {
    case .status(let status, _, _): (400..<500).contains(status) && status != 408 || status == 529
    case .misconfigured: true
    case .notTaken, .connection, .timeout, .garbled, .hopeless: false
    }
  }

  /// Frees the lines where the endpoint has no batches at all.
  private func close(_ batch: Batch, after trouble: Trouble) async throws -> Bool {
    guard case .status(let status, _, _) = trouble, [404, 405, 501].contains(status) else {
      return false
    }
    let reason = "this endpoint takes no batches: \(trouble.sentence)"
    _ = try await add(.failed, detail: reason, to: batch)
    run.progress(.failed(batch, reason: reason))
    return true
  }

  /// Says that nobody knows whether the provider has the batch, and who finds out.
  private func unheard(_ batch: Batch) {
    guard seat.dialect.search(after: nil) != nil else { return run.progress(.unknown(batch)) }
    run.progress(
      .trouble(
        batch,
        "the provider's answer to its submission was not heard. Run this again in a minute: then it is "
          + "looked for there, and submitted only if it is missing."
      )
    )
  }

  private func took(_ batch: Batch, id: String) async throws {
    run.progress(.submitted(try await add(.submitted, providerID: id, to: batch)))
  }

  private enum Ask {
    case get(String)
    case upload(BatchRequest, file: String, bytes: Int)
  }

  /// The answer's body; nil where there is none, which is said.
  private mutating func body(
    of request: Ask,
    _ batch: Batch,
    _ doing: String
  ) async throws -> String? {
    let answer =
      switch request {
      case .get(let path): try await asking.get(path)
      case .upload(let upload, let file, let bytes):
        try await asking.upload(upload, file: file, bytes: bytes)
      }
    switch answer {
    case .body(let body): return body
    case .trouble(let trouble):
      try Task.checkCancellation()
      if case .upload = request, try await close(batch, after: trouble) { return nil }
      report(batch, doing, trouble)
      return nil
    }
  }

  private func report(_ batch: Batch, _ doing: String, _ trouble: Trouble) {
    run.progress(.trouble(batch, "\(doing) did not work: \(trouble.sentence)"))
  }

  private func add(
    _ kind: Batch.Kind,
    providerID: String? = nil,
    detail: String? = nil,
    to batch: Batch
  ) async throws -> Batch {
    let event = Batch.Event(kind, providerID: providerID, detail: detail, at: run.clock.now)
    return try await run.store.append(event, to: batch)
  }

  private struct Named: Decodable {
    var id: String
  }
}
