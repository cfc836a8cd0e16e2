import AnnotationCore
import Foundation
import Testing

@testable import GuidelineFiles

/// Stages, what selects their criteria, and what ends an item.
struct StageReaderTests {
  private static let stages = """
    guideline: staged
    version: 1
    title: Staged
    languages: [en]
    stages:
      - id: first
        title: First
        fields:
          - id: kind
            title: Kind
            help: Which?
            kind: single
            choices: [{id: a, key: a, title: A}, {id: b, key: b, title: B}]
      - id: second
        title: Second
        fields:
          - {id: sure, title: Sure, help: How?, kind: scale, minimum: 1, maximum: 5}
      - id: third
        title: Third
        criterion:
          select_by: [kind]
          table:
            - {when: {kind: [a]}, criterion: on_a}
            - {when: {kind: [b]}, set_aside: true}
        fields:
          - id: fit
            title: Fit
            help: Is it?
            kind: single
            choices: [{id: yes, key: y, title: Yes}, {id: no, key: n, title: No}]
    criteria:
      list:
        - {id: on_a, title: On A, help: By A., points: []}

    """

  private func complaint(_ old: String, _ new: String) -> String? {
    GuidelineFilesTests.complaint(about: changed(old, new, in: Self.stages))
  }

  @Test func `a third stage selects by a field of the first`() throws {
    let guideline = try GuidelineFile.read(source: Self.stages, file: "staged.yaml") { _ in "" }
      .guideline
    #expect(guideline.stageNumbers.map(\.rawValue) == [1, 2, 3])
    #expect(guideline.stages.map(\.criterion.selectBy) == [[], [], ["kind"]])
    #expect(guideline.criterion(of: guideline.lastStage, given: ["kind": .single("a")]) == "on_a")
  }

  @Test(arguments: [
    (
      "kind: [b]}, set_aside: true", "kind: [b]}, criterion: on_b",
      "small.yaml:24:42: there is no criterion 'on_b'"
    ),
    (
      "        - {when: {kind: [b]}, set_aside: true}\n", "",
      "small.yaml:23:9: no row fits labels with {kind: b}"
    ),
    (
      "select_by: [kind]", "select_by: [fit]",
      "small.yaml:21:19: 'fit' is no field of a stage before this one"
    ),
    (
      "select_by: [kind]", "select_by: [sure]",
      "small.yaml:21:19: 'sure' cannot select: it does not take one of listed choices"
    ),
    ("- id: second", "- id: first", "small.yaml:14:9: the stage 'first' is already on line 6"),
    ("{id: sure, title", "{id: kind, title", "the field 'kind' is already on line 9"),
    (
      "- {id: sure, title: Sure, help: How?, kind: scale, minimum: 1, maximum: 5}", "[]",
      "small.yaml:17:7: this stage asks nothing"
    ),
    (
      "[{id: a, key: a, title: A}, {id: b, key: b, title: B}]",
      "[{id: a, key: a, title: A, set_aside: true}, {id: b, key: b, title: B, set_aside: true}]",
      "small.yaml:14:9: nothing leads to the stage 'second': every item is set aside before it"
    ),
    (
      "kind: single\n        choices: [{id: yes, key: y, title: Yes}",
      "kind: multiple\n        choices: [{id: yes, key: y, title: Yes, set_aside: true}",
      "'fit' takes more than one choice, so that none of them can set the item aside"
    ),
  ])
  func `what is wrong with stages is said with its place`(
    old: String,
    new: String,
    said: String
  ) throws {
    let message = try #require(complaint(old, new))
    #expect(message.contains(said), "\(message)")
  }

  @Test func `a choice that ends the item needs no row`() {
    #expect(
      complaint(
        "{id: b, key: b, title: B}]",
        "{id: b, key: b, title: B}, {id: none, key: x, title: None, set_aside: true}]"
      ) == nil
    )
  }

  @Test(arguments: ["x-value", "one-stage"])
  func `the guidelines that come with the program are right`(name: String) throws {
    let path = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("guidelines/\(name).yaml").path
    let loaded = try GuidelineFile.read(path: path)
    #expect(loaded.guideline.id == name)
    #expect(!loaded.guideline.prompts.isEmpty)
  }
}
