import AnnotationCore
import Foundation

/// Writes what waits for a juror as files, each as long as it may be.
struct BatchWriting {
  let run: BatchRun
  let seat: BatchRun.Seat
  let prompter: ReviewPrompter

  /// How many known replies are kept at once.
  private static let group = 500

  /// Writes until nothing waits, or the money ends.
  /// - Parameter key: gives each batch its key.
  func writeAll(_ purse: inout Purse, key: () -> String) async throws {
    while try await writeOne(&purse, key: key()) {}
  }

  /// - Returns: whether more may wait.
  private func writeOne(_ purse: inout Purse, key: String) async throws -> Bool {
    let form = try await knownForm()
    let mostLines = min(run.options.mostLines, seat.dialect.mostLines)
    let cases = try await run.store.next(for: seat.juror, limit: mostLines)
    guard !cases.isEmpty else { return false }
    let trials = seat.juror.asking.trials.reduce(into: [:]) { $0[$1.number] = $1 }
    let reading = ReplyReading(run.guideline, juror: seat.juror)
    let price = seat.juror.price?.inBatch
    let file = try PrivateFile(path: run.folder + "/" + key + ".jsonl")
    var batch = Batch(
      key: key,
      juror: seat.juror.name,
      sha256: "",
      lines: 0,
      bytes: 0,
      output: form.output,
      dropped: form.dropped.map(\.rawValue).sorted(),
      writtenAt: run.clock.now
    )
    var lines: [BatchLine] = []
    var prompts: [SentPrompt] = []
    var known: [NewReview] = []
    var hasMoney = true
    do {
      for next in cases {
        guard let trial = trials[next.trial] else { continue }
        let prompt = prompter.prompt(for: next, trial)
        let draw = RequestDraw.number(sample: trial.draw, attempt: next.attempt)
        let planned = form.request(for: prompt, draw: draw)
        if let raw = try await run.store.knownReply(to: planned.hash) {
          let trace = Review.Trace(requestHash: planned.hash, sends: 0, output: planned.output)
          let now = run.clock.now
          let review = reading.review(
            of: next,
            promptHash: prompt.sent.hash,
            form.reread(raw),
            trace,
            from: now,
            to: now
          )
          known.append(NewReview(review, prompt: prompt.sent))
          continue
        }
        let body = form.dialect.body(form.question(prompt, draw: draw))
        let text = seat.dialect.line(batch.customID(of: lines.count + 1), body: body) + "\n"
        if !lines.isEmpty, file.bytes + text.utf8.count > seat.dialect.mostBytes { break }
        let most = price?.most(of: planned) ?? .zero
        guard purse.putAside(most) else {
          hasMoney = false
          break
        }
        try file.write(text)
        prompts.append(prompt.sent)
        lines.append(
          BatchLine(
            number: lines.count + 1,
            next: next,
            requestHash: planned.hash,
            promptHash: prompt.sent.hash,
            mostCost: most
          )
        )
      }
      try await keep(known)
      if lines.isEmpty {
        file.discard()
      } else {
        try file.finish()
        batch.lines = lines.count
        batch.bytes = file.bytes
        batch.sha256 = file.sha256
        try await run.store.add(batch, lines: lines, prompts: prompts)
        run.progress(.wrote(batch))
      }
    } catch {
      file.discard()
      throw error
    }
    if !hasMoney { run.progress(.outOfMoney(juror: seat.juror.name)) }
    return hasMoney && !(lines.isEmpty && known.isEmpty)
  }

  private func keep(_ reviews: [NewReview]) async throws {
    for start in stride(from: 0, to: reviews.count, by: Self.group) {
      _ = try await run.store.record(Array(reviews[start..<min(reviews.count, start + Self.group)]))
    }
  }

  /// The form of requests that earlier batches of the juror have shown to be taken.
  private func knownForm() async throws -> RequestForm {
    var form = seat.form()
    for batch in try await run.store.batches() where batch.juror == seat.juror.name {
      for event in batch.events where event.kind == .notTaken {
        guard let what = event.detail else { continue }
        let output = Juror.StructuredOutput(rawValue: what)
        _ = form.stepDown(from: what, asked: output ?? form.output)
      }
    }
    return form
  }
}
