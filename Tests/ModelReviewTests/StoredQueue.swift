import AnnotationCore
import Fixtures
import ModelReview
import ModelTasks
import Models
import ProjectStore
import Synchronization
import Testing

/// The queue of a project in which the jury comes first, so that every item waits for it from the start.
final class StoredQueue: ReviewQueue {
  let project: Project
  private let folder: TemporaryFolder
  private let annotator: Person
  private let items = Mutex<[ItemID]>([])

  /// - Parameter isJudged: whether another juror has given a verdict, so that it is worth a run's while
  ///   to look for known replies.
  init(_ items: [Item], isJudged: Bool = false) throws {
    folder = try TemporaryFolder()
    var guideline = promptedGuideline()
    guideline.assistance = AssistancePolicy(mode: .before)
    project = try Project.create(at: folder("p.xvw"), guideline: guideline, at: moment)
    var random = SplitMix64(seed: 1)
    annotator = try project.addPerson(
      name: "ann",
      role: .annotator,
      languages: ["en"],
      at: moment,
      using: &random
    )
    for item in items { try add(item) }
    if isJudged, let item = items.first {
      let other = recordedJuror(Self.other)
      try project.register(jurors: [other], at: moment)
      try project.record(Review(of: item.id, by: other.name, .verdict(goodVerdict), at: moment))
    }
  }

  private static let other = "other"

  func register(_ jurors: [Juror]) throws { try project.register(jurors: jurors, at: moment) }

  /// What the runs of a test recorded, in that order, without the ids that the project gave it.
  var reviews: [Review] {
    do {
      return try items.withLock { $0 }.flatMap { try project.reviews(of: $0) }
        .filter { $0.juror != Self.other }
        .sorted { $0.id < $1.id }
        .map { review in
          var review = review
          review.id = 0
          return review
        }
    } catch {
      Issue.record(error)
      return []
    }
  }

  func add(_ item: Item) throws {
    _ = try project.importItems(file: item.id, sha256: item.id, at: moment, by: .test(at: moment)) {
      inserter in
      try inserter.insert(item, line: 1)
    }
    try project.assign([item.id], to: [annotator], at: moment)
    items.withLock { $0.append(item.id) }
  }

  func next(for juror: Juror, limit: Int) async throws -> [ReviewCase] {
    try await project.inBackground { try $0.casesForJury(juror, limit: limit) }
  }

  func record(_ reviews: [NewReview]) async throws -> [NewReview] {
    try await project.inBackground { try $0.record(reviews) }
  }

  func note(_ unanswered: UnansweredTask) async throws {
    try await project.inBackground { try $0.note(unanswered, for: .review) }
  }

  /// What providers could not take, and what that cost.
  var unanswered: [UnansweredTask] {
    do { return try project.unansweredTasks(for: .review) } catch {
      Issue.record(error)
      return []
    }
  }

  func hasVerdicts(beside jurors: [String]) async throws -> Bool {
    try await project.inBackground { try $0.hasVerdicts(beside: jurors) }
  }

  func knownReply(to requestHash: String) async throws -> String? {
    try await project.inBackground { try $0.knownReply(to: requestHash) }
  }
}
