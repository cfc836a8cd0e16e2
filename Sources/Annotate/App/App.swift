import AnnotationCore
import ProjectStore
import TerminalKit

/// Everything that the screen shows: who is here, where they are, what was last said to them.
struct App: Sendable {
  var guideline: Guideline
  let person: Person
  /// The project's name, as the header shows it.
  let project: String
  /// The language in which the guideline's texts are shown.
  var language: String
  /// The user's screen preferences; remembered from one day to the next.
  var appearance: Appearance
  /// Which keys give which command.
  let keyMap: KeyMap
  /// Where the user is.
  var screen: any Screen
  /// The guideline, while it is open beside the screen.
  var guide: GuideState?
  /// What lies over the screen, each over the one before; the last takes the keys.
  var overlays: [any Overlay] = []
  var notice: Notice?
  /// Which session writes for the user.
  var claim = Claim.none
  /// What was entered and could not be saved, and waits for the user to say what is to be done with it.
  var unsaved: [UnsavedDraft] = []
  /// What the user can read in this terminal; nil where there is none, or it has not been looked for yet.
  var readings: Readings?
  /// What was taken back and can be given again, the latest last.
  var takenBack: [Undone] = []
  /// What was committed today, for the header and the queue.
  var progress = Progress()
  var size: Size
  /// How often each command was given in this session.
  var uses: [CommandID: Int] = [:]
  /// How much of each pane there was to show when it was last drawn.
  var metrics = Metrics()

  init(
    guideline: Guideline,
    person: Person,
    project: String,
    language: String,
    size: Size,
    appearance: Appearance = Appearance(),
    keyMap: KeyMap = KeyMap()
  ) {
    self.guideline = guideline
    self.person = person
    self.project = project
    self.language = language
    self.size = size
    self.appearance = appearance
    self.keyMap = keyMap
    screen = QueueState()
  }
}

extension App {
  /// Whether letters are being written into a field.
  var isWritingText: Bool { front.isWritingText }
}
