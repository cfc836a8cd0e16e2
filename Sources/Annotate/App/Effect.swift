import AnnotationCore
import TerminalKit

/// What should happen next, as a command asks for it.
///
/// The runner carries it out, in order; `ask` and `explain` change the app itself and never leave it.
enum Effect: Hashable, Sendable {
  /// Asks the user for a line of text.
  case ask(Prompt)
  /// Says why a stage cannot be committed.
  case explain(StageForm.Problem)
  case loadQueue
  /// The next item to work on, after a position in the queue; in one language or in all.
  case openNext(after: Int?, language: String?)
  case openItem(ItemID)
  case saveDraft(Draft)
  /// Keeps a stage, and goes on behind a position in the queue.
  case commit(
    ItemID,
    StageNumber,
    Labels,
    ItemSession.Next,
    position: Int,
    language: String?
  )
  case undo
  case skip(ItemID, StageNumber, reason: String, position: Int, language: String?)
  case flag(ItemID, comment: String)
  /// The text goes to the user's editor and comes back.
  case edit(FieldID, String)
  case loadDisputes
  case openDispute(ItemID)
  /// Records a lead's label for a field.
  case adjudicate(ItemID, FieldID, FieldValue, reason: String, juryRevealed: Bool)
  case repaint
  case suspend
  case quit
}
