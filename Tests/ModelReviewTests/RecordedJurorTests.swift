import AnnotationCore
import Fixtures
import Foundation
import ModelReview
import ModelTasks
import Testing

@Suite struct RecordedJurorTests {
  @Test func `a recorded jury gives verdicts as a live one would`() async throws {
    let folder = try TemporaryFolder()
    defer { withExtendedLifetime(folder) {} }
    let path = folder("replies.jsonl")
    let file = #"{"item": "a", "juror": "one", "reply": "# + goodReply + "}\n"
    #expect(FileManager.default.createFile(atPath: path, contents: Data(file.utf8)))
    let recorded = Juror(
      name: "one",
      provider: .recorded(file: path),
      sampling: .init(),
      limits: .init(attempts: 1)
    )
    let queue = try StoredQueue([equalItem("a"), equalItem("b")])
    try queue.register([recorded])
    try await ModelClient.withClients(for: [recorded], environment: [:]) { clients in
      try await juryRun([recorded], clients, over: queue).run()
    }
    #expect(queue.reviews.map(\.short).sorted() == ["a1 verdict", "b1 failed"])
  }
}
