import AnnotationCore
import Fixtures
import GRDB
import Synchronization
import Testing

@testable import ProjectStore

@Suite struct `Work in the background` {
  @Test func `a busy file is waited for`() async throws {
    let scratch = try Scratch()
    let (ann, _) = try scratch.team()
    let project = try Project.open(at: scratch.project.path, timeout: 0.01)
    var configuration = Configuration()
    configuration.allowsUnsafeTransactions = true
    let other = try DatabaseQueue(path: scratch.project.path, configuration: configuration)
    try run("BEGIN IMMEDIATE", on: other)
    let tries = Mutex(0)
    let flag = try await project.inBackground { project in
      // The third try finds the file free.
      if tries.withLock({
        $0 += 1
        return $0
      }) == 3 {
        try run("COMMIT", on: other)
      }
      return try project.flag(
        item: "a",
        person: ann.id,
        comment: "look",
        at: Timestamp(rawValue: 9)
      )
    }
    #expect(flag == 1)
    #expect(tries.withLock { $0 } == 3)
  }

  @Test func `who waits for a busy file can be stopped`() async throws {
    let scratch = try Scratch()
    let project = try Project.open(at: scratch.project.path, timeout: 0.01)
    let busy = StoreError.file(.busy(path: project.path))
    let task = Task {
      try await project.inBackground { _ -> Int in throw busy }
    }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }

}

private func run(_ sql: String, on queue: DatabaseQueue) throws {
  try queue.writeWithoutTransaction { db in try db.execute(sql: sql) }
}
