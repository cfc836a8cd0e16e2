package import Basics
package import Models

/// A kind of task: what waits, what is asked, how replies are read and where they are kept.
///
/// A kind knows its subjects and nothing of providers, retries or money. Reading and writing may wait
/// for a disk or for another program, and is done off the threads of async code.
package protocol TaskKind: Sendable {
  /// What waits for a model.
  associatedtype Case: TaskCase
  associatedtype Prompt: ModelPrompt
  /// What is kept of an attempt.
  associatedtype Result: TaskResult

  /// What waits for the model of a name, those first that were tried least.
  func next(for client: String, limit: Int) async throws -> [Case]

  /// The task with which a model is asked about a case.
  /// - Throws: where the case is none of the model's.
  func task(for next: Case, of client: String) throws -> ModelTask<Prompt>

  /// Reads what came of a task.
  /// - Parameters:
  ///   - promptHash: SHA-256 of the prompt, in hexadecimal.
  ///   - prompt: nil where the task was in a batch, whose prompts are kept already.
  /// - Throws: where the case is none of the model's.
  func result(
    of next: Case,
    by client: String,
    promptHash: String,
    prompt: Prompt?,
    _ completion: Completion
  ) throws -> Result

  /// Keeps results, on disk when it returns.
  /// - Returns: of each whether it was kept; one that is there already is not.
  func record(_ results: [Result]) async throws -> [Bool]

  /// Keeps that a provider could not take a task.
  func note(_ unanswered: UnansweredTask) async throws

  /// Whether anybody but these models has replies, so that it is worth to look for known ones.
  func hasKnownReplies(beside clients: [String]) async throws -> Bool

  /// A raw reply that could be used to the same request, whoever asked.
  func knownReply(to requestHash: String) async throws -> String?
}

extension TaskKind {
  package func hasKnownReplies(beside clients: [String]) async throws -> Bool { false }

  package func knownReply(to requestHash: String) async throws -> String? { nil }
}

/// What waits for a model.
package protocol TaskCase: Hashable, Sendable {
  /// No two cases of one model share subject and trial.
  var taskKey: TaskKey { get }
}

/// What is kept of an attempt.
package protocol TaskResult: Sendable {
  /// Whether nobody asks again.
  var isFinal: Bool { get }
  /// Whether the model replied, but not in the form that it was asked for.
  var isFormless: Bool { get }
  /// What came of it in words that follow a number, such as `refused`.
  var tally: String { get }
  /// Every tally that there is, in the order in which they are reported.
  static var tallies: [String] { get }
}

/// What came of a task.
package struct Completion: Sendable {
  package var exchange: Exchange
  package var trace: RequestTrace
  package var start: Timestamp
  package var end: Timestamp

  package var milliseconds: Int { Int(max(0, end.rawValue - start.rawValue)) }
}
