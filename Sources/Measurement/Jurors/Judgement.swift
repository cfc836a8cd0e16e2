package import Agreement
import AnnotationCore
package import ProjectStore

/// How each juror of a jury does on one field, and what the jury is worth.
package struct Judgement {
  package let session: JurySession
  package let standings: [JurorStanding]
  package let tests: [AlternativeAnnotatorTest]
  package let calibrations: [JurorCalibration]
  package let effective: EffectiveJurors
  /// How many replies could not be read, and how many requests failed, of each juror; attempts.
  package let progress: [String: JurorProgress]

  /// - Parameters:
  ///   - by: what to tell parts of the items by.
  ///   - minimumItems: in a part with fewer items, values are withheld.
  ///   - test: how jurors are tested against annotators.
  /// - Throws: ``MeasurementError/noSuchAttribute(_:known:)``,
  ///   ``MeasurementError/notAForecast(_:juror:item:)``, `StoreError`.
  package init(
    _ session: JurySession,
    by: [String],
    _ resampling: Resampling,
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
    standings = try session.standings(maker, strata: try session.store.strata(by: by))
    tests = try session.alternativeTests(test)
    calibrations = try session.calibrations()
    let quorum = session.store.guideline.guideline.decisions.juryQuorum
    effective = EffectiveJurors(
      session.evidence.ballots,
      votes: try session.evidence.votes(by: .majority, quorum: quorum),
      right: session.evidence.right
    )
    progress = Dictionary(
      uniqueKeysWithValues: try session.store.juryProgress().map { ($0.juror, $0) }
    )
  }

  /// How the jurors answered, by name.
  package var answers: [JurorAnswers] { session.answers }
}
