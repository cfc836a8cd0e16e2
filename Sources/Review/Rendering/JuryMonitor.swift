import AnnotationCore
import CommandLineKit
import Files
import Foundation
import Glibc
import JSON
import ModelTasks
import SafeText
import Synchronization

/// Shows how a run goes on standard error: a line for each juror on a terminal, a line now and then
/// in a pipe.
final class JuryMonitor: Sendable {
  private struct State {
    var meter: JuryMeter
    var shown = 0
    var last: Timestamp?
  }

  private let state: Mutex<State>
  private let isTerminal: Bool
  private let log: JuryLog?

  init(waiting: [String: Int], at start: Timestamp, log: JuryLog?) {
    state = Mutex(State(meter: JuryMeter(waiting: waiting, at: start)))
    isTerminal = isatty(STDERR_FILENO) == 1
    self.log = log
  }

  func note(_ progress: TaskProgress<NewReview>, at now: Timestamp) {
    switch progress {
    case .sent(let record): log?.note(record)
    case .kept(let new):
      log?.note(new.review)
      note(at: now) { $0.note(new.review) }
    default: noteTrouble(progress)
    }
  }

  func note(_ progress: TaskProgress<AnswerAttempt>, at now: Timestamp) {
    switch progress {
    case .sent(let record): log?.note(record)
    case .kept(let attempt):
      log?.note(attempt)
      note(at: now) { $0.note(attempt) }
    default: noteTrouble(progress)
    }
  }

  /// What the run says of a model that gets no further.
  private func noteTrouble(_ progress: TaskProgress<some Sendable>) {
    switch progress {
    case .sent, .kept: break
    case .gaveUp(let model, let reason):
      say("\(model) is not asked any more in this run: \(reason)", gaveUp: model)
    case .left(let model, let count, let reason):
      say("\(model): \(count) left for another run, which do not count as attempts: \(reason)")
    case .pausing(let model, let milliseconds, let reason):
      say("\(model) is asked again in \(milliseconds / 1000) s: \(reason)")
    }
  }

  private func note(at now: Timestamp, _ change: (inout JuryMeter) -> Void) {
    state.withLock { state in
      change(&state.meter)
      show(&state, at: now, every: isTerminal ? 200 : 30_000)
    }
  }

  private func say(_ words: String, gaveUp model: String? = nil) {
    state.withLock { state in
      if let model { state.meter.noteGaveUp(model) }
      clear(&state)
      printError(words)
    }
  }

  /// Leaves the last figures where they are.
  func finish(at now: Timestamp) {
    state.withLock { state in show(&state, at: now, every: 0) }
  }

  private func show(_ state: inout State, at now: Timestamp, every milliseconds: Int64) {
    if let last = state.last, now.rawValue - last.rawValue < milliseconds { return }
    if state.last == nil, !isTerminal, milliseconds > 0 {
      state.last = now
      return
    }
    state.last = now
    guard isTerminal else {
      printError(state.meter.line(at: now))
      return
    }
    clear(&state)
    let lines = state.meter.lines(at: now)
    for line in lines { printError(printableLine(line)) }
    state.shown = lines.count
  }

  private func clear(_ state: inout State) {
    eraseErrorLines(state.shown)
    state.shown = 0
  }
}

/// What was sent and what came, as JSON lines in a file: without what items, prompts and replies say,
/// unless that is asked for, and never with a key.
final class JuryLog: Sendable {
  private let file: Mutex<FileHandle>
  private let withTexts: Bool

  /// - Parameter path: is added to.
  init(path: String, withTexts: Bool) throws {
    // Replies may stand in it: nobody else reads it.
    // A pipe that nobody reads is refused instead of waited for.
    let flags = O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NONBLOCK
    let descriptor = open(path, flags, 0o600)
    guard descriptor >= 0 else { throw FileError(.write, path, .init(errno: errno)) }
    file = Mutex(FileHandle(fileDescriptor: descriptor, closeOnDealloc: true))
    self.withTexts = withTexts
  }

  func note(_ record: SendRecord) {
    var members: [(String, JSONValue)] = [
      ("at", .int(Int(record.at.rawValue))), ("event", .string("sent")),
      ("juror", .string(record.client)), ("item", .string(record.key.subject)),
      ("trial", .int(record.key.trial)), ("attempt", .int(record.key.attempt)),
      ("send", .int(record.send)), ("result", .string(record.result)),
      ("request_id", record.requestID.map(JSONValue.string) ?? .null),
      ("milliseconds", .int(record.milliseconds)),
      ("prompt_tokens", record.promptTokens.map(JSONValue.int) ?? .null),
      ("completion_tokens", record.completionTokens.map(JSONValue.int) ?? .null),
      ("prompt", .string(record.promptHash)),
    ]
    if withTexts {
      members += [
        ("system", .string(record.system)), ("user", .string(record.user)),
        ("reply", record.raw.map(JSONValue.string) ?? .null),
      ]
    }
    write(.object(members))
  }

  func note(_ review: Review) {
    write(
      .object([
        ("at", .int(Int(review.at.rawValue))), ("event", .string("reviewed")),
        ("juror", .string(review.juror)), ("item", .string(review.item)),
        ("trial", .int(review.trial)), ("attempt", .int(review.attempt)),
        ("outcome", .string(review.outcome.word)), ("sends", .int(review.trace.sends)),
        ("cost", .double(review.trace.cost.units)), ("prompt", .string(review.promptHash)),
      ])
    )
  }

  func note(_ attempt: AnswerAttempt) {
    write(
      .object([
        ("at", .int(Int(attempt.at.rawValue))), ("event", .string("answered")),
        ("writer", .string(attempt.writer)), ("question", .string(attempt.question)),
        ("sample", .int(attempt.sample)), ("attempt", .int(attempt.attempt)),
        ("outcome", .string(attempt.outcome.word)), ("sends", .int(attempt.trace.sends)),
        ("cost", .double(attempt.trace.cost.units)), ("prompt", .string(attempt.prompt.hash)),
      ])
    )
  }

  private func write(_ line: JSONValue) {
    file.withLock { try? $0.write(contentsOf: Data((line.text + "\n").utf8)) }
  }
}

extension AnswerAttempt.Outcome {
  /// What came of it, in a word.
  var word: String {
    switch self {
    case .answered: "answered"
    case .refused: "refused"
    case .flawed(let flaw): flaw.kind
    case .cutShort: "cut_short"
    case .failed: "failed"
    }
  }
}

extension Review.Outcome {
  /// What came of it, in a word.
  var word: String {
    switch self {
    case .verdict: "verdict"
    case .refused: "refused"
    case .unparsable: "unparsable"
    case .failed: "failed"
    }
  }
}
