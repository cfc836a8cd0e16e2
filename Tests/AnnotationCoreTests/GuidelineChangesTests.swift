import AnnotationCore
import Fixtures
import Testing

/// What an annotator is told of a guideline that has changed.
@Suite struct GuidelineChangesTests {
  private func sentences(_ change: (inout Guideline) -> Void) -> [String] {
    let old = smallGuideline()
    var new = old
    change(&new)
    return GuidelineChanges(from: old, to: new).changes.map { $0.sentence(in: "en") }
  }

  private func kinds(_ change: (inout Guideline) -> Void) -> [GuidelineChanges.Change.Kind] {
    let old = smallGuideline()
    var new = old
    change(&new)
    return GuidelineChanges(from: old, to: new).changes.map(\.kind)
  }

  @Test func `nothing is said of the same guideline, nor of a version number alone`() {
    #expect(kinds { _ in } == [])
    #expect(kinds { $0.version = "2" } == [])
  }

  @Test func `a title says what it was before`() {
    let said = sentences { $0.stages[0].fields[0].title = text("Scope") }
    #expect(said.count == 1)
    #expect(said[0].contains("Reach") && said[0].contains("Scope"))
  }

  @Test func `fields come, go and change, each with a word`() {
    #expect(kinds { $0.stages[0].fields.remove(at: 3) } == [.fieldRemoved])
    #expect(
      kinds { guideline in
        var field = guideline.stages[1].fields[2]
        field.id = "notes"
        guideline.stages[1].fields.append(field)
      } == [.fieldAdded]
    )
    #expect(kinds { $0.stages[0].fields[1].help = text("New.") } == [.fieldHelp])
    #expect(kinds { $0.stages[0].fields[1].when = [:] } == [.fieldCondition])
    #expect(kinds { $0.stages[0].fields[3].kind = .scale(1...7, labels: [:]) } == [.fieldKind])
    #expect(kinds { $0.stages[1].fields[2].kind = .text(maximum: 20) } == [.fieldKind])
  }

  @Test func `how the jury comes to a verdict is a rule of decision`() {
    #expect(kinds { $0.decisions.juryRule = .weighted } == [.decisionsChanged])
  }

  @Test func `choices, points and criteria are compared one by one`() {
    func choices(_ change: (inout [Choice]) -> Void) -> [GuidelineChanges.Change.Kind] {
      kinds { guideline in
        guard case .single(.listed(var list)) = guideline.stages[1].fields[1].kind else { return }
        change(&list)
        guideline.stages[1].fields[1].kind = .single(.listed(list))
      }
    }
    #expect(choices { $0[0].title = text("Fine") } == [.choiceRenamed])
    #expect(choices { $0[0].key = "f" } == [.choiceKey])
    #expect(choices { $0[0].examples = [text("Such as this.")] } == [.choiceHelp])
    #expect(choices { $0.append(choice("ugly", "u")) } == [.choiceAdded])
    #expect(choices { $0.removeLast() } == [.choiceRemoved])
    #expect(kinds { $0.points[0].help = text("Harmful.") } == [.pointHelp])
    #expect(kinds { $0.criteria[0].points.removeLast() } == [.criterionPoints])
    #expect(kinds { $0.criteria[0].examples = [text("So.")] } == [.criterionHelp])
    #expect(kinds { $0.stages[1].criterion = .fixed("comply") } == [.tableChanged])
  }

  @Test func `every change has a sentence of its own`() {
    let said = sentences { guideline in
      guideline.flow = .gate
      guideline.languages = ["en", "fr"]
      guideline.decisions.minimumRaters = 3
      guideline.time.idleSeconds = 90
      guideline.training = TrainingPolicy(passShare: 0.5)
      guideline.points.removeLast()
    }
    #expect(said.count == 6)
    #expect(Set(said).count == 6)
    #expect(said.allSatisfy { $0.last == "." && $0.first?.isUppercase == true })
  }
}
