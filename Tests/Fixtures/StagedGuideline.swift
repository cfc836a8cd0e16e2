package import AnnotationCore
import GuidelineFiles

/// A guideline of so many stages, read from a text as a file would be.
///
/// Each stage asks for a label: a or b, which select the criterion of the next stage, or end, which sets
/// the item aside. The last one asks for points too. A guideline of one stage has one criterion for all.
package func stagedGuideline(
  stages count: Int,
  flow: Guideline.Flow,
  raters: Int = 2,
  jury: DecisionPolicy.JuryRole = .confirms
) throws -> Guideline {
  let text = stagedGuidelineText(stages: count, flow: flow, raters: raters, jury: jury)
  return try GuidelineFile.read(source: text, file: "staged.yaml") { _ in "" }.guideline
}

/// The text of that guideline.
package func stagedGuidelineText(
  stages count: Int,
  flow: Guideline.Flow = .walk,
  raters: Int = 2,
  jury: DecisionPolicy.JuryRole = .confirms
) -> String {
  let stages = (1...count).map { stage in
    let selects =
      stage == 1
      ? count == 1 ? "    criterion: on_a\n" : ""
      : """
          criterion:
            select_by: [label_\(stage - 1)]
            table:
              - {when: {label_\(stage - 1): [a]}, criterion: on_a}
              - {when: {label_\(stage - 1): [b]}, criterion: on_b}

      """
    let points =
      stage == count
      ? """
            - {id: faults, title: Faults, help: Which?, kind: multiple, optional: true, choices: points}

      """ : ""
    return """
        - id: stage_\(stage)
          title: Stage \(stage)
      \(selects)    fields:
            - id: label_\(stage)
              title: Label \(stage)
              help: Which?
              kind: single
              choices:
                - {id: a, key: a, title: A}
                - {id: b, key: b, title: B}
                - {id: end, key: e, title: End, set_aside: true}
            - {id: sure_\(stage), title: Sure, help: How?, kind: scale, minimum: 1, maximum: 5}
      \(points)
      """
  }
  let onB =
    count == 1 ? "" : "    - {id: on_b, title: On B, help: By B., points: [loud, odd]}\n"
  return """
    guideline: staged
    version: 1
    title: Staged
    languages: [en]
    flow: \(flow.rawValue)
    stages:
    \(stages.joined())
    criteria:
      list:
        - {id: on_a, title: On A, help: By A., points: [loud, late]}
    \(onB)
    points:
      - {id: loud, key: l, title: Loud}
      - {id: late, key: t, title: Late}
    \(count == 1 ? "" : "  - {id: odd, key: o, title: Odd}")
    decisions:
      minimum_raters: \(raters)
      jury: \(jury.rawValue)
      jury_quorum: 1
    """
}

extension Guideline {
  /// The labels of the stages of ``stagedGuideline(stages:flow:raters:jury:)``, one for each stage that
  /// is come to: `aab` is a, then a, then b.
  package func stagedLabels(_ path: [ChoiceID]) -> [Labels] {
    var said: [Labels] = []
    var basis: StageBasis? = start
    for label in path {
      guard let now = basis else { break }
      let number = now.stage.rawValue
      var values: FieldValues = ["label_\(number)": .single(label)]
      if label != "end" {
        values["sure_\(number)"] = .scale(4)
        if now.stage == lastStage { values["faults"] = .multiple(["loud"]) }
      }
      said.append(Labels(values: values, criterion: now.criterion))
      let known = now.values.merging(values) { $1 }
      if case .stage(let next) = next(after: now.stage, given: known) {
        basis = next
      } else {
        basis = nil
      }
    }
    return said
  }
}
