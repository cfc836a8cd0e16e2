/// Why the store did not do what it was asked; nothing was changed, unless it says so.
///
/// Holds facts, by area. The words stand beside them, one exhaustive switch for each area.
package enum StoreError: Error, Hashable, Sendable, CustomStringConvertible {
  case file(FileProblem)
  case importing(ImportConflict)
  case team(TeamProblem)
  case work(WorkProblem)
  case guideline(GuidelineProblem)
  case reference(ReferenceProblem)
  case assistance(AssistanceProblem)
  case jury(JuryProblem)
  case answers(AnswerProblem)
  case adjudication(AdjudicationProblem)
  /// So many rows were added by then, and stay.
  indirect case cutShort(done: Int, StoreError)

  /// What happened, where, and what to do next.
  package var description: String {
    switch self {
    case .file(let problem): problem.description
    case .importing(let problem): problem.description
    case .team(let problem): problem.description
    case .work(let problem): problem.description
    case .guideline(let problem): problem.description
    case .reference(let problem): problem.description
    case .assistance(let problem): problem.description
    case .jury(let problem): problem.description
    case .answers(let problem): problem.description
    case .adjudication(let problem): problem.description
    case .cutShort(let done, let problem):
      "\(problem)\nBefore that \(done) rows were added, which stay. Give the command again for the others."
    }
  }
}
