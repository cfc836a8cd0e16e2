import AnnotationCore
import ProjectStore
import TerminalKit

/// Everything that the screen shows: who is here, where they are, what was last said to them.
struct App: Hashable, Sendable {
  var guideline: Guideline
  let person: Person
  /// The project's name, as the header shows it.
  let project: String
  /// The language in which the guideline's texts are shown.
  var language: String
  /// How the user likes the screen; remembered from one day to the next.
  var look: Look
  /// Which keys give which command.
  let keyMap: KeyMap
  var screen: Screen
  /// The guideline, while it is open beside the screen.
  var guide: GuideState?
  /// What lies over the screen and takes the keys.
  var overlay: Overlay?
  var notice: Notice?
  /// What was committed today, for the header and the queue.
  var progress = Progress()
  /// Items in dispute, as they were when the lead opened them.
  var disputesLeft = 0
  var size: Size
  /// How much of each pane there was to show when it was last drawn.
  var metrics = Metrics()

  init(
    guideline: Guideline,
    person: Person,
    project: String,
    language: String,
    size: Size,
    look: Look = Look(),
    keyMap: KeyMap = KeyMap()
  ) {
    self.guideline = guideline
    self.person = person
    self.project = project
    self.language = language
    self.size = size
    self.look = look
    self.keyMap = keyMap
    screen = .queue(QueueState())
  }

  /// Where the user is.
  enum Screen: Hashable, Sendable {
    case queue(QueueState)
    case items(ItemsState)
    case item(ItemState)
    case adjudication(AdjudicationState)
    case jury(JuryWatchState)
  }

  /// What lies over a screen.
  enum Overlay: Hashable, Sendable {
    /// Every command with its key; the number of the first line that is shown.
    case help(scroll: Int)
    case prompt(Prompt)
    case palette(Palette)
    /// Something to read before going on.
    case card(Card)
  }
}

/// The state of the screen that is open, by kind; nil on the others.
extension App {
  var queue: QueueState? {
    get { if case .queue(let state) = screen { state } else { nil } }
    set { if let newValue { screen = .queue(newValue) } }
  }

  var items: ItemsState? {
    get { if case .items(let state) = screen { state } else { nil } }
    set { if let newValue { screen = .items(newValue) } }
  }

  var item: ItemState? {
    get { if case .item(let state) = screen { state } else { nil } }
    set { if let newValue { screen = .item(newValue) } }
  }

  var adjudication: AdjudicationState? {
    get { if case .adjudication(let state) = screen { state } else { nil } }
    set { if let newValue { screen = .adjudication(newValue) } }
  }

  var jury: JuryWatchState? {
    get { if case .jury(let state) = screen { state } else { nil } }
    set { if let newValue { screen = .jury(newValue) } }
  }

  /// Whether letters are being written into a field.
  var isWritingText: Bool { guide == nil && item?.editor != nil }
}
