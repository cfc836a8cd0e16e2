/// The twelfth version: indexes for whoever watches a run, once a second, beside the run that writes.
enum SchemaTwelve {
  static let all: [String] = [
    "DROP INDEX review_outcomes",
    // All that a juror's totals are summed from, so that no reply is read for them.
    """
    CREATE INDEX review_outcomes
      ON review (juror, outcome, sends, prompt_tokens, completion_tokens, cost)
    """,
    "CREATE INDEX review_times ON review (juror, at, outcome)",
    """
    CREATE INDEX review_troubles ON review (at) WHERE outcome IN ('unparsable', 'failed')
    """,
  ]
}
