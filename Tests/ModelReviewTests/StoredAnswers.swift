import AnnotationCore
import Fixtures
import ModelReview
import ProjectStore
import Synchronization

/// The questions of a project, and what it keeps of what writers answer.
final class StoredAnswers: AnswerQueue {
  private let project: Project
  private let folder: TemporaryFolder
  private let kept = Mutex<[AnswerAttempt]>([])

  init(_ ids: [ItemID]) throws {
    folder = try TemporaryFolder()
    project = try Project.create(at: folder("p.xvw"), guideline: promptedGuideline(), at: moment)
    let questions = ids.map { OpenQuestion(id: $0, language: "en", text: "Question \($0)?") }
    _ = try project.add(questions: questions, file: "questions.jsonl", at: moment)
  }

  func register(_ writers: [Juror]) throws { try project.register(writers: writers, at: moment) }

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

  func next(for writer: Juror, limit: Int) async throws -> [AnswerCase] {
    try await project.inBackground { try $0.casesForWriter(writer, limit: limit) }
  }

  func record(_ attempts: [AnswerAttempt]) async throws -> [Bool] {
    let isKept = try await project.inBackground { try $0.record(attempts) }
    kept.withLock { $0 += zip(attempts, isKept).filter(\.1).map(\.0) }
    return isKept
  }
}
