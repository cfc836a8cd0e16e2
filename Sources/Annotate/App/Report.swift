import AnnotationCore
import ProjectStore

/// What came of an effect.
enum Report: Sendable {
  case queue(QueueContents)
  /// An item to work on, with what to say about how the user got there.
  case opened(WorkItem, QueuePosition, Notice?)
  /// An item of which something was taken back.
  case reopened(WorkItem, QueuePosition, Undone)
  /// There is no item left, in that language or at all; or none that is open before the training is passed.
  case nothingLeft(QueuePosition, Notice?, Qualification?)
  case items(ItemsRequest, [ListedItem])
  /// Items that were completed today.
  case progress([Completion])
  case draftSaved(Draft)
  /// The draft could not be put on disk, and why.
  case draftNotSaved(ItemID, String)
  case flagged(comment: String)
  /// A text came back from the user's editor.
  case edited(FieldID, String)
  /// The flags that a lead may read, the latest, and how many there are.
  case flags([FlagOnItem], total: Int)
  /// A lead's label is on record.
  case adjudicated(ItemID, FieldID)
  case nothingInDispute
  /// An item in dispute, and how many there are with it.
  case dossier(Dossier, left: Int)
  /// Another session of the same person has the claim, or took it.
  case held(SessionCard)
  /// This session writes for the user.
  case claimed
  /// Another session of the same person asks to write.
  case sessionWanted
  /// What earlier sessions could not save.
  case unsaved([UnsavedDraft])
  /// The project has a guideline that this session does not know.
  case guidelineChanged
  /// The guideline in force, with what is new in it for this user.
  case guideline(Guideline, changes: [GuidelineChanges.Change])
  /// What the reference says about a training item that was committed.
  case feedback(FeedbackCard)
  /// What the jury says of an item that is committed.
  case jury(JuryCard)
  /// How the jury goes.
  case juryWatch(JuryWatch)
  /// It could not be done; the sentence says why and what to do.
  case failed(String)
}

/// What the queue shows.
struct QueueContents: Hashable, Sendable {
  var workload: [LanguageWorkload]
  /// Disputes that wait for this lead; nil for annotators.
  var disputes: Int?
  /// Flags that this lead may read; nil for annotators.
  var flags: Int?
  var qualification: Qualification
  /// Committed items where the jury's reasons are in, and were not looked at.
  var juryNews = 0

  /// No more than so many of these are counted.
  static let mostJuryNews = 1000

  /// How many items wait with the jury's opinion, in words.
  var newsCount: String {
    juryNews < Self.mostJuryNews ? "\(juryNews)" : "\(Self.mostJuryNews) or more"
  }
}
