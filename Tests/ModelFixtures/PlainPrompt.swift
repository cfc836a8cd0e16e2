package import JSON
package import ModelTasks
package import Models

/// A prompt that is nothing but texts.
package struct PlainPrompt: ModelPrompt {
  package var system = "Judge."
  package var user: String
  package var schema = JSONValue.object([("type", .string("object"))])
  package var choices: [ChoiceQuestion] = []

  package init(_ user: String = "This.") { self.user = user }

  package var hash: String { "hash of \(user)" }
  package var schemaText: String { schema.text }
}

/// A model under a name.
package struct PlainModel: NamedModel {
  package var name: String
  package var model: ModelConfiguration

  package init(
    _ name: String = "one",
    endpoint: String = "http://127.0.0.1:9",
    keyVariable: String? = nil,
    sampling: SamplingParameters = .init(),
    limits: RequestLimits = .init(concurrency: 1, retries: 0)
  ) {
    self.name = name
    model = ModelConfiguration(
      provider: .endpoint(.init(address: endpoint, model: "m", keyVariable: keyVariable)),
      sampling: sampling,
      limits: limits
    )
  }
}

extension ReplySource {
  /// Asks once about a subject.
  package func ask(about subject: String = "a", _ prompt: PlainPrompt = .init()) async throws
    -> Exchange
  {
    try await ask(ModelTask(key: TaskKey(subject: subject), sample: 0, prompt: prompt))
  }
}
