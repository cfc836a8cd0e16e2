import AnnotationCore
import JSON
import Models
import Testing

@testable import ProjectStore

/// How values with cases are spelled in a project file.
///
/// A case with another name would not be read from the files that there are: what is expected here stands
/// in them, and never changes.
@Suite struct `What a file holds of a value` {
  @Test(arguments: [
    (Dispute.humansDiffer, #"{"humansDiffer":{}}"#),
    (.juryDisagrees, #"{"juryDisagrees":{}}"#),
    (.jurySplit, #"{"jurySplit":{}}"#),
    (.juryShort(verdicts: 1, needed: 2), #"{"juryShort":{"needed":2,"verdicts":1}}"#),
    (.tooFewRaters(count: 1, needed: 2), #"{"tooFewRaters":{"count":1,"needed":2}}"#),
    (.awaits(["scope"]), #"{"awaits":{"_0":["scope"]}}"#),
  ])
  func `a dispute`(dispute: Dispute, text: String) throws {
    #expect(try CodedJSON.text(of: dispute) == text)
  }

  @Test(arguments: [
    (JurorWeights.weighted(weights: ["alder": 1.5]), #"{"weighted":{"weights":{"alder":1.5}}}"#),
    (.dawidSkene(posterior: ["yes": 0.5]), #"{"dawidSkene":{"posterior":{"yes":0.5}}}"#),
  ])
  func `what jurors weigh`(weights: JurorWeights, text: String) throws {
    #expect(try CodedJSON.text(of: weights) == text)
  }

  @Test(arguments: [
    (Field.Kind.single(.points), #"{"single":{"_0":{"points":{}}}}"#),
    (.multiple(.listed([])), #"{"multiple":{"_0":{"listed":{"_0":[]}}}}"#),
    (.scale(1...5, labels: [:]), #"{"scale":{"_0":[1,5],"labels":{}}}"#),
    (.text(maximum: 200), #"{"text":{"maximum":200}}"#),
  ])
  func `what a field takes`(kind: Field.Kind, text: String) throws {
    #expect(try CodedJSON.text(of: kind) == text)
  }

  @Test(arguments: [
    (CriterionRule.none, #"{"none":{}}"#),
    (.fixed("neutrality"), #"{"fixed":{"_0":"neutrality"}}"#),
    (
      .selected(
        CriterionTable(selectBy: ["scope"], rows: [.init(when: [:], selects: .setAside)])
      ),
      #"{"selected":{"_0":{"rows":[{"selects":{"setAside":{}},"when":{}}],"selectBy":["scope"]}}}"#
    ),
    (
      .selected(CriterionTable(selectBy: [], rows: [.init(when: [:], selects: .criterion("a"))])),
      #"{"selected":{"_0":{"rows":[{"selects":{"criterion":{"_0":"a"}},"when":{}}],"selectBy":[]}}}"#
    ),
  ])
  func `how a stage comes by its criterion`(rule: CriterionRule, text: String) throws {
    #expect(try CodedJSON.text(of: rule) == text)
  }

  @Test(arguments: [
    (ModelProvider.recorded(file: "r.jsonl"), #"{"recorded":{"file":"r.jsonl"}}"#),
    (
      .endpoint(ModelEndpoint(address: "http://h/v1", model: "m")),
      #"{"endpoint":{"address":"http://h/v1","model":"m","wire":"chat"}}"#
    ),
  ])
  func `where replies come from`(provider: ModelProvider, text: String) throws {
    #expect(try CodedJSON.text(of: provider) == text)
  }
}
