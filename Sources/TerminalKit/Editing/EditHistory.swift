/// What kind of edit came last: a run of one kind is one step to take back.
enum EditKind: Hashable, Sendable {
  case none
  case typing
  case insertion
  case deleting
  case killing
}

/// How a text was before each step.
struct EditHistory: Hashable, Sendable {
  private var past: [Moment] = []
  private var future: [Moment] = []

  private struct Moment: Hashable, Sendable {
    var before: String
    var after: String
  }

  /// More steps than anyone takes back; each holds the whole text.
  private static let longest = 200

  mutating func note(_ before: String, _ after: String) {
    future = []
    past.append(Moment(before: before, after: after))
    if past.count > Self.longest { past.removeFirst() }
  }

  mutating func undo(_ before: String, _ after: String) -> (String, String)? {
    guard let moment = past.popLast() else { return nil }
    future.append(Moment(before: before, after: after))
    return (moment.before, moment.after)
  }

  mutating func redo(_ before: String, _ after: String) -> (String, String)? {
    guard let moment = future.popLast() else { return nil }
    past.append(Moment(before: before, after: after))
    return (moment.before, moment.after)
  }
}
