package import AnnotationCore
import Digests
import FileErrors
import Foundation

/// Replies from a file, for demonstrations and tests: JSON lines of item, juror and reply.
///
/// A reply is an object, or a string that is taken as it is. A line with a `note` says where the
/// replies come from.
package struct RecordedReplies: ReviewSource {
  private let path: String
  private let juror: String
  private let replies: [ItemID: String]

  /// Reads the replies of one juror.
  /// - Throws: ``RecordingError``, with the line that is wrong.
  package init(path: String, juror: String) throws(RecordingError) {
    let data: Data
    do {
      data = try withFileErrors(.read, path) { try Data(contentsOf: URL(fileURLWithPath: path)) }
    } catch {
      throw RecordingError(
        path: path,
        line: 0,
        problem: "the file cannot be read: \(error.explanation)"
      )
    }
    var replies: [ItemID: String] = [:]
    for (index, line) in data.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated()
    where !line.allSatisfy({ [0x20, 0x09, 0x0D].contains($0) }) {
      func problem(_ text: String) -> RecordingError {
        RecordingError(path: path, line: index + 1, problem: text)
      }
      guard let object = try? JSONSerialization.jsonObject(with: line) as? [String: Any] else {
        throw problem("this is not a JSON object")
      }
      if object["note"] is String { continue }
      guard let item = object["item"] as? String, let name = object["juror"] as? String else {
        throw problem("'item' or 'juror' is missing")
      }
      guard name == juror else { continue }
      guard replies[item] == nil else {
        throw problem("\(juror) has replied about \(item) already")
      }
      switch object["reply"] {
      case let text as String: replies[item] = text
      case let reply as [String: Any]:
        guard let data = try? JSONSerialization.data(withJSONObject: reply, options: .sortedKeys)
        else { throw problem("'reply' cannot be written as JSON again") }
        replies[item] = String(decoding: data, as: UTF8.self)
      case nil: throw problem("'reply' is missing")
      default: throw problem("'reply' is neither an object nor a text")
      }
    }
    self.path = path
    self.juror = juror
    self.replies = replies
  }

  package func ask(
    _ prompt: ReviewPrompt,
    about item: ItemID,
    draw: Int
  ) async throws -> Exchange {
    guard let reply = replies[item] else {
      return .failed(.hopeless("no reply is recorded for this item"))
    }
    return reread(reply)
  }

  package func request(for prompt: ReviewPrompt, draw: Int) -> PlannedRequest {
    PlannedRequest(hash: SHA256Digest.hex(of: "\(path) \(juror) \(prompt.sent.hash) \(draw)"))
  }

  package func reread(_ raw: String) -> Exchange {
    .reply(Exchange.Reply(text: raw, raw: raw))
  }
}

/// What is wrong with a file of recorded replies.
package struct RecordingError: Error, Hashable, Sendable, CustomStringConvertible {
  package var path: String
  package var line: Int
  package var problem: String

  package var description: String {
    line == 0 ? "\(path): \(problem)" : "\(path):\(line): \(problem)"
  }
}
