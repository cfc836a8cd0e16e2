import Glibc

/// Raters who confuse labels, each in a way of their own.
///
/// Dawid, A. P. and Skene, A. M. (1979). Maximum likelihood estimation of observer error-rates using
/// the EM algorithm. Journal of the Royal Statistical Society C 28(1), 20-28. With T_ik the probability
/// that item i is of label k, p_k how frequent label k is, and π_jkl the probability that rater j
/// gives label l to an item of label k:
///
///     start  T_ik = share of votes for k                                      (their equation 3.1)
///     M      π_jkl = Σ_i T_ik [j gave i label l] / Σ_l' …,   p_k = Σ_i T_ik / n
///     E      T_ik ∝ p_k Π_j π_jk,l(ij)
///
/// with the one coin of Zhang, Chen, Zhou and Jordan (2016), Journal of Machine Learning Research 17,
/// π_jkk = s_j and π_jkl = (1 - s_j) / (q - 1). A count of what a rater did give is at least 1e-10, so
/// that no item is made impossible by it. When it stops, ``StoppingRule`` says.
func dawidSkene(
  _ votes: Votes,
  isOneCoin: Bool,
  until rule: StoppingRule
) -> AnnotatorModel {
  var posteriors = votes.shares()
  var priors = frequencies(posteriors, votes)
  var errors = confusion(posteriors, votes, isOneCoin: isOneCoin)
  let climb = rule.climb(&posteriors, votes: votes.count) { posteriors in
    let found = expect(&posteriors, priors, errors, votes)
    priors = frequencies(posteriors, votes)
    errors = confusion(posteriors, votes, isOneCoin: isOneCoin)
    return found
  }
  let q = votes.labelCount
  let confusions = (0..<votes.raterCount).map { Array(errors[($0 * q * q)..<(($0 + 1) * q * q)]) }
  return AnnotatorModel(
    name: isOneCoin ? .oneCoin : .dawidSkene,
    posteriors: posteriors,
    labels: votes.mostProbable(posteriors),
    abilities: confusions.map { matrix in
      (0..<q).reduce(0) { $0 + (isOneCoin ? 1 / Double(q) : priors[$1]) * matrix[$1 * q + $1] }
    },
    confusions: confusions,
    priors: priors,
    difficulties: [],
    logLikelihood: climb.objective,
    iterations: climb.iterations,
    change: climb.change,
    converged: climb.converged
  )
}

/// What a rater did give counts at least so much.
private let leastError = 1e-10

/// How frequent each label is.
private func frequencies(_ posteriors: [Double], _ votes: Votes) -> [Double] {
  let q = votes.labelCount
  var sums = [Double](repeating: 0, count: q)
  for item in 0..<votes.itemCount {
    let times = votes.times(item)
    for label in 0..<q { sums[label] += times * posteriors[item * q + label] }
  }
  return sums.map { $0 / Double(max(1, votes.allItems)) }
}

/// How each rater confuses labels: for each rater, true label by label given.
private func confusion(_ posteriors: [Double], _ votes: Votes, isOneCoin: Bool) -> [Double] {
  let q = votes.labelCount
  var counts = [Double](repeating: 0, count: votes.raterCount * q * q)
  counts.withUnsafeMutableBufferPointer { counts in
    posteriors.withUnsafeBufferPointer { posteriors in
      for item in 0..<votes.itemCount {
        let times = votes.times(item)
        for vote in votes.starts[item]..<votes.starts[item + 1] {
          let start = Int(votes.raterOf[vote]) * q * q + Int(votes.labelOf[vote])
          for label in 0..<q { counts[start + label * q] += times * posteriors[item * q + label] }
        }
      }
    }
  }
  for rater in 0..<votes.raterCount {
    let matrix = rater * q * q
    if isOneCoin { tossOneCoin(&counts, matrix, q) }
    // A label that the rater never gave has probability 0, whatever the item is.
    let isGiven = (0..<q).map { given in
      (0..<q).contains { counts[matrix + $0 * q + given] > 0 }
    }
    for label in 0..<q {
      let row = matrix + label * q
      for given in 0..<q where isGiven[given] {
        counts[row + given] = max(leastError, counts[row + given])
      }
      let sum = (0..<q).reduce(0) { $0 + counts[row + $1] }
      for given in 0..<q { counts[row + given] /= sum }
    }
  }
  return counts
}

/// Gives a rater's matrix one probability of being right, and shares the rest alike.
private func tossOneCoin(_ counts: inout [Double], _ matrix: Int, _ q: Int) {
  var right = 0.0
  var all = 0.0
  for label in 0..<q {
    right += counts[matrix + label * q + label]
    for given in 0..<q { all += counts[matrix + label * q + given] }
  }
  let skill = all > 0 ? right / all : 1 / Double(q)
  for label in 0..<q {
    for given in 0..<q {
      counts[matrix + label * q + given] =
        label == given ? skill : q > 1 ? (1 - skill) / Double(q - 1) : 0
    }
  }
}

/// Finds the posteriors.
/// - Returns: the log likelihood of the ratings.
private func expect(
  _ posteriors: inout [Double],
  _ priors: [Double],
  _ errors: [Double],
  _ votes: Votes
) -> Double {
  let q = votes.labelCount
  let logPriors = priors.map { log(max(leastError, $0)) }
  let logErrors = errors.map { log($0) }
  var likelihood = 0.0
  var logs = [Double](repeating: 0, count: q)
  for item in 0..<votes.itemCount {
    for label in 0..<q { logs[label] = logPriors[label] }
    for vote in votes.starts[item]..<votes.starts[item + 1] {
      let start = Int(votes.raterOf[vote]) * q * q + Int(votes.labelOf[vote])
      for label in 0..<q { logs[label] += logErrors[start + label * q] }
    }
    likelihood += votes.times(item) * normalise(&logs)
    for label in 0..<q { posteriors[item * q + label] = logs[label] }
  }
  return likelihood
}

/// Makes probabilities of logarithms.
/// - Returns: the logarithm of their sum.
func normalise(_ logs: inout [Double]) -> Double {
  let most = logs.max() ?? 0
  var sum = 0.0
  for index in logs.indices {
    logs[index] = exp(logs[index] - most)
    sum += logs[index]
  }
  for index in logs.indices { logs[index] /= sum }
  return most + log(sum)
}
