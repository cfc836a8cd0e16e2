import AnnotationCore
import Foundation
import ProjectStore

/// What tells this session from others of the same person.
struct SessionIdentity: Hashable, Sendable {
  let token: String
  let host: String
  let process: Int32

  /// The session of this process.
  static func ofThisProcess() -> SessionIdentity {
    SessionIdentity(
      token: UUID().uuidString,
      host: ProcessInfo.processInfo.hostName,
      process: ProcessInfo.processInfo.processIdentifier
    )
  }

  /// Whether a process of this machine is there; one that we may not signal is.
  static func isAlive(_ process: Int32) -> Bool { kill(process, 0) == 0 || errno == EPERM }
}

extension EffectRunner {
  /// Makes this the session that writes for the person, or says which one does.
  func claim(takingOver: Bool) throws(StoreError) -> [Report] {
    guard let session else { return [.claimed] }
    let claim = try project.claimSession(
      person: person.id,
      token: session.token,
      host: session.host,
      process: session.process,
      at: now(),
      takingOver: takingOver,
      isAlive: SessionIdentity.isAlive
    )
    switch claim {
    case .granted: return [.claimed]
    case .held(let holder):
      let place =
        "process \(holder.process) "
        + (holder.host == session.host ? "on this machine" : "on \(holder.host)")
      return [.held(Card.Holder(place: place, since: holder.since, tookOver: false))]
    }
  }

  /// Lets the next session write for the person.
  func release() {
    guard let session else { return }
    try? project.releaseSession(person: person.id, token: session.token)
  }

  /// Opens the project anew, with the guideline in force, and says what is new in it.
  mutating func reloadGuideline() throws(StoreError) -> [Report] {
    project = try Project.open(at: project.path)
    return try announceGuideline()
  }

  /// What is new in the guideline for this person.
  func announceGuideline() throws(StoreError) -> [Report] {
    let guideline = project.guideline.guideline
    guard let seen = try project.seenGuideline(by: person.id) else {
      try project.markGuidelineSeen(by: person.id, at: now())
      return [.guideline(guideline, changes: [])]
    }
    let changes = GuidelineChanges(from: seen.guideline, to: guideline).changes
    return [.guideline(guideline, changes: changes)]
  }
}
