/// The label that most raters gave, each vote alike.
func majorityVote(_ votes: Votes) -> AnnotatorModel {
  voted(.majority, votes, votes.shares())
}

/// Worker Agreement with Aggregate: votes weigh as often as their rater gave the majority's label.
///
/// The measure of Appen's and Figure Eight's "trust"; the weighted vote is that of crowd-kit.
func wawa(_ votes: Votes) -> AnnotatorModel {
  let majority = votes.mostProbable(votes.shares())
  return voted(.wawa, votes, votes.shares(weights: votes.accuracy(majority)))
}

private func voted(
  _ name: AnnotatorModel.Name,
  _ votes: Votes,
  _ shares: [Double]
) -> AnnotatorModel {
  let majority = votes.mostProbable(votes.shares())
  return AnnotatorModel(
    name: name,
    posteriors: shares,
    labels: votes.mostProbable(shares),
    abilities: votes.accuracy(majority),
    confusions: [],
    priors: [],
    difficulties: [],
    logLikelihood: nil,
    iterations: 1,
    change: nil,
    converged: true
  )
}
