extension Juror {
  /// What a juror is shown of an item, how often, in which language and order.
  package struct Asking: Hashable, Sendable, Codable {
    package var mode: ReviewMode
    package var language: Languages
    package var order: Orders
    /// How often each prompt is put to the juror, with a seed of its own each time.
    package var samples: Int
    /// How many decided items stand in the prompt as examples.
    package var examples: Int

    package init(
      mode: ReviewMode = .blind,
      language: Languages = .item,
      order: Orders = .given,
      samples: Int = 1,
      examples: Int = 0
    ) {
      self.mode = mode
      self.language = language
      self.order = order
      self.samples = samples
      self.examples = examples
    }

    /// The languages that the juror is asked in.
    package enum Languages: String, Hashable, Sendable, Codable, CaseIterable {
      case item = "item"
      case english = "english"
      case both = "both"
    }

    /// The orders in which choices stand in the prompt.
    package enum Orders: String, Hashable, Sendable, Codable, CaseIterable {
      /// As in the guideline.
      case given = "given"
      /// The other way round.
      case reversed = "reversed"
      case shuffled = "shuffled"
      /// As given and the other way round, each asked.
      case both = "both"
    }

    /// Everything that is asked about each item, in order: every language in every order, and each so
    /// often as there are samples.
    package var trials: [Trial] {
      var trials: [Trial] = []
      for draw in 0..<max(1, samples) {
        for language in language.each {
          for order in order.each {
            trials.append(
              Trial(number: trials.count + 1, language: language, order: order, draw: draw)
            )
          }
        }
      }
      return trials
    }
  }

  /// One of the times that a juror is asked about the same item.
  package struct Trial: Hashable, Sendable, Codable {
    /// From 1.
    package var number: Int
    package var language: PromptLanguage
    package var order: ChoiceOrder
    /// Which of the samples of this language and order it is, from 0.
    package var draw: Int

    package init(number: Int, language: PromptLanguage, order: ChoiceOrder, draw: Int) {
      self.number = number
      self.language = language
      self.order = order
      self.draw = draw
    }
  }
}

/// What a juror knows when it judges.
package enum ReviewMode: String, Hashable, Sendable, Codable, CaseIterable {
  /// The item alone, for all stages, as an annotator does.
  case blind = "blind"
  /// The item and what is decided of the stages before the last; the last stage is asked.
  case lastStage = "last_stage"
  /// The item and what humans said of it, under letters instead of names.
  case audit = "audit"
}

/// The language that a prompt is written in.
package enum PromptLanguage: String, Hashable, Sendable, Codable {
  case item = "item"
  case english = "english"
}

/// The order in which choices stand in a prompt.
package enum ChoiceOrder: String, Hashable, Sendable, Codable {
  case given = "given"
  case reversed = "reversed"
  case shuffled = "shuffled"
}

extension Juror.Asking.Languages {
  fileprivate var each: [PromptLanguage] {
    switch self {
    case .item: [.item]
    case .english: [.english]
    case .both: [.item, .english]
    }
  }
}

extension Juror.Asking.Orders {
  fileprivate var each: [ChoiceOrder] {
    switch self {
    case .given: [.given]
    case .reversed: [.reversed]
    case .shuffled: [.shuffled]
    case .both: [.given, .reversed]
    }
  }
}
