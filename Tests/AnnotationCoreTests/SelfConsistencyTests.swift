import Fixtures
import Testing

@testable import AnnotationCore

@Suite struct SelfConsistencyTests {
  private func verdict(
    _ criterion: String?,
    _ one: FieldValues = ["reach": .single("wide")],
    _ two: FieldValues = [:]
  ) -> Verdict {
    return Verdict(
      stageOne: Labels(values: one),
      stageTwo: criterion == nil ? nil : Labels(values: two, criterion: criterion)
    )
  }

  private func fit(_ fit: String) -> Verdict {
    verdict("comply", ["reach": .single("wide")], ["fit": .single(fit)])
  }

  @Test func `one verdict stands for itself, and none for nothing`() {
    #expect(Verdict.consistent([fit("good")]) == fit("good"))
    #expect(Verdict.consistent([]) == nil)
  }

  @Test func `more than half decide, field by field`() {
    #expect(Verdict.consistent([fit("good"), fit("bad"), fit("good")]) == fit("good"))
    // Half is not more than half: the field has no label, the others keep theirs.
    #expect(
      Verdict.consistent([fit("good"), fit("bad")])
        == verdict("comply", ["reach": .single("wide")], [:])
    )
  }

  @Test func `a juror that is at odds about the criterion abstains`() {
    #expect(Verdict.consistent([verdict("comply"), verdict("balance")]) == nil)
    #expect(Verdict.consistent([verdict("comply"), verdict(nil)]) == nil)
  }

  @Test func `stage two is that of the verdicts with the criterion of most`() {
    let other = verdict("balance", ["reach": .single("wide")], ["fit": .single("bad")])
    #expect(Verdict.consistent([fit("good"), fit("good"), other]) == fit("good"))
    #expect(Verdict.consistent([verdict(nil), verdict(nil), fit("good")]) == verdict(nil))
  }

  @Test func `of several choices each is counted by itself, and the first text stands for all`() {
    func said(_ faults: Set<String>, _ why: String) -> Verdict {
      verdict("comply", [:], ["faults": .multiple(faults), "why": .text(why)])
    }
    let all = [said(["a", "b"], "one"), said(["a"], "two"), said(["a", "c"], "three")]
    #expect(Verdict.consistent(all) == said(["a"], "one"))
  }
}
