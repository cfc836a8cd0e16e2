import Basics
import Files
import Foundation
import Glibc
import JSON
import Models
import Synchronization

/// Replies that were paid for and could not be kept, as when the disk was full: they wait in a file for
/// a later run, which asks for none of them again.
///
/// A line of the file is one reply, as schemas/unkept.schema.json has it. Only its owner may read it.
package final class UnkeptReplies: Sendable {
  /// A reply, with what its request was.
  struct Entry: Hashable, Sendable {
    var raw: String
    var promptHash: String
    var requestHash: String?
    var cost: Money
  }

  private struct Place: Hashable, Sendable {
    var client: String
    var key: TaskKey
  }

  private struct State {
    var known: [Place: Entry] = [:]
    var taken: Set<Place> = []
    var unreadable = 0
    var isWritten = false
    var lost = 0
  }

  private let files: [String]
  private let state: Mutex<State>

  /// Reads what earlier runs left.
  /// - Parameter files: where the file may be; the first that can be written is.
  package init(files: [String]) {
    self.files = files
    var state = State()
    for file in files {
      for line in (try? String(contentsOfFile: file, encoding: .utf8))?.split(separator: "\n") ?? []
      {
        if let (place, entry) = Self.read(line) {
          state.known[place] = entry
        } else {
          state.unreadable += 1
        }
      }
    }
    self.state = Mutex(state)
  }

  /// How many earlier runs left, and nobody took.
  package var count: Int {
    state.withLock { $0.known.count - $0.taken.count + $0.unreadable }
  }

  /// The file that keeps what this run could not; nil where it kept everything, or no file could be
  /// written.
  package var written: String? {
    state.withLock(\.isWritten) ? files.first { access($0, F_OK) == 0 } : nil
  }

  /// How many replies of this run no file could be written for.
  package var lost: Int { state.withLock(\.lost) }

  /// The reply to a task that an earlier run could not keep.
  func reply(to key: TaskKey, of client: String, promptHash: String) -> Entry? {
    let entry = state.withLock { $0.known[Place(client: client, key: key)] }
    return entry?.promptHash == promptHash ? entry : nil
  }

  /// Notes that a reply is kept now.
  func take(_ key: TaskKey, of client: String) {
    state.withLock { state in
      let place = Place(client: client, key: key)
      if state.known[place] != nil { state.taken.insert(place) }
    }
  }

  /// Keeps a reply that could not be kept elsewhere.
  /// - Returns: whether it is on disk.
  @discardableResult
  func keep(_ entry: Entry, to key: TaskKey, of client: String) -> Bool {
    let line = Data((Self.json(of: entry, Place(client: client, key: key)).text + "\n").utf8)
    return state.withLock { state in
      state.isWritten = true
      let isKept = files.contains { Self.append(line, to: $0) }
      if !isKept { state.lost += 1 }
      return isKept
    }
  }

  /// Removes the files once all of what is in them is kept.
  package func removeTaken() {
    let isDone = state.withLock { !$0.taken.isEmpty && !$0.isWritten }
    if isDone, count == 0 { for file in files { unlink(file) } }
  }

  private static func append(_ line: Data, to file: String) -> Bool {
    let folder = (file as NSString).deletingLastPathComponent
    try? FileManager.default.createDirectory(
      atPath: folder.isEmpty ? "." : folder,
      withIntermediateDirectories: true
    )
    // There may be one already.
    try? FileRights.create(file, mode: FileRights.mode(in: folder))
    let descriptor = open(file, O_WRONLY | O_APPEND | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    let end = (try? handle.seekToEnd()) ?? 0
    do {
      try handle.write(contentsOf: line)
      try handle.synchronize()
      return true
    } catch {
      // Half a line would spoil the next one.
      ftruncate(descriptor, off_t(end))
      return false
    }
  }

  private static func json(of entry: Entry, _ place: Place) -> JSONValue {
    .object([
      ("model", .string(place.client)), ("subject", .string(place.key.subject)),
      ("trial", .int(place.key.trial)), ("attempt", .int(place.key.attempt)),
      ("prompt", .string(entry.promptHash)),
      ("request", entry.requestHash.map(JSONValue.string) ?? .null),
      ("cost_billionths", .int(Int(entry.cost.billionths))), ("reply", .string(entry.raw)),
    ])
  }

  private static func read(_ line: Substring) -> (Place, Entry)? {
    guard let json = try? JSONValue(parsing: line.utf8),
      let client = json["model"]?.stringValue, let subject = json["subject"]?.stringValue,
      let trial = json["trial"]?.wholeNumber, let attempt = json["attempt"]?.wholeNumber,
      let prompt = json["prompt"]?.stringValue, let raw = json["reply"]?.stringValue
    else { return nil }
    let entry = Entry(
      raw: raw,
      promptHash: prompt,
      requestHash: json["request"]?.stringValue,
      cost: Money(billionths: Int64(json["cost_billionths"]?.wholeNumber ?? 0))
    )
    return (
      Place(client: client, key: TaskKey(subject: subject, trial: trial, attempt: attempt)), entry
    )
  }
}
