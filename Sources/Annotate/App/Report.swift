import AnnotationCore
import ProjectStore

/// What came of an effect.
enum Report: Sendable {
  case queue([LanguageWorkload], doneToday: Int, disputes: Int?)
  /// An item to work on, with what to say about how the user got there.
  case opened(WorkItem, language: String?, Notice?)
  /// There is no item left, in that language or at all.
  case nothingLeft(language: String?, Notice?)
  case draftSaved(ItemID, at: Timestamp)
  /// The draft could not be put on disk, and why.
  case draftNotSaved(ItemID, String)
  case flagged(comment: String)
  /// A text came back from the user's editor.
  case edited(FieldID, String)
  case disputes([DisputedItem])
  case dossier(Dossier)
  /// It could not be done; the sentence says why and what to do.
  case failed(String)
}
