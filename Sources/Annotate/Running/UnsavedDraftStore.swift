import AnnotationCore
import Files
import Foundation
import JSON
import ProjectStore

/// Keeps what a session could not save, in a file beside the project or in the user's own folder, until
/// a later session has saved it.
///
/// A file holds one draft, as schemas/unsaved.schema.json has it, and only its owner may read it.
struct UnsavedDraftStore {
  /// The project's random identity, by which a file is found that lies elsewhere.
  let project: String
  let path: String
  let person: Person
  let guideline: Guideline
  /// What is in the names of this session's files.
  let session: String
  /// The folder of the user's own; nil where there is none.
  let home: URL?

  init(
    project: Project,
    person: Person,
    session: String,
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) {
    self.project = project.id
    path = project.path
    self.person = person
    guideline = project.guideline.guideline
    self.session = String(session.prefix(8))
    home = UserFolder.state.url(in: environment)?
      .appendingPathComponent("unsaved")
  }

  /// Keeps what was entered.
  /// - Returns: the file that holds it now, or nil where none could be written.
  func keep(_ entered: UnsavedDraft) -> String? {
    let bytes = Data((json(of: entered).pretty + "\n").utf8)
    if let home {
      try? FileManager.default.createDirectory(
        at: home,
        withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700]
      )
    }
    let files = [
      folder.appendingPathComponent("\(prefix)\(session).json"),
      home?.appendingPathComponent("\(project)-\(session).json"),
    ]
    return files.compactMap(\.self).first { write(bytes, to: $0) }?.path
  }

  /// What earlier sessions of the person kept of the project, oldest first.
  func all() -> [UnsavedDraft] {
    let beside = files(in: folder).filter { $0.lastPathComponent.hasPrefix(prefix) }
    let own = home.map(files) ?? []
    return (beside + own.filter { $0.lastPathComponent.hasPrefix(project) })
      .compactMap(read).sorted { $0.draft.at < $1.draft.at }
  }

  /// Removes the file of what is saved now, or not wanted.
  func forget(_ entered: UnsavedDraft) {
    if let file = entered.file { try? FileManager.default.removeItem(atPath: file) }
  }

  /// What was entered, as files have it.
  static func text(of entered: UnsavedDraft) -> String { values(of: entered).text }

  private static func values(of entered: UnsavedDraft) -> JSONValue {
    .object(entered.draft.values.sorted { $0.key < $1.key }.map { ($0.key, JSONValue($0.value)) })
  }

  private var folder: URL { URL(fileURLWithPath: path).deletingLastPathComponent() }

  private var prefix: String { URL(fileURLWithPath: path).lastPathComponent + ".unsaved-" }

  private func files(in folder: URL) -> [URL] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".json") }.map { folder.appendingPathComponent($0) }
  }

  /// - Returns: whether all of it is on disk, in a file that was not there before.
  private func write(_ bytes: Data, to file: URL) -> Bool {
    // Labels of one annotator, which the others of a team must not see.
    guard (try? FileRights.create(file.path, mode: 0o600)) != nil else { return false }
    do {
      let handle = try FileHandle(forWritingTo: file)
      defer { try? handle.close() }
      try handle.write(contentsOf: bytes)
      try handle.synchronize()
      return true
    } catch {
      try? FileManager.default.removeItem(at: file)
      return false
    }
  }

  private func json(of entered: UnsavedDraft) -> JSONValue {
    let draft = entered.draft
    return .object([
      ("project", .string(project)), ("annotator", .string(person.name)),
      ("item", .string(draft.item)), ("stage", .int(draft.stage.rawValue)),
      ("criterion", entered.criterion.map { .string($0) } ?? .null),
      ("values", Self.values(of: entered)), ("active_ms", .int(Int(draft.active))),
      ("at", .int(Int(draft.at.rawValue))), ("why", .string(entered.why)),
    ])
  }

  /// - Returns: nil where the file is another person's, or of another project, or not of this kind.
  private func read(_ file: URL) -> UnsavedDraft? {
    guard let data = try? Data(contentsOf: file),
      let json = try? JSONValue(parsing: data),
      json["project"]?.stringValue == project, json["annotator"]?.stringValue == person.name,
      let item = json["item"]?.stringValue,
      let stage = json["stage"]?.wholeNumber.flatMap(StageNumber.init(rawValue:)),
      let at = json["at"]?.wholeNumber, let values = json["values"]?.object
    else { return nil }
    let known = values.compactMap { member in
      guideline.field(member.name).flatMap { FieldValue(member.value, as: $0.kind) }.map {
        (member.name, $0)
      }
    }
    let draft = Draft(
      item: item,
      person: person.id,
      stage: stage,
      values: FieldValues(known) { $1 },
      at: Timestamp(rawValue: Int64(at)),
      active: Int64(json["active_ms"]?.wholeNumber ?? 0)
    )
    return UnsavedDraft(
      draft: draft,
      criterion: json["criterion"]?.stringValue,
      why: json["why"]?.stringValue ?? "",
      file: file.path
    )
  }
}
