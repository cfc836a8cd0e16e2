import Basics
import Models

/// Writes what waits for a model as files, each as long as it may be.
struct BatchWriting<Kind: TaskKind> {
  let run: BatchRun<Kind>
  let client: BatchClient

  /// How many known replies are kept at once.
  private static var group: Int { 500 }

  /// Writes until nothing waits, or the money ends.
  /// - Parameter key: gives each batch its key.
  func writeAll(_ budget: inout Budget, key: () -> String) async throws {
    while try await writeOne(&budget, key: key()) {}
  }

  /// - Returns: whether more may wait.
  private func writeOne(_ budget: inout Budget, key: String) async throws -> Bool {
    let form = try await knownForm()
    let mostLines = min(run.options.mostLines, client.dialect.mostLines)
    let cases = try await run.kind.next(for: client.name, limit: mostLines)
    guard !cases.isEmpty else { return false }
    let price = client.model.price?.inBatch
    let file = try PrivateFile(path: run.folder + "/" + key + ".jsonl")
    var batch = Batch(
      key: key,
      client: client.name,
      sha256: "",
      lines: 0,
      bytes: 0,
      output: form.output,
      dropped: form.dropped.sorted { $0.rawValue < $1.rawValue },
      writtenAt: run.clock.now
    )
    var lines: [BatchLine<Kind.Case>] = []
    var prompts: [Kind.Prompt] = []
    var known: [Kind.Result] = []
    var hasBudget = true
    do {
      for next in cases {
        let task = try run.kind.task(for: next, of: client.name)
        let planned = form.planned(task)
        if let raw = try await run.kind.knownReply(to: planned.hash) {
          let now = run.clock.now
          known.append(
            try run.kind.result(
              of: next,
              by: client.name,
              promptHash: task.prompt.hash,
              prompt: task.prompt,
              Completion(knownAs: planned, form.reread(raw), start: now, end: now)
            )
          )
          continue
        }
        let body = form.body(form.request(task), adding: client.transport.additions)
        let text = client.dialect.line(batch.customID(of: lines.count + 1), body: body) + "\n"
        if !lines.isEmpty, file.bytes + text.utf8.count > client.dialect.mostBytes { break }
        let most = price?.most(of: planned) ?? .zero
        guard budget.reserve(most) else {
          hasBudget = false
          break
        }
        try file.write(text)
        prompts.append(task.prompt)
        lines.append(
          BatchLine(
            number: lines.count + 1,
            next: next,
            requestHash: planned.hash,
            promptHash: task.prompt.hash,
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
    if !hasBudget { run.progress(.outOfBudget(client: client.name)) }
    return hasBudget && !(lines.isEmpty && known.isEmpty)
  }

  private func keep(_ results: [Kind.Result]) async throws {
    for start in stride(from: 0, to: results.count, by: Self.group) {
      let end = min(results.count, start + Self.group)
      _ = try await run.kind.record(Array(results[start..<end]))
    }
  }

  /// The form of requests that earlier batches of the model have shown to be taken.
  private func knownForm() async throws -> RequestForm {
    var form = client.form()
    for batch in try await run.store.batches() where batch.client == client.name {
      for event in batch.events where event.kind == .unsupportedParameter {
        guard let what = event.detail else { continue }
        let output = StructuredOutput(rawValue: what)
        _ = form.stepDown(from: what, asked: output ?? form.output)
      }
    }
    return form
  }
}
