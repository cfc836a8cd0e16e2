import AnnotationCore
import ProjectStore

/// A page of the user's items, to be asked for.
struct ItemsRequest: Hashable, Sendable {
  var kind = ItemFilter.Kind.all
  var language: String?
  /// Words to look for in questions and answers.
  var text: String?
  /// The place in the queue where the page begins, or ends when it goes backwards.
  var from: Int?
  var goesBack = false
  /// The item to stand on, where it is among those that were found.
  var standing: ItemID?
  /// The item from which the list was opened, to go back there; nil where it was the queue.
  var openedFrom: ItemID?

  /// How many items are fetched at once.
  static let pageLength = 100

  /// The same list from its first item.
  var fromStart: ItemsRequest {
    var request = self
    request.from = nil
    request.goesBack = false
    request.standing = nil
    return request
  }

  /// The list around an item, opened from there.
  init(around item: ItemID, at position: QueuePosition) {
    language = position.language
    openedFrom = item
    stand(on: item, at: position.place)
  }

  /// Moves the page so that an item is in its middle, and stands on it.
  private mutating func stand(on item: ItemID, at place: Int?) {
    standing = item
    goesBack = false
    let first = (place ?? 1) - Self.pageLength / 2
    from = first > 1 ? first : nil
  }

  /// The same list, standing on one of its items.
  func standing(on item: ListedItem) -> ItemsRequest {
    var request = self
    // Where words are looked for, the items on a page are far apart.
    if text == nil && kind == .all {
      request.stand(on: item.item, at: item.position)
    } else {
      request.standing = item.item
    }
    return request
  }

  init(language: String?) { self.language = language }

  var filter: ItemFilter { ItemFilter(kind: kind, language: language, text: text) }
}

/// The user's items, a window of them at a time.
struct ItemsState: Screen {
  var scope: Scope { .items }

  var request: ItemsRequest
  var window: [ListedItem]
  /// The chosen item in the window.
  var row = 0
  /// Whether there may be more items above and below the window.
  var hasMoreAbove: Bool
  var hasMoreBelow: Bool
  /// How many of the window's items `--plain` has printed.
  var printed = ItemsState.listLength

  var queueLanguage: String? { request.language }

  mutating func take(_ answer: String, for purpose: Prompt.Purpose, in app: App) -> [Effect] {
    switch purpose {
    case .search:
      var wanted = request.fromStart
      wanted.text = answer.isEmpty ? nil : answer
      return [.loadItems(wanted)]
    case .jump: return [.openItem(answer, QueuePosition(place: nil, language: queueLanguage))]
    default: return []
    }
  }

  var chosen: ListedItem? { window.indices.contains(row) ? window[row] : nil }

  /// What is said where there is no more of the list in that direction.
  static func edge(goingBack: Bool) -> Notice {
    .calm("This is the \(goingBack ? "first" : "last") item of the list.")
  }

  /// Chooses another item; at the window's edge the next one is asked for.
  mutating func move(by step: Int) -> [Effect] {
    let target = row + step
    if target >= window.count, hasMoreBelow, let last = window.last {
      var next = request
      next.from = last.position + 1
      next.goesBack = false
      return [.loadItems(next)]
    }
    if target < 0, hasMoreAbove, let first = window.first {
      var before = request
      before.from = first.position - 1
      before.goesBack = true
      return [.loadItems(before)]
    }
    let isBeyond = step > 0 ? row == window.count - 1 : row == 0
    row = min(max(0, target), max(0, window.count - 1))
    guard isBeyond, !window.isEmpty else { return [] }
    return [.notify(Self.edge(goingBack: step < 0))]
  }
}

extension App {
  var items: ItemsState? {
    get { self[screen: ItemsState.self] }
    set { self[screen: ItemsState.self] = newValue }
  }

  /// Shows a page of items.
  mutating func showItems(_ found: [ListedItem], for request: ItemsRequest) {
    let isFull = found.count == ItemsRequest.pageLength
    // Beyond the last item there is nothing to show: the window stays.
    if found.isEmpty, var state = items, request.from != nil, state.request.sameList(as: request) {
      if request.goesBack { state.hasMoreAbove = false } else { state.hasMoreBelow = false }
      notice = ItemsState.edge(goingBack: request.goesBack)
      items = state
      return
    }
    var state = ItemsState(
      request: request,
      window: found,
      hasMoreAbove: request.goesBack ? isFull : request.from != nil,
      hasMoreBelow: request.goesBack ? true : isFull
    )
    if request.goesBack { state.row = max(0, found.count - 1) }
    if let row = found.firstIndex(where: { $0.item == request.standing }) { state.row = row }
    screen = state
  }
}

extension ItemsRequest {
  /// Whether both ask for parts of one list.
  func sameList(as other: ItemsRequest) -> Bool { filter == other.filter }
}
