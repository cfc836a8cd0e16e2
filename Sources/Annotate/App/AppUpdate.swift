import AnnotationCore
import TerminalKit

/// The app's reaction to what happens: it changes itself, and says what should happen outside.
extension App {
  /// Takes an event from the terminal.
  mutating func update(_ event: Event, now: Timestamp) -> [Effect] {
    let metrics = metrics
    editItem {
      $0.tick(at: now)
      $0.noteRead(metrics)
    }
    return take(event, now: now) + askWhetherReadable()
  }

  private mutating func take(_ event: Event, now: Timestamp) -> [Effect] {
    switch event {
    case .key(let key): return answerOwn(press(key), now: now)
    case .mouse(let mouse): return answerOwn(take(mouse), now: now)
    case .paste(let text):
      paste(text)
      return []
    case .resize(let size):
      self.size = size
      return []
    case .resumed:
      editItem { $0.clock.pause() }
      return [.repaint]
    // The loop draws by it.
    case .measured: return []
    case .terminate: return answerOwn([.quit], now: now)
    }
  }

  /// How long until the draft must be on disk, or nil while nothing is unsaved.
  func draftDue(now: Timestamp) -> Int64? {
    // One that could not be saved is due again, later than that.
    item?.unsavedSince.map { since in
      min(Self.retryDelay, max(0, since.rawValue + Self.draftDelay - now.rawValue))
    }
  }

  /// The draft to save, now that its time has come.
  mutating func draftToSave(now: Timestamp) -> [Effect] {
    var draft: Draft?
    editItem { draft = $0.draftToSave(at: now) }
    return draft.map { [.saveDraft($0)] } ?? []
  }

  /// A change waits so many milliseconds for the ones that follow it before it goes to disk.
  static let draftDelay: Int64 = 400

  /// A draft that could not be saved is tried again after so many milliseconds.
  static let retryDelay: Int64 = 5000

  /// Answers the effects that the app can answer itself, and saves the draft before the item is left.
  /// - Returns: what is left to do outside.
  mutating func answerOwn(_ effects: [Effect], now: Timestamp) -> [Effect] {
    var outside: [Effect] = []
    for effect in effects {
      switch effect {
      case .ask(let prompt): overlay = prompt
      case .notify(let notice): self.notice = notice
      case .explain(let problem): notice = .warning(sentence(for: problem))
      case .quit: outside.append(.leave(unsavedDraft(now: now)))
      default:
        if leavesItem(effect) { outside += draftToSave(now: now) }
        outside.append(effect)
      }
    }
    return outside
  }

  private func leavesItem(_ effect: Effect) -> Bool {
    switch effect {
    case .loadQueue, .openNext, .openPrevious, .openFollowing, .openItem, .loadItems, .undo,
      .withdraw, .skip,
      .edit, .suspend, .openDispute, .reloadGuideline:
      true
    default: false
    }
  }

  /// Changes the item that is open, if one is.
  mutating func editItem(_ change: (inout ItemState) -> Void) {
    guard var state = item else { return }
    change(&state)
    item = state
  }
}
