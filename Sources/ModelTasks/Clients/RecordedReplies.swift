import Digests
import JSON
import Models

/// Replies from a file, for demonstrations and tests: JSON lines of item, juror and reply.
///
/// A reply is an object, or a string that is taken as it is. A line with a `note` says where the
/// replies come from.
package struct RecordedReplies: ReplySource {
  private let path: String
  private let juror: String
  private let replies: [String: String]

  /// Reads the replies of one juror.
  /// - Throws: ``RecordingError``, with the line that is wrong.
  package init(path: String, juror: String) throws(RecordingError) {
    var replies: [String: String] = [:]
    var lines: LineReader
    do { lines = try LineReader(path: path) } catch { throw RecordingError(error) }
    while let line = try Self.nextLine(&lines) {
      let number = lines.number
      func problem(_ text: String) -> RecordingError {
        RecordingError(path: path, line: number, problem: text)
      }
      guard let (item, reply) = try Self.reply(on: line, of: juror, problem) else { continue }
      guard replies.updateValue(reply, forKey: item) == nil else {
        throw problem("\(juror) has replied about \(item) already")
      }
    }
    self.path = path
    self.juror = juror
    self.replies = replies
  }

  private static func nextLine(
    _ lines: inout LineReader
  ) throws(RecordingError) -> ArraySlice<UInt8>? {
    do { return try lines.nextFilled() } catch { throw RecordingError(error) }
  }

  /// The item and the reply on a line; nil for a note, and for what another juror replied.
  private static func reply(
    on line: ArraySlice<UInt8>,
    of juror: String,
    _ problem: (String) -> RecordingError
  ) throws(RecordingError) -> (String, String)? {
    let value: JSONValue
    do { value = try JSONValue(parsing: line) } catch {
      throw problem("this is not a JSON object (column \(error.column): \(error.problem))")
    }
    guard value.object != nil else { throw problem("this is not a JSON object") }
    if value["note"]?.stringValue != nil { return nil }
    guard let item = value["item"]?.stringValue, let name = value["juror"]?.stringValue else {
      throw problem("'item' or 'juror' is missing")
    }
    guard name == juror else { return nil }
    switch value["reply"] {
    case .string(let text): return (item, text)
    case .members(let members): return (item, JSONValue.members(members).text)
    case nil: throw problem("'reply' is missing")
    default: throw problem("'reply' is neither an object nor a text")
    }
  }

  package func ask(_ task: ModelTask<some ModelPrompt>) async throws -> Exchange {
    guard let reply = replies[task.key.subject] else {
      return .failed(.permanent("no reply is recorded for this item"))
    }
    return reread(reply)
  }

  package func request(for task: ModelTask<some ModelPrompt>) -> PlannedRequest {
    let identity = "\(path) \(juror) \(task.prompt.hash) \(task.draw)"
    return PlannedRequest(hash: SHA256Digest.hex(of: identity))
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

  init(path: String, line: Int, problem: String) {
    self.path = path
    self.line = line
    self.problem = problem
  }

  init(_ error: FileReadError) {
    if case .lineTooLong(let line) = error.problem {
      let problem = "the line is longer than \(line.limit) bytes"
      self.init(path: error.path, line: line.number, problem: problem)
    } else {
      self.init(path: error.path, line: 0, problem: "the file cannot be read: \(error.explanation)")
    }
  }

  package var description: String {
    line == 0 ? "\(path): \(problem)" : "\(path):\(line): \(problem)"
  }
}
