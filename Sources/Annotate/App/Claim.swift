import AnnotationCore
import ProjectStore

/// Which session writes for the user, as this one knows it.
enum Claim: Hashable, Sendable {
  /// Nobody has asked yet.
  case none
  /// This one, when it was last looked at.
  case mine(seenAt: Timestamp)
  /// Another one.
  case another
  /// Another one that is asked to save what it has and to let this one write.
  case asked(since: Timestamp, triedAt: Timestamp)

  /// A session looks so often whether another one asks for the claim, or took it; in milliseconds.
  static let watchDelay: Int64 = 1000
  /// A session that asks for the claim tries again so often.
  static let askDelay: Int64 = 100
  /// A session that asks for the claim takes it after so long: who does not answer is stuck.
  static let patience: Int64 = 1500
}

extension App {
  /// How long until the claim must be looked at, or nil where nothing is waited for.
  func claimDue(now: Timestamp) -> Int64? {
    switch claim {
    case .none, .another: nil
    case .mine(let seen): remaining(of: Claim.watchDelay, since: seen, now: now)
    case .asked(_, let tried): remaining(of: Claim.askDelay, since: tried, now: now)
    }
  }

  /// Looks at the claim, now that its time has come.
  mutating func lookAtClaim(now: Timestamp) -> [Effect] {
    switch claim {
    case .none, .another: return []
    case .mine:
      claim = .mine(seenAt: now)
      return [.watchSession]
    case .asked(let since, _):
      claim = .asked(since: since, triedAt: now)
      let isStuck = remaining(of: Claim.patience, since: since, now: now) == 0
      return [.claimSession(isStuck ? .byForce : .asking)]
    }
  }

  /// Another session writes for this person: what was entered here waits on the screen.
  mutating func hold(_ holder: SessionCard, now: Timestamp) {
    editItem { $0.noteUnsaved(since: nil) }
    switch (claim, holder.isAsked) {
    case (.asked, true): break
    case (_, true): claim = .asked(since: now, triedAt: now)
    case (_, false): claim = .another
    }
    if let place = overlays.firstIndex(where: { $0 is SessionCard }) {
      overlays[place] = holder
    } else {
      overlays = [holder]
    }
  }

  /// From now on this session writes, and the screen is what the record says.
  mutating func afterClaim(now: Timestamp) -> [Effect] {
    claim = .mine(seenAt: now)
    guard overlays.contains(where: { $0 is SessionCard }) else { return [] }
    overlays = []
    if let entered = unsavedDraft(now: now) { unsaved.append(entered) }
    if let item { return [.openItem(item.item.id, item.position)] }
    if let adjudication { return [.reopenDispute(adjudication.dossier.item.id)] }
    return [.loadQueue, .findUnsaved]
  }
}
