import AnnotationCore
import Fixtures
import ModelReview
import ModelTasks
import Models
import ProjectStore
import Synchronization

/// The questions of a project, and what it keeps of what writers answer.
final class StoredAnswers: AnswerQueue {
  private let project: Project
  private let folder: TemporaryFolder
  private let kept = Mutex<[AnswerAttempt]>([])
  private let asked = Mutex(0)

  init(_ ids: [ItemID]) throws {
    folder = try TemporaryFolder()
    project = try Project.create(at: folder("p.xvw"), guideline: promptedGuideline(), at: moment)
    let questions = ids.map { OpenQuestion(id: $0, language: "en", text: "Question \($0)?") }
    _ = try project.add(questions: questions, file: "questions.jsonl", at: moment)
  }

  func register(_ writers: [Writer]) throws { try project.register(writers: writers, at: moment) }

  func note(_ unanswered: UnansweredTask) async throws {
    try await project.inBackground { try $0.note(unanswered, for: .answer) }
  }

  /// How often the project was asked what waits.
  var lookups: Int { asked.withLock { $0 } }

  /// The attempts that the project took, in that order.
  var attempts: [AnswerAttempt] { kept.withLock { $0 } }

  /// Question, attempt and what came of it, such as `a1 answered`.
  var short: [String] {
    attempts.map { attempt in
      let kind =
        switch attempt.outcome {
        case .answered: "answered"
        case .refused: "refused"
        case .flawed(let flaw): flaw.kind
        case .cutShort: "cut_short"
        case .failed: "failed"
        }
      return "\(attempt.question)\(attempt.attempt) \(kind)"
    }
  }

  func next(for writer: Writer, limit: Int) async throws -> [AnswerCase] {
    asked.withLock { $0 += 1 }
    return try await project.inBackground { try $0.casesForWriter(writer, limit: limit) }
  }

  func record(_ attempts: [AnswerAttempt]) async throws -> [Bool] {
    let isKept = try await project.inBackground { try $0.record(attempts) }
    kept.withLock { $0 += zip(attempts, isKept).filter(\.1).map(\.0) }
    return isKept
  }
}
