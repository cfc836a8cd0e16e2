import AnnotationCore
import Foundation
import ProjectStore

/// What tells this session from others of the same person.
struct SessionIdentity: Hashable, Sendable {
  let token: String
  let process: SessionProcess

  /// The session of this process.
  static func ofThisProcess() -> SessionIdentity {
    let number = ProcessInfo.processInfo.processIdentifier
    return SessionIdentity(
      token: UUID().uuidString,
      process: SessionProcess(
        host: ProcessInfo.processInfo.hostName,
        boot: boot(),
        number: number,
        started: start(of: number) ?? 0
      )
    )
  }

  /// Whether a process that ran on this machine is there no more; its number may be another's now.
  func isGone(_ other: SessionProcess) -> Bool {
    guard other.host == process.host else { return false }
    return other.boot != process.boot || Self.start(of: other.number) != other.started
  }

  /// What tells this start of the machine from others; empty where the system doesn't say.
  private static func boot() -> String {
    let text = try? String(contentsOfFile: "/proc/sys/kernel/random/boot_id", encoding: .utf8)
    return text?.trimmed ?? ""
  }

  /// When a process started, in clock ticks since the machine did; 0 where the system doesn't say, and
  /// nil where there is no such process.
  private static func start(of number: Int32) -> Int64? {
    guard kill(number, 0) == 0 || errno == EPERM else { return nil }
    let text = try? String(contentsOfFile: "/proc/\(number)/stat", encoding: .utf8)
    // The second field is the program's name in brackets, which may hold anything; proc(5).
    let fields = text?.split(separator: ")").last?.split(separator: " ") ?? []
    return fields.count > 19 ? Int64(fields[19]) ?? 0 : 0
  }
}

extension EffectRunner {
  /// Makes this the session that writes for the person, or says which one does.
  func claim(_ insistence: SessionInsistence) throws(StoreError) -> [Report] {
    guard let session else { return [.claimed] }
    let claim = try project.claimSession(
      person: person.id,
      token: session.token,
      process: session.process,
      at: now(),
      insistence,
      isGone: session.isGone
    )
    switch claim {
    case .granted: return [.claimed]
    case .held(let holder):
      return [.held(card(of: holder, tookOver: false, isAsked: insistence == .asking))]
    }
  }

  /// Whether another session asks for the claim, or took it.
  func watchSession() throws(StoreError) -> [Report] {
    guard let session else { return [] }
    switch try project.sessionStanding(person: person.id, token: session.token) {
    case .holds: return []
    case .isAsked: return [.sessionWanted]
    case .lost(let holder): return [.held(card(of: holder, tookOver: true, isAsked: false))]
    }
  }

  /// Gives the claim to the session that asks for it.
  func yieldSession() throws(StoreError) -> [Report] {
    guard let session else { return [] }
    try project.releaseSession(person: person.id, token: session.token)
    return [.held(SessionCard(place: nil, since: now(), tookOver: true))]
  }

  private func card(of holder: SessionHolder, tookOver: Bool, isAsked: Bool) -> SessionCard {
    let isHere = holder.process.host == session?.process.host
    return SessionCard(
      place: "process \(holder.process.number) "
        + (isHere ? "on this machine" : "on \(holder.process.host)"),
      since: holder.since,
      tookOver: tookOver,
      isAsked: isAsked
    )
  }

  /// Lets the next session write for the person.
  func release() {
    guard let session else { return }
    try? project.releaseSession(person: person.id, token: session.token)
  }

  /// Opens the project anew, with the guideline in force, and says what is new in it.
  mutating func reloadGuideline() throws(StoreError) -> [Report] {
    project = try project.reopened()
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
