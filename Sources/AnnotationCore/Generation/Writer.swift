/// One configured model that writes answers.
package struct Writer: NamedModel, Hashable, Sendable, Codable {
  /// Unique among the writers, and what its answers are kept under.
  package var name: String
  package var model: ModelConfiguration
  /// How many answers it gives to each question.
  package var samples: Int

  /// A model whose reply is a text, and of whose log-probabilities nobody makes anything.
  /// - Throws: ``WriterError`` where its protocol writes no texts.
  package init(
    name: String,
    model: ModelConfiguration,
    samples: Int = 1
  ) throws(WriterError) {
    self.name = name
    self.model = model
    self.samples = samples
    self.model.sampling.logProbabilities = nil
    guard case .endpoint(var endpoint) = model.provider else { return }
    guard !endpoint.wire.asksChoiceByChoice else { throw WriterError(writer: name) }
    endpoint.output = .text
    self.model.provider = .endpoint(endpoint)
  }

  /// Writers are kept in the form of jurors, as their file has it too.
  package init(from decoder: any Decoder) throws {
    let kept = try Juror(from: decoder)
    try self.init(name: kept.name, model: kept.model, samples: kept.asking.samples)
  }

  package func encode(to encoder: any Encoder) throws {
    try Juror(name: name, model: model, asking: .init(samples: samples)).encode(to: encoder)
  }

  /// Whether it would write the same under the other's name.
  package func writes(as other: Writer) -> Bool {
    model.provider == other.model.provider && model.sampling == other.model.sampling
  }
}

/// A writer that cannot write.
package struct WriterError: Error, Hashable, Sendable, CustomStringConvertible {
  package var writer: String

  package init(writer: String) { self.writer = writer }

  package var description: String {
    "'\(writer)' uses the protocol 'decisions', which chooses and writes no texts. Take another "
      + "protocol for it, or leave it out of the writers."
  }
}

/// Writers as their file describes them.
package struct WriterConfiguration: Hashable, Sendable {
  package var writers: [Writer]
  /// What all answers of a project may cost, in the currency of the writers' prices; nil for no limit.
  package var budget: Money?
  /// A PEM file with authorities that are trusted besides the system's.
  package var certificates: String?

  package init(writers: [Writer], budget: Money? = nil, certificates: String? = nil) {
    self.writers = writers
    self.budget = budget
    self.certificates = certificates
  }
}
