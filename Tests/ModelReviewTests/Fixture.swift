import AnnotationCore
import Fixtures
import ModelReview
import ModelTasks

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

/// The small guideline with a prompt, titled by its ids, so that whole prompts are short.
func promptedGuideline(template: String? = smallTemplate) -> Guideline {
  var guideline = smallGuideline()
  guideline.description = text("Two criteria.")
  guideline.prompts = template.map { ["review": $0] } ?? [:]
  for stage in guideline.stages.indices {
    guideline.stages[stage].title = text(guideline.stages[stage].id)
    for field in guideline.stages[stage].fields.indices {
      guideline.stages[stage].fields[field].title = text(
        guideline.stages[stage].fields[field].id
      )
    }
  }
  for criterion in guideline.criteria.indices {
    guideline.criteria[criterion].title = text(guideline.criteria[criterion].id)
  }
  guideline.change("groups") {
    $0.kind = .multiple(.listed([choice("a", "a"), choice("b", "b")]))
  }
  return guideline
}

/// An item whose text is that of every other, but for what is given.
func equalItem(_ id: ItemID, question: String = "May I?", answer: String = "You may.") -> Item {
  item(id, question: question, answer: answer)
}

/// A complete reply about ``promptedGuideline(template:)``, and the verdict in it.
let goodReply = """
  {"reach":"wide","accord":"yes","groups":["b","a"],"sure":4,\
  "faults":["made_up"],"fit":"bad","why":"so"}
  """

let goodVerdict = Verdict(
  stageOne: Labels(
    values: [
      "reach": .single("wide"), "accord": .single("yes"), "groups": .multiple(["a", "b"]),
      "sure": .scale(4),
    ]
  ),
  stageTwo: Labels(
    values: ["faults": .multiple(["made_up"]), "fit": .single("bad"), "why": .text("so")],
    criterion: "comply"
  )
)

extension ReviewPrompter {
  func prompt(for item: Item) -> ReviewPrompt { prompt(for: ReviewCase(item: item)) }
}

func juror(
  _ name: String = "one",
  endpoint: String = "http://127.0.0.1:9",
  model: String = "m",
  keyVariable: String? = nil,
  sampling: SamplingParameters = .init(),
  limits: RequestLimits = .init(concurrency: 1, retries: 0)
) -> Juror {
  Juror(
    name: name,
    provider: .endpoint(.init(address: endpoint, model: model, keyVariable: keyVariable)),
    sampling: sampling,
    limits: limits
  )
}
