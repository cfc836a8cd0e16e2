import Glibc

/// Raters who either know the label or answer by habit.
///
/// Hovy, D., Berg-Kirkpatrick, T., Vaswani, A. and Hovy, E. (2013). Learning whom to trust with MACE.
/// NAACL-HLT 2013, 1120-1130. Rater j knows the label with probability θ_j, and else gives label l
/// with probability ξ_jl; true labels are equally probable:
///
///     P(j gives l | k) = θ_j [l = k] + (1 - θ_j) ξ_jl
///
/// Expectation maximisation with the smoothing of their program: 0.01 / q is added to each fractional
/// count. Their program restarts at random and keeps the best run; this one starts once, from θ_j = the
/// share of votes that are the majority's and ξ_j = how often the rater gives each label, so that the
/// same ratings always give the same result.
func mace(_ votes: Votes, until rule: StoppingRule) -> AnnotatorModel {
  let q = votes.labelCount
  var state = MACEState(votes)
  var posteriors = votes.shares()
  let climb = rule.climb(&posteriors, votes: votes.count) { state.improve(&$0, votes) }
  let confusions = (0..<votes.raterCount).map { rater in
    (0..<(q * q)).map { place in
      let (label, given) = (place / q, place % q)
      return (label == given ? state.knows[rater] : 0)
        + (1 - state.knows[rater]) * state.habits[rater * q + given]
    }
  }
  return AnnotatorModel(
    name: .mace,
    posteriors: posteriors,
    labels: votes.mostProbable(posteriors),
    abilities: state.knows,
    confusions: confusions,
    priors: [],
    difficulties: [],
    logLikelihood: climb.objective,
    iterations: climb.iterations,
    change: climb.change,
    converged: climb.converged
  )
}

/// What MACE believes of the raters.
private struct MACEState {
  /// θ of each rater.
  var knows: [Double]
  /// ξ, rater by rater.
  var habits: [Double]
  private let smoothing: Double

  init(_ votes: Votes) {
    let q = votes.labelCount
    smoothing = 0.01 / Double(q)
    let majority = votes.mostProbable(votes.shares())
    // Neither certainty nor its opposite could be unlearned.
    knows = votes.accuracy(majority).map { min(0.95, max(0.05, $0)) }
    habits = [Double](repeating: smoothing, count: votes.raterCount * q)
    for vote in 0..<votes.count {
      habits[Int(votes.raterOf[vote]) * q + Int(votes.labelOf[vote])] += 1
    }
    normaliseHabits(q)
  }

  private mutating func normaliseHabits(_ q: Int) {
    for rater in 0..<(habits.count / q) {
      let sum = (0..<q).reduce(0) { $0 + habits[rater * q + $1] }
      for label in 0..<q { habits[rater * q + label] /= sum }
    }
  }

  /// One step of expectation and maximisation.
  /// - Returns: the log likelihood of the ratings before the step.
  mutating func improve(_ posteriors: inout [Double], _ votes: Votes) -> Double {
    let q = votes.labelCount
    var knew = [Double](repeating: smoothing, count: votes.raterCount)
    var guessed = knew
    var counts = [Double](repeating: smoothing, count: votes.raterCount * q)
    var likelihood = 0.0
    var logs = [Double](repeating: 0, count: q)
    for item in 0..<votes.itemCount {
      for label in 0..<q { logs[label] = -log(Double(q)) }
      for vote in votes.starts[item]..<votes.starts[item + 1] {
        let rater = Int(votes.raterOf[vote])
        let given = Int(votes.labelOf[vote])
        let guess = (1 - knows[rater]) * habits[rater * q + given]
        let (right, wrong) = (log(knows[rater] + guess), log(guess))
        for label in 0..<q { logs[label] += label == given ? right : wrong }
      }
      likelihood += normalise(&logs)
      for label in 0..<q { posteriors[item * q + label] = logs[label] }
      for vote in votes.starts[item]..<votes.starts[item + 1] {
        let rater = Int(votes.raterOf[vote])
        let given = Int(votes.labelOf[vote])
        let guess = (1 - knows[rater]) * habits[rater * q + given]
        let share = logs[given] * knows[rater] / (knows[rater] + guess)
        knew[rater] += share
        guessed[rater] += 1 - share
        counts[rater * q + given] += 1 - share
      }
    }
    knows = zip(knew, guessed).map { $0 / ($0 + $1) }
    habits = counts
    normaliseHabits(q)
    return likelihood
  }
}
