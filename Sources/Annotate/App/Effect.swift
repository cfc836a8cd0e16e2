import AnnotationCore
import ProjectStore

/// What should happen next, as a command asks for it.
///
/// The runner carries it out, in order; `ask`, `notify`, `explain` and `quit`
/// are the app's own and never leave it.
enum Effect: Hashable, Sendable {
  /// Asks the user for a line of text.
  case ask(Prompt)
  case notify(Notice)
  /// Says why a stage cannot be committed.
  case explain(StageForm.Problem)
  case loadQueue
  /// The next item to work on.
  case openNext(QueuePosition)
  /// The item before in the queue, in whatever state it is.
  case openPrevious(QueuePosition)
  /// The item after this one in the queue, in whatever state it is.
  case openFollowing(QueuePosition)
  case openItem(ItemID, QueuePosition)
  /// A page of the user's items.
  case loadItems(ItemsRequest)
  case saveDraft(Draft)
  case commit(Commit)
  case undo(QueuePosition)
  /// Begins the user's training anew.
  case restartTraining
  /// Takes back what was said last about one item.
  case withdraw(ItemID, QueuePosition)
  case skip(ItemID, StageNumber, reason: String, QueuePosition)
  case flag(ItemID, comment: String)
  /// The text goes to the user's editor and comes back; question and answer stand below it, to be read.
  case edit(FieldID, String, about: Item)
  /// Shows what the jury says of an item that is committed.
  case showJury(ItemID, QueuePosition)
  /// Looks how the jury goes, counting on from an earlier look.
  case watchJury(since: JuryWatch?)
  /// Shows the flags that a lead may read.
  case loadFlags
  /// Opens the next item in dispute.
  case openDispute(after: ItemID?)
  /// Opens an item in dispute again, or the next one where it is in dispute no more.
  case reopenDispute(ItemID)
  /// Records a lead's label for a field.
  case adjudicate(ItemID, FieldID, FieldValue, reason: String, juryRevealed: Bool)
  /// Makes this the one session that writes for the user.
  case claimSession(SessionInsistence)
  /// Looks whether this is still the session that writes, and whether another one asks to be.
  case watchSession
  /// Lets the session write that asks for it.
  case yieldSession
  /// Looks for what an earlier session could not save.
  case findUnsaved
  /// Removes what could not be saved: it is saved now, or not wanted.
  case forgetUnsaved(UnsavedDraft)
  /// Says what is new in the guideline since the user was last here.
  case announceGuideline
  /// Goes on with the guideline that is in force now.
  case reloadGuideline
  /// The user has read what changed in the guideline.
  case markGuidelineSeen
  /// Draws a script as the user says that it reads right, and remembers that for the terminal.
  case useReading(ReadingCheck)
  /// Records with the user what they can read.
  case recordReading(ReadingCheck)
  /// Shows and remembers the user's screen preferences.
  case apply(Appearance)
  case repaint
  case suspend
  /// Saves what can be saved, and leaves.
  case quit
  /// Leaves; what is entered and not saved is saved, or kept in a file.
  case leave(UnsavedDraft?)
}

/// Where in the queue the user is, to go on from there.
struct QueuePosition: Hashable, Sendable {
  /// The place of the item that is open, or nil before the first.
  var place: Int?
  /// The language that the queue was narrowed to, or nil for all.
  var language: String?
  /// The list that the open item was opened from, to go back there; nil once another item is open.
  var list: ItemsRequest?

  /// The position, to go on from it to another item.
  var leavingItem: QueuePosition { QueuePosition(place: place, language: language) }
}

/// A stage to keep.
struct Commit: Hashable, Sendable {
  var item: ItemID
  var completed: CompletedStage
  /// Milliseconds of work, idle time left out.
  var active: Int64
  /// How much of the answer was on the screen, in percent; nil where nothing was drawn.
  var read: Int?
  /// Whether it went much faster than the text can be read.
  var isHasty = false
  var position: QueuePosition
}
