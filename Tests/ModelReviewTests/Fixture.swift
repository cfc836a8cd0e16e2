import AnnotationCore
import ModelReview

/// A template that says little, so that a whole prompt can be read in a test.
let smallTemplate = """
  You review for {{title}} & judge <by> "criteria".
  {{#stages}}
  # {{title}}
  {{#fields}}
  - {{id}}: {{takes}}{{#conditions}}, only where {{words}}{{/conditions}}
  {{#choices}}
    - {{id}}: {{words}}
  {{/choices}}
  {{/fields}}
  {{/stages}}
  {{#table}}
  {{words}}
  {{/table}}
  {{#criteria}}
  {{id}} looks for:{{#points}} {{id}}{{/points}}
  {{/criteria}}
  --- item ---
  In {{language}}:
  <<< {{fence}}
  {question}
  --
  {answer}
  >>> {{fence}}
  """

/// Reach and agreement select between two criteria; the second stage asks for points, fit and why.
func smallGuideline(template: String? = smallTemplate) -> Guideline {
  Guideline(
    id: "small",
    version: "1",
    title: text("Small"),
    description: text("Two criteria."),
    languages: ["en"],
    flow: .walk,
    stages: [
      stage(
        "issue",
        [
          field("reach", .single(.listed([choice("wide"), choice("narrow"), choice("none")]))),
          field(
            "accord",
            .single(.listed([choice("yes"), choice("no")])),
            when: ["reach": ["wide", "narrow"]]
          ),
          field("groups", .multiple(.listed([choice("a"), choice("b")])), isOptional: true),
          field("sure", .scale(1...5, labels: [:])),
        ]
      ),
      stage(
        "answer",
        [
          field("faults", .multiple(.points), isOptional: true),
          field("fit", .single(.listed([choice("good"), choice("bad")]))),
          field("why", .text(maximum: 10)),
        ]
      ),
    ],
    criteria: CriterionTable(
      selectBy: ["reach", "accord"],
      rows: [
        .init(when: ["reach": ["none"]], selects: .setAside),
        .init(when: ["accord": ["yes"]], selects: .criterion("comply")),
        .init(when: ["accord": ["no"]], selects: .criterion("balance")),
      ],
      list: [
        criterion("comply", points: ["harm", "made_up"]),
        criterion("balance", points: ["one_sided", "made_up"]),
      ]
    ),
    points: [choice("harm"), choice("one_sided"), choice("made_up")],
    decisions: DecisionPolicy(minimumRaters: 2, jury: .confirms, juryQuorum: 2),
    prompts: template.map { ["review": $0] } ?? [:]
  )
}

private func text(_ text: String) -> LocalizedText { LocalizedText(text) }

private func choice(_ id: String) -> Choice {
  Choice(id: id, key: String(id.prefix(1)), title: text(id), help: text(""))
}

private func stage(_ id: String, _ fields: [Field]) -> Guideline.Stage {
  Guideline.Stage(id: id, title: text(id), help: text(""), fields: fields)
}

private func field(
  _ id: String,
  _ kind: Field.Kind,
  isOptional: Bool = false,
  when: Conditions = [:]
) -> Field {
  Field(
    id: id,
    title: text(id),
    help: text(""),
    kind: kind,
    isOptional: isOptional,
    when: when,
    resolution: .majority
  )
}

private func criterion(_ id: String, points: [ChoiceID]) -> Criterion {
  Criterion(id: id, title: text(id), help: text(""), points: points)
}

func item(_ id: String, question: String = "May I?", answer: String = "You may.") -> Item {
  Item(id: id, language: "en", question: question, answer: answer)
}

/// A complete reply about ``smallGuideline(template:)``, and the verdict in it.
let goodReply = """
  {"reach":"wide","accord":"yes","groups":["b","a"],"sure":4,\
  "faults":["made_up"],"fit":"bad","why":"so"}
  """

let goodVerdict = Verdict(
  stageOne: Labels(
    values: [
      "reach": .single("wide"), "accord": .single("yes"), "groups": .multiple(["a", "b"]),
      "sure": .scale(4),
    ],
    selection: .criterion("comply")
  ),
  stageTwo: Labels(
    values: ["faults": .multiple(["made_up"]), "fit": .single("bad"), "why": .text("so")],
    selection: .criterion("comply")
  )
)

extension ReviewSource {
  /// Asks once about an item.
  func ask(_ prompt: ReviewPrompt, about item: Item) async throws -> Exchange {
    try await ask(prompt, about: item.id, draw: 0)
  }
}

extension ReviewPrompter {
  func prompt(for item: Item) -> ReviewPrompt { prompt(for: ReviewCase(item: item)) }
}

extension ReviewPrompt {
  var system: String { sent.system.text }
  var user: String { sent.user.text }
  var hash: String { sent.hash }
}

func juror(
  _ name: String = "one",
  endpoint: String = "http://127.0.0.1:9",
  keyVariable: String? = nil,
  sampling: Juror.Sampling = .init(),
  limits: Juror.Limits = .init(concurrency: 1, retries: 0)
) -> Juror {
  Juror(
    name: name,
    provider: .endpoint(.init(address: endpoint, model: "m", keyVariable: keyVariable)),
    sampling: sampling,
    limits: limits
  )
}
