import Fixtures
import Foundation
import NIOCore
import Testing

@testable import ModelTasks

@Suite struct FileBodyTests {
  private func text(_ file: BatchRequest.File, _ content: String) async throws -> (String, Int) {
    let folder = try TemporaryFolder()
    let path = folder.path + "/f"
    try content.write(toFile: path, atomically: true, encoding: .utf8)
    let body = FileBody(
      request: BatchRequest(path: "", contentType: "", head: "[", tail: "]", file: file),
      path: path,
      bytes: content.utf8.count
    )
    var text = ""
    for try await piece in body { text += String(buffer: piece) }
    return (text, body.length)
  }

  @Test func `a file stands in a body as it is, or as a list`() async throws {
    #expect(try await text(.asItIs, "{}\n{}\n") == ("[{}\n{}\n]", 8))
    #expect(try await text(.asList, "{}\n{}\n") == ("[{},{} ]", 8))
  }

  @Test func `pieces end anywhere`() async throws {
    let line = "\"" + String(repeating: "x", count: FileBody.piece - 3) + "\"\n"
    let (body, length) = try await text(.asList, line + line + line)
    #expect(body.utf8.count == length)
    let list = try JSONSerialization.jsonObject(with: Data(body.utf8)) as? [String]
    #expect(list?.count == 3)
  }
}
