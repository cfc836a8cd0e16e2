package import AnnotationCore

/// A guideline small enough to hold in the head: reach and agreement select between two criteria.
package func smallGuideline(
  flow: Guideline.Flow = .walk,
  minimumRaters: Int = 2,
  jury: DecisionPolicy.JuryRole = .confirms,
  quorum: Int = 2,
  rule: DecisionPolicy.JuryRule = .majority
) -> Guideline {
  Guideline(
    id: "small",
    version: "1",
    title: text("Small"),
    description: text("Two fields, two criteria."),
    languages: ["en"],
    flow: flow,
    stages: [
      Guideline.Stage(
        id: "issue",
        title: text("The issue"),
        help: text(""),
        fields: [
          Field(
            id: "reach",
            title: text("Reach"),
            help: text(""),
            kind: .single(
              .listed([choice("wide", "w"), choice("narrow", "n"), choice("none", "x")])
            ),
            resolution: .unanimous
          ),
          Field(
            id: "accord",
            title: text("Accord"),
            help: text(""),
            kind: .single(.listed([choice("yes", "y"), choice("no", "n")])),
            when: ["reach": ["wide", "narrow"]],
            resolution: .unanimous
          ),
          Field(
            id: "groups",
            title: text("Groups"),
            help: text(""),
            kind: .multiple(.listed([choice("a", "a"), choice("b", "b"), choice("c", "c")])),
            isOptional: true,
            resolution: .majority
          ),
          Field(
            id: "sure",
            title: text("Sure"),
            help: text(""),
            kind: .scale(1...5, labels: [:]),
            resolution: .collect
          ),
        ]
      ),
      Guideline.Stage(
        id: "answer",
        title: text("The answer"),
        help: text(""),
        fields: [
          Field(
            id: "faults",
            title: text("Faults"),
            help: text(""),
            kind: .multiple(.points),
            isOptional: true,
            resolution: .unanimous
          ),
          Field(
            id: "fit",
            title: text("Fit"),
            help: text(""),
            kind: .single(.listed([choice("good", "g"), choice("bad", "b")])),
            resolution: .unanimous
          ),
          Field(
            id: "why",
            title: text("Why"),
            help: text(""),
            kind: .text(maximum: 10),
            resolution: .collect
          ),
        ],
        criterion: .selected(
          CriterionTable(
            selectBy: ["reach", "accord"],
            rows: [
              .init(when: ["reach": ["none"]], selects: .setAside),
              .init(when: ["accord": ["yes"]], selects: .criterion("comply")),
              .init(when: ["accord": ["no"]], selects: .criterion("balance")),
            ]
          )
        )
      ),
    ],
    criteria: [
      Criterion(
        id: "comply",
        title: text("Comply"),
        help: text(""),
        points: ["harm", "made_up"]
      ),
      Criterion(
        id: "balance",
        title: text("Balance"),
        help: text(""),
        points: ["one_sided", "made_up"]
      ),
    ],
    points: [choice("harm", "h"), choice("one_sided", "o"), choice("made_up", "m")],
    decisions: DecisionPolicy(
      minimumRaters: minimumRaters,
      jury: jury,
      juryQuorum: quorum,
      juryRule: rule
    ),
    prompts: [:]
  )
}

package func text(_ text: String) -> LocalizedText { LocalizedText(text) }

package func choice(_ id: String, _ key: String) -> Choice {
  Choice(id: id, key: key, title: text(id), help: text(""))
}

/// The labels of a complete stage one of ``smallGuideline(flow:minimumRaters:jury:quorum:rule:)``.
package func stageOne(reach: String = "wide", accord: String? = "yes", groups: Set<String> = [])
  -> Labels
{
  var values: FieldValues = [
    "reach": .single(reach), "groups": .multiple(groups), "sure": .scale(4),
  ]
  values["accord"] = accord.map(FieldValue.single)
  return Labels(values: values)
}

/// The labels of a complete stage two.
package func stageTwo(_ fit: String, faults: Set<String> = [], by criterion: String = "comply")
  -> Labels
{
  Labels(
    values: ["fit": .single(fit), "faults": .multiple(faults), "why": .text("so")],
    criterion: criterion
  )
}

extension Guideline {
  /// Changes the field of an id.
  package mutating func change(_ id: FieldID, _ change: (inout Field) -> Void) {
    for stage in stages.indices {
      for field in stages[stage].fields.indices where stages[stage].fields[field].id == id {
        change(&stages[stage].fields[field])
      }
    }
  }
}
