import AnnotationCore
import Dispatch

/// Keeps reviews in groups: what comes while one group is written makes up the next.
///
/// A disk that takes milliseconds for each group then holds nobody up.
actor Recorder {
  private let queue: any ReviewQueue
  private let writer = DispatchQueue(label: "reviews")
  private var waiting: [(review: NewReview, done: CheckedContinuation<Bool, any Error>)] = []
  private var isWriting = false

  init(_ queue: any ReviewQueue) { self.queue = queue }

  /// Keeps a review; it is on disk when this returns.
  /// - Returns: whether it was kept, or was there already.
  func keep(_ review: NewReview) async throws -> Bool {
    try await withCheckedThrowingContinuation { done in
      waiting.append((review, done))
      guard !isWriting else { return }
      isWriting = true
      Task { await write() }
    }
  }

  private func write() async {
    while !waiting.isEmpty {
      let group = waiting
      waiting = []
      do {
        let kept = Set(try await record(group.map(\.review)).map(\.review.place))
        for entry in group {
          entry.done.resume(returning: kept.contains(entry.review.review.place))
        }
      } catch {
        for entry in group { entry.done.resume(throwing: error) }
      }
    }
    isWriting = false
  }

  private func record(_ reviews: [NewReview]) async throws -> [NewReview] {
    let queue = queue
    return try await withCheckedThrowingContinuation { done in
      writer.async { done.resume(with: Result { try queue.record(reviews) }) }
    }
  }
}

extension Review {
  /// Where it belongs: no two reviews share it.
  fileprivate var place: Place {
    Place(item: item, juror: juror, sitting: sitting, attempt: attempt)
  }

  fileprivate struct Place: Hashable {
    var item: ItemID
    var juror: String
    var sitting: Int
    var attempt: Int
  }
}
