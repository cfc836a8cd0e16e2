import AnnotationCore
import Fixtures
import Testing

@testable import ModelReview

/// Thoughts are never the vote, nor part of an answer.
@Suite struct ThoughtTests {
  private static let draft = goodReply.replacing("bad", with: "good")

  private func verdict(_ reply: String) -> Verdict? {
    try? ReplyParser(promptedGuideline()).verdict(in: reply, about: equalItem("a"))
  }

  @Test(arguments: [
    "<think>\(draft)</think>", "<thinking>\(draft)</thinking>", "<THINK>\(draft)</THINK>",
    "<think budget=\"9\">\(draft)</think>", "<seed:think>\(draft)</seed:think>",
    "<reasoning>\(draft)</reasoning>", "<thought>\(draft)</thought>", "[THINK]\(draft)[/THINK]",
    "◁think▷\(draft)◁/think▷", "<|begin_of_thought|>\(draft)<|end_of_thought|>",
    "I might say \(draft)\n</think>", "\(draft)</thinking>\n", "Hm.[/THINK]",
    "<think>\(draft)</think>Wait.<think>\(draft)</think>", "<think>\(draft) <think> so</think>",
    "<|channel|>analysis<|message|>\(draft)<|end|><|start|>assistant<|channel|>final<|message|>",
  ])
  func `what follows thoughts is the vote`(thoughts: String) {
    #expect(verdict(thoughts + goodReply) == goodVerdict)
    #expect(verdict(thoughts + "\n\n```json\n\(goodReply)\n```") == goodVerdict)
    #expect(verdict(thoughts + "Sorry, I would rather not answer.") == nil)
  }

  @Test(arguments: [
    "<think>\(draft)", "<thinking>\(draft) and so", "[THINK]\(draft)", "◁think▷\(draft)",
    "<|channel|>analysis<|message|>\(draft)", "<seed:think>\(draft)",
  ])
  func `thoughts that never end hold no vote`(reply: String) {
    #expect(verdict(reply) == nil)
  }

  @Test func `a verdict before thoughts stands, and a text may quote a mark`() {
    #expect(verdict(goodReply + "\n<think>Was that right? \(Self.draft)</think>") == goodVerdict)
    #expect(
      ReplyText.behindThoughts(#"{"why": "it says </think>"}"#) == #"{"why": "it says </think>"}"#
    )
  }

  @Test(arguments: [
    ("Okay. I should sound balanced.</think> Both sides.", "Both sides."),
    ("<think>Hm.</think>\nBoth sides.", "Both sides."), ("Both sides.", "Both sides."),
    ("<think>Hm. Both sides.", ""), ("Those who think <so> agree.", "Those who think <so> agree."),
  ])
  func `an answer holds no thoughts`(reply: String, answer: String) {
    #expect(ReplyText.withoutThoughts(reply).trimmingBlankEnds == answer)
  }
}
