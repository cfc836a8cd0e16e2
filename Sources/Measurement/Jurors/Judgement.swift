import Agreement
import AnnotationCore
import ProjectStore

/// Everything that `review jury judge` says of a jury on one field.
struct Judgement {
  let session: JurySession
  var standings: [JurorStanding]
  var tests: [AlternativeAnnotatorTest]
  var calibrations: [JurorCalibration]
  var effective: EffectiveJurors
  var answers: [JurorAnswers]
  /// How many replies could not be read, and how many requests failed, of each juror; attempts.
  var progress: [String: JurorProgress]

  /// - Parameters:
  ///   - by: what to tell parts of the items by.
  ///   - test: how jurors are tested against annotators.
  init(
    _ session: JurySession,
    by: [String],
    resampling: ResamplingOptions,
    minimumItems: Int,
    test: AlternativeAnnotatorTest.Options
  ) throws {
    self.session = session
    let maker = JurorAgreement.Maker(
      field: session.field,
      labels: session.evidence.labels,
      resampling: resampling,
      minimumItems: minimumItems
    )
    standings = try session.standings(
      maker,
      strata: try by.map { name in
        try session.store.known(of: name).mapValues { "\(name)=\($0)" }
      }
    )
    tests = try session.alternativeTests(test)
    calibrations = try session.calibrations()
    let quorum = session.store.guideline.guideline.decisions.juryQuorum
    effective = EffectiveJurors(
      session.evidence.ballots,
      votes: try session.evidence.votes(by: .majority, quorum: quorum),
      right: session.evidence.right
    )
    answers = session.answers()
    progress = Dictionary(
      uniqueKeysWithValues: try session.store.juryProgress().map { ($0.juror, $0) }
    )
  }
}
