import Agreement
import AnnotationCore
import JSON
import Measurement
import ProjectStore

/// A judgement as `schemas/jury-report.schema.json` has it.
extension Judgement {
  var json: JSONValue {
    let (record, plurality) = session.against
    return .object([
      ("field", .string(session.field.id)),
      ("labels", .array(session.evidence.labels.map { .string($0) })),
      (
        "items",
        .object([("of_record", .int(record)), ("of_most_annotators", .int(plurality))])
      ),
      ("turnout", session.turnoutJSON),
      ("jurors", .array(session.names.map(juror))),
      ("jury", jury),
    ])
  }

  private func juror(_ name: String) -> JSONValue {
    var members: [(String, JSONValue)] = [("juror", .string(name))]
    if let standing = standings.first(where: { $0.juror == name }) {
      members += [
        ("with_humans", standing.withHumans.json), ("with_jurors", standing.withJurors.json),
        (
          "strata",
          .array(
            standing.strata.map { agreement in
              .object([
                ("stratum", .string(agreement.stratum)), ("with_humans", agreement.json),
              ])
            }
          )
        ),
      ]
    }
    if let test = tests.first(where: { $0.juror == name }) {
      members.append(
        (
          "alternative_annotator_test",
          .object([
            ("annotators", .int(test.comparisons.count)),
            ("winning_rate", test.winningRate.map { .double($0) } ?? .null),
            ("average_advantage", test.averageAdvantage.map { .double($0) } ?? .null),
            ("passes", test.winningRate == nil ? .null : .bool(test.passes)),
          ])
        )
      )
    }
    let calibration = calibrations.first { $0.juror == name }
    members.append(("calibration", calibration?.json ?? .null))
    if let answer = answers.first(where: { $0.juror == name }) {
      members.append(("answers", json(answer)))
    }
    return .object(members)
  }

  private func json(_ answer: JurorAnswers) -> JSONValue {
    let endings = Review.Outcome.Kind.allCases.map { ending in
      (ending.rawValue, JSONValue.int(answer.endings[ending] ?? 0))
    }
    let tries = progress[answer.juror]
    return .object([
      ("trials", .object(endings)),
      ("unparsable_attempts", .int(tries?.unparsable ?? 0)),
      ("failed_attempts", .int(tries?.failed ?? 0)),
      (
        "flips",
        .object([
          ("order", answer.orders.json), ("language", answer.languages.json),
          ("draw", answer.draws.json),
        ])
      ),
    ])
  }

  private var jury: JSONValue {
    .object([
      ("compared", .int(effective.jurors.count)),
      ("effective", effective.effective.json),
      ("mean_correlation", effective.meanCorrelation.json),
      ("pairs", .int(effective.pairs)),
      ("pairs_left_out", .int(effective.leftOut)),
      (
        "best",
        effective.best.map { best in
          .object([("juror", .string(best.juror)), ("record", best.record.json)])
        } ?? .null
      ),
      ("majority", effective.jury.json),
      ("undecided", .int(effective.undecided)),
    ])
  }
}

extension JurorAgreement {
  var json: JSONValue {
    .object([
      ("items", .int(items)), ("agreement", agreement.short), ("cohen_kappa", kappa.short),
      ("krippendorff_alpha", alpha.short),
    ])
  }
}

extension JurorCalibration {
  var json: JSONValue {
    .object([
      ("items", .int(calibration.items)),
      ("bins", .int(calibration.options.bins)),
      ("equal_width_error", calibration.equalWidthError.json),
      ("equal_mass_error", calibration.equalMassError.json),
      ("brier_score", calibration.brierScore.json),
      ("log_loss", calibration.logLoss.json),
      ("floored", .int(calibration.floored)),
      ("auroc", calibration.auroc.json),
      ("mean_mass", .double(meanMass)),
    ])
  }
}

extension JurorAnswers.Flips {
  var json: JSONValue { .object([("flipped", .int(flipped)), ("pairs", .int(pairs))]) }
}

extension JurorRecord {
  /// How often it was right, of how many answers.
  var json: JSONValue { .object([("right", .int(right)), ("answered", .int(answered))]) }
}

extension Coefficient {
  /// The value or why there is none, with its interval.
  fileprivate var short: JSONValue {
    .object(value.members + [("interval", intervals.best?.json ?? .null)])
  }
}

extension Measure {
  /// `value`, or `undefined` with the `reason` as a sentence.
  var members: [(String, JSONValue)] {
    switch self {
    case .value(let number): [("value", .double(number))]
    case .undefined(let why):
      [("undefined", .string(why.code.rawValue)), ("reason", .string(why.sentence))]
    }
  }

  var json: JSONValue { .object(members) }
}
