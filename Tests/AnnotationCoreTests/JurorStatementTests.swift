import AnnotationCore
import Fixtures
import Testing

@Suite struct JurorStatementTests {
  private func review(_ id: Int64, trial: Int = 1, _ outcome: Review.Outcome) -> Review {
    Review(
      id: id,
      item: "a",
      juror: "alder",
      trial: trial,
      attempt: 1,
      outcome: outcome,
      promptHash: "p",
      at: Timestamp(rawValue: id)
    )
  }

  private func says(
    _ fit: String,
    accord: String = "yes",
    why: String = "so"
  ) -> Review.Outcome {
    let criterion = accord == "yes" ? "comply" : "balance"
    var two = stageTwo(fit, by: criterion)
    two.values["why"] = .text(why)
    return .verdict(Verdict(stageOne: stageOne(accord: accord), stageTwo: two))
  }

  private func statement(_ reviews: [Review], knewEarlier: Bool = false) -> JurorStatement {
    JurorStatement(juror: "alder", reviews: reviews, knewEarlier: knewEarlier)
  }

  @Test func `more than half of the trials make the verdict, which follows from all of them`() {
    let said = statement([
      review(1, trial: 1, .unparsable(reason: "prose")), review(5, trial: 2, says("bad")),
      review(4, trial: 1, says("good")), review(9, trial: 3, says("bad")),
    ])
    #expect(said.verdict?.stageTwo?.values["fit"] == .single("bad"))
    #expect(said.reviews == [4, 5, 9])
    #expect(said.trials == 3)
    #expect(said.agreeing == 2)
    #expect(said.ballot?.rater == .juror("alder", reviews: [4, 5, 9]))
  }

  @Test func `the order in which reviews come makes no difference`() {
    let reviews = [
      review(7, trial: 3, says("bad", why: "three")), review(8, trial: 1, says("bad", why: "one")),
      review(9, trial: 2, says("good", why: "two")),
    ]
    let said = statement(reviews)
    #expect(said.verdict?.stageTwo?.values["why"] == .text("one"))
    #expect(statement(reviews.reversed()) == said)
  }

  @Test func `trials at odds about the criterion abstain, and so does a juror who declined`() {
    let split = statement([
      review(1, trial: 1, says("good")), review(2, trial: 2, says("good", accord: "no")),
    ])
    #expect(split.position == .split)
    #expect(split.reviews == [1, 2])
    #expect(split.ballot == nil)
    let refused = statement([review(3, .refused(reason: "no")), review(1, .failed(reason: "net"))])
    #expect(refused.position == .refused)
    #expect(refused.reviews == [3])
    let nothing = statement([review(1, .failed(reason: "net"))])
    #expect(nothing.position == .unanswered)
    #expect(nothing.reviews == [])
    // A refusal in one trial takes no verdict of another away.
    let one = statement([
      review(1, trial: 1, .refused(reason: "no")), review(2, trial: 2, says("good")),
    ])
    #expect(one.verdict?.stageTwo?.values["fit"] == .single("good"))
    #expect(one.reviews == [2])
  }

  @Test func `a field whose condition has no majority says nothing`() throws {
    let narrow = stageOne(reach: "narrow")
    let said = statement([
      review(1, trial: 1, .verdict(Verdict(stageOne: stageOne(), stageTwo: stageTwo("good")))),
      review(2, trial: 2, .verdict(Verdict(stageOne: narrow, stageTwo: stageTwo("good")))),
    ])
    let ballot = try #require(said.ballot)
    let guideline = smallGuideline()
    let reach = try #require(guideline.field("reach"))
    let accord = try #require(guideline.field("accord"))
    #expect(ballot.answer(to: reach, of: .one, under: guideline) == nil)
    // Both trials say yes, but about different reaches.
    #expect(said.verdict?.stageOne.values["accord"] == .single("yes"))
    #expect(ballot.answer(to: accord, of: .one, under: guideline) == nil)
  }

  @Test func `who was told stage one says nothing of it`() throws {
    let said = statement([review(1, says("good"))], knewEarlier: true)
    let guideline = smallGuideline()
    let ballot = try #require(said.ballot)
    let reach = try #require(guideline.field("reach"))
    let fit = try #require(guideline.field("fit"))
    #expect(ballot.answer(to: reach, of: .one, under: guideline) == nil)
    #expect(ballot.answer(to: fit, of: .two, under: guideline) == .single("good"))
    let opinion = JuryOpinion(mode: .afterCommit, of: [said], under: guideline)
    #expect(opinion.answers(to: "reach") == 0)
    #expect(opinion.votes(for: "good", in: "fit") == 1)
  }

  @Test func `jurors outside the jury are left out`() {
    let reviews = [review(1, says("good"))]
    #expect(JurorStatement.all(of: reviews, jury: ["birch": .blind]) == [])
    #expect(
      JurorStatement.all(of: reviews, jury: ["alder": .lastStage]).map(\.knewEarlier) == [true]
    )
  }

  @Test func `one verdict stands for itself, as annotators are shown it`() {
    let guideline = smallGuideline()
    let statements = [
      statement([review(1, says("good"))]),
      JurorStatement(
        juror: "birch",
        reviews: [
          review(2, trial: 1, says("good")), review(3, trial: 2, says("good", accord: "no")),
        ]
      ),
    ]
    let opinion = JuryOpinion(mode: .afterCommit, of: statements, under: guideline)
    #expect(opinion.statements.map(\.reviews) == [[1], [2, 3]])
    #expect(opinion.statements.map(\.abstains) == [false, true])
    #expect(opinion.answers(to: "fit") == 1)
    let open = JuryOpinion(
      mode: .before,
      of: statements,
      under: guideline,
      stage: .two,
      criterion: "comply"
    )
    #expect(open.statements.map(\.reviews) == [[1]])
  }
}
