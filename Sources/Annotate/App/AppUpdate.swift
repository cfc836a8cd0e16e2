import AnnotationCore
import TerminalKit

/// The app's reaction to what happens: it changes itself, and says what should happen outside.
extension App {
  /// Takes an event from the terminal.
  mutating func update(_ event: Event, now: Timestamp) -> [Effect] {
    switch event {
    case .key(let key):
      let before = openValues
      let effects = press(key)
      noteChange(since: before, now: now)
      return settle(effects, now: now)
    case .paste(let text):
      let before = openValues
      paste(text)
      noteChange(since: before, now: now)
      return []
    case .resize(let size):
      self.size = size
      return []
    case .resumed: return [.repaint]
    case .terminate: return draftToSave(now: now) + [.quit]
    }
  }

  /// Takes what came of an effect.
  mutating func update(_ report: Report, now: Timestamp) -> [Effect] {
    switch report {
    case .queue(let workload, let doneToday, let disputes):
      var queue = QueueState()
      if case .queue(let before) = screen { queue.row = min(before.row, workload.count) }
      queue.workload = workload
      queue.doneToday = doneToday
      queue.disputes = disputes
      screen = .queue(queue)
    case .opened(let work, let language, let notice):
      screen = .item(ItemState(opening: work, language: language, by: person, guideline))
      self.notice = notice
    case .nothingLeft(let language, let notice):
      // What was entered is committed; after a commit that failed, it is still due as a draft.
      editItem { $0.unsavedSince = nil }
      self.notice =
        notice ?? .good(language.map { "Nothing is left in \($0)." } ?? "Nothing is left to label.")
      return [.loadQueue]
    case .draftSaved(let item, let at):
      editItem { state in
        if state.item.id == item { state.savedAt = at }
      }
    case .draftNotSaved(let item, let why):
      editItem { state in
        if state.item.id == item { state.unsavedSince = now.advanced(byMilliseconds: 5000) }
      }
      notice = .bad("\(why) What you entered is still here; it is tried again.")
    case .flagged(let comment):
      editItem { $0.flags.append(comment) }
      notice = .good("The lead will see your comment.")
    case .edited(let field, let text):
      let before = openValues
      editItem { $0.replaceText(of: field, with: text) }
      noteChange(since: before, now: now)
    case .disputes(let items):
      return showDisputes(items)
    case .dossier(let dossier):
      showDossier(dossier)
    case .failed(let why):
      notice = .bad(why)
    }
    return []
  }

  /// How long until the draft must be on disk, or nil while nothing is unsaved.
  func draftDue(now: Timestamp) -> Int64? {
    guard case .item(let state) = screen, let since = state.unsavedSince else { return nil }
    return max(0, since.rawValue + Self.draftDelay - now.rawValue)
  }

  /// The draft to save, now that its time has come.
  mutating func draftToSave(now: Timestamp) -> [Effect] {
    guard case .item(var state) = screen, state.unsavedSince != nil else { return [] }
    state.unsavedSince = nil
    screen = .item(state)
    return [.saveDraft(state.draft(at: now))]
  }

  /// A change waits so many milliseconds for the ones that follow it before it goes to disk.
  static let draftDelay: Int64 = 400

  /// Notes what has changed, so that a draft follows, and answers what the app can answer itself.
  private mutating func settle(_ effects: [Effect], now: Timestamp) -> [Effect] {
    var outside: [Effect] = []
    for effect in effects {
      switch effect {
      case .ask(let prompt): overlay = .prompt(prompt)
      case .explain(let problem): notice = .warning(sentence(for: problem))
      default:
        if leavesItem(effect) { outside += draftToSave(now: now) }
        outside.append(effect)
      }
    }
    return outside
  }

  private func leavesItem(_ effect: Effect) -> Bool {
    switch effect {
    case .loadQueue, .openNext, .openItem, .undo, .skip, .edit, .suspend, .quit, .loadDisputes: true
    default: false
    }
  }

  /// Changes the item that is open, if one is.
  mutating func editItem(_ change: (inout ItemState) -> Void) {
    guard case .item(var state) = screen else { return }
    change(&state)
    screen = .item(state)
  }

  /// What is entered in the item that is open.
  private var openValues: FieldValues? {
    if case .item(let state) = screen { state.form.values } else { nil }
  }

  /// Starts the draft's clock when something was entered.
  private mutating func noteChange(since before: FieldValues?, now: Timestamp) {
    guard let before, openValues != before else { return }
    editItem { state in
      if state.unsavedSince == nil { state.unsavedSince = now }
    }
  }
}
