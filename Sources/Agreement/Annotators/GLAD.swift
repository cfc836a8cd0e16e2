import Glibc

/// Raters of different ability, items of different difficulty.
///
/// Whitehill, J., Ruvolo, P., Wu, T., Bergsma, J. and Movellan, J. (2009). Whose vote should count
/// more: optimal integration of labels from labelers of unknown expertise. NIPS 2009. Rater j gives
/// item i its true label with probability σ(α_j β_i), β_i = exp(b_i), and each other label alike. True
/// labels are equally probable; α_j and b_i have normal priors of mean 1 and variance 1, as in their
/// program.
///
/// Expectation maximisation. The maximisation climbs along the gradient, each parameter by a step
/// that its own curvature allows, until a round gains less than 1e-9 for each rating or fifty rounds
/// have passed; a step that loses is halved. `difficulties` are 1 / β_i.
func glad(_ votes: Votes, until rule: StoppingRule) -> AnnotatorModel {
  var state = GLADState(votes)
  var posteriors = votes.shares()
  let climb = rule.climb(&posteriors, votes: votes.count) { posteriors in
    let found = state.expect(&posteriors, votes)
    state.maximise(posteriors, votes)
    return found
  }
  return AnnotatorModel(
    name: .glad,
    posteriors: posteriors,
    labels: votes.mostProbable(posteriors),
    abilities: state.ability,
    confusions: [],
    priors: [],
    difficulties: state.ease.map { exp(-$0) },
    logLikelihood: climb.objective,
    iterations: climb.iterations,
    change: climb.change,
    converged: climb.converged
  )
}

/// What GLAD believes of raters and items.
private struct GLADState {
  /// α of each rater.
  var ability: [Double]
  /// b, the logarithm of β.
  var ease: [Double]
  /// The logarithm of the number of labels that are wrong.
  private let wrongLabels: Double

  init(_ votes: Votes) {
    ability = [Double](repeating: 1, count: votes.raterCount)
    ease = [Double](repeating: 1, count: votes.itemCount)
    wrongLabels = log(Double(max(1, votes.labelCount - 1)))
  }

  /// Finds the posteriors.
  /// - Returns: the log likelihood of the ratings and of the parameters under their priors.
  func expect(_ posteriors: inout [Double], _ votes: Votes) -> Double {
    let q = votes.labelCount
    var objective = logPriors
    var logs = [Double](repeating: 0, count: q)
    for item in 0..<votes.itemCount {
      for label in 0..<q { logs[label] = -log(Double(q)) }
      let beta = exp(ease[item])
      for vote in votes.starts[item]..<votes.starts[item + 1] {
        let x = ability[Int(votes.raterOf[vote])] * beta
        let (right, wrong) = (-softplus(-x), -softplus(x) - wrongLabels)
        let given = Int(votes.labelOf[vote])
        for label in 0..<q { logs[label] += label == given ? right : wrong }
      }
      objective += normalise(&logs)
      for label in 0..<q { posteriors[item * q + label] = logs[label] }
    }
    return objective
  }

  /// The logarithm of the parameters' prior density.
  private var logPriors: Double {
    let constant = -0.5 * log(2 * Double.pi)
    return (ability + ease).reduce(0) { $0 + constant - ($1 - 1) * ($1 - 1) / 2 }
  }

  /// Climbs to the best parameters for given posteriors.
  mutating func maximise(_ posteriors: [Double], _ votes: Votes) {
    var best = expected(posteriors, votes)
    for _ in 0..<50 {
      let (alpha, b) = steps(posteriors, votes)
      var scale = 1.0
      var gain = 0.0
      while scale > 1e-4 {
        var tried = self
        for rater in ability.indices { tried.ability[rater] += scale * alpha[rater] }
        for item in ease.indices { tried.ease[item] += scale * b[item] }
        let found = tried.expected(posteriors, votes)
        if found > best {
          gain = found - best
          (self, best) = (tried, found)
          break
        }
        scale /= 2
      }
      if gain / Double(max(1, votes.count)) < 1e-9 { return }
    }
  }

  /// What is maximised: the expected log likelihood, and the priors.
  private func expected(_ posteriors: [Double], _ votes: Votes) -> Double {
    var sum = logPriors
    for item in 0..<votes.itemCount {
      let beta = exp(ease[item])
      for vote in votes.starts[item]..<votes.starts[item + 1] {
        let x = ability[Int(votes.raterOf[vote])] * beta
        let right = posteriors[item * votes.labelCount + Int(votes.labelOf[vote])]
        sum -= right * softplus(-x) + (1 - right) * (softplus(x) + wrongLabels)
      }
    }
    return sum
  }

  /// Newton's step of each parameter by itself, from the gradient and a bound on the curvature.
  private func steps(_ posteriors: [Double], _ votes: Votes) -> ([Double], [Double]) {
    var alpha = ability.map { 1 - $0 }
    var b = ease.map { 1 - $0 }
    var alphaCurve = [Double](repeating: 1, count: ability.count)
    var bCurve = [Double](repeating: 1, count: ease.count)
    for item in 0..<votes.itemCount {
      let beta = exp(ease[item])
      for vote in votes.starts[item]..<votes.starts[item + 1] {
        let rater = Int(votes.raterOf[vote])
        let x = ability[rater] * beta
        let sigma = 1 / (1 + exp(-x))
        let right = posteriors[item * votes.labelCount + Int(votes.labelOf[vote])]
        let slope = right - sigma
        let curve = sigma * (1 - sigma)
        alpha[rater] += slope * beta
        alphaCurve[rater] += curve * beta * beta
        b[item] += slope * x
        bCurve[item] += curve * x * x + max(0, -slope * x)
      }
    }
    return (zip(alpha, alphaCurve).map { $0 / $1 }, zip(b, bCurve).map { $0 / $1 })
  }
}

/// log(1 + exp(x)), without overflow.
private func softplus(_ x: Double) -> Double { x > 0 ? x + log1p(exp(-x)) : log1p(exp(x)) }
