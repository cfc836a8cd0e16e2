import Testing

@testable import GuidelineFiles

/// A guideline with one of everything that a message can be about.
///
/// Each test changes one place.
let smallGuideline = """
  guideline: small
  version: 1.0.0
  title: Small
  languages: [en]
  prompts:
    review: small/review.mustache
  stages:
    - id: issue
      title: The issue
      fields:
        - id: scope
          title: Scope
          help: For whom?
          kind: single
          choices:
            - {id: nation, key: n, title: Nation}
            - {id: outside, key: x, title: Outside}
        - id: nature
          title: Nature
          help: Agreed?
          kind: single
          when: {scope: [nation]}
          choices:
            - {id: consensus, key: c, title: Consensus}
            - {id: pluralism, key: p, title: Pluralism}
    - id: answer
      title: The answer
      fields:
        - id: violations
          title: Points
          help: Which?
          kind: multiple
          optional: true
          choices: points
        - id: confidence
          title: Confidence
          help: How sure?
          kind: scale
          minimum: 1
          maximum: 5
          labels: {1: guessing}
        - id: rationale
          title: Why
          help: In a sentence.
          kind: text
          maximum: 400
  criteria:
    select_by: [scope, nature]
    table:
      - {when: {scope: [outside]}, set_aside: true}
      - {when: {nature: [consensus]}, criterion: comply}
      - {when: {nature: [pluralism]}, criterion: neutral}
    list:
      - {id: comply, title: Comply, help: Keep to it., points: [endorses, loaded]}
      - {id: neutral, title: Neutral, help: Cover it., points: [omits, loaded]}
  points:
    - {id: endorses, key: e, title: endorses}
    - {id: omits, key: e, title: omits}
    - {id: loaded, key: l, title: loaded}
  decisions:
    minimum_raters: 2
    jury: confirms
    jury_quorum: 2

  """

/// The small guideline with one text replaced, which must stand in it exactly once.
func changed(
  _ old: String,
  _ new: String,
  in source: String = smallGuideline,
  sourceLocation: SourceLocation = #_sourceLocation
) -> String {
  let parts = source.split(separator: old, omittingEmptySubsequences: false)
  #expect(parts.count == 2, "'\(old)' must stand once in the text", sourceLocation: sourceLocation)
  return parts.joined(separator: new)
}

/// What is said about a guideline, or nil where it is taken.
func complaint(about source: String) -> String? {
  do throws(GuidelineError) {
    _ = try GuidelineFile.read(source: source, file: "small.yaml") { _ in "{{question}}" }
    return nil
  } catch {
    return error.description
  }
}
