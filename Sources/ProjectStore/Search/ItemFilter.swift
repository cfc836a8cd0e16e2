package import AnnotationCore

/// Which of a person's items to list.
package struct ItemFilter: Hashable, Sendable {
  package var kind: Kind
  /// Nil for all languages.
  package var language: String?
  /// Words that stand in the question or in the answer, without regard to case and to marks on letters.
  package var text: String?

  package init(kind: Kind = .all, language: String? = nil, text: String? = nil) {
    self.kind = kind
    self.language = language
    self.text = text
  }

  /// Where the person stands with the items.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case all
    /// They wait for the person.
    case open
    /// Something is entered and not committed.
    case drafts
    case done
    case skipped
    /// The person has left a comment.
    case flagged
    /// The person has committed, and can look at what the jury says.
    case reviewed
  }
}

/// An item in a list.
package struct ListedItem: Hashable, Sendable {
  package var item: ItemID
  package var language: String
  /// Its place in the person's queue, from 1.
  package var position: Int
  package var state: WorkState
  package var hasDraft: Bool
  package var isFlagged: Bool
  /// Whether the person can look at what the jury says of it; nil where they can't.
  package var juryNews: JuryNews?
  /// At most the first 300 characters of the question.
  package var question: String

  package init(
    item: ItemID,
    language: String,
    position: Int,
    state: WorkState,
    hasDraft: Bool,
    isFlagged: Bool,
    juryNews: JuryNews? = nil,
    question: String
  ) {
    self.item = item
    self.language = language
    self.position = position
    self.state = state
    self.hasDraft = hasDraft
    self.isFlagged = isFlagged
    self.juryNews = juryNews
    self.question = question
  }
}

extension ItemFilter.Kind {
  /// The states of the items, or nil where the state does not matter.
  var states: [WorkState]? {
    switch self {
    case .all, .drafts, .flagged: nil
    case .open: [.open, .started]
    case .done: [.done, .waiting]
    case .skipped: [.skipped]
    case .reviewed: [.done]
    }
  }
}
