import Agreement
import AnnotationCore
import Measurement
import ProjectStore
import SafeText

/// A judgement as text of at most 80 columns.
extension Judgement {
  var text: String {
    let (record, plurality) = session.against
    let head =
      "\(session.field.id) · \(counted(record + plurality, "item")) with a human label: \(record) of record, "
      + "\(plurality) of most annotators"
    return [
      head + "\n" + wrapped(session.turnoutText),
      "With humans\n" + agreementTable(standings.map(\.withHumans)),
      "With what most of the other jurors say\n" + agreementTable(standings.map(\.withJurors)),
      strataTable,
      "In an annotator's place (alternative annotator test)\n" + testTable,
      "Calibration: probabilities against humans\n" + calibrationTable,
      wrapped(effectiveText),
      "Answers\n" + answersTable,
      flipsTable,
      notes,
    ].compactMap(\.self).joined(separator: "\n\n")
  }

  private func agreementTable(_ rows: [JurorAgreement]) -> String {
    table(
      [["juror", "items", "agree", "kappa", "interval", "alpha", "interval"]]
        + rows.map { row in
          [
            short(row.juror), "\(row.items)", fixed(row.agreement.value),
            fixed(row.kappa.value), interval(row.kappa), fixed(row.alpha.value),
            interval(row.alpha),
          ]
        }
    )
  }

  private var strataTable: String? {
    let rows = standings.flatMap(\.strata)
    guard !rows.isEmpty else { return nil }
    let sorted = rows.sorted { ($0.stratum, $0.juror) < ($1.stratum, $1.juror) }
    return "With humans, group by group\n"
      + table(
        [["group", "juror", "items", "agree", "kappa", "interval"]]
          + sorted.map { row in
            [
              short(row.stratum, to: 30), short(row.juror), "\(row.items)",
              fixed(row.agreement.value), fixed(row.kappa.value), interval(row.kappa),
            ]
          }
      )
  }

  private var testTable: String {
    table(
      [["juror", "annotators", "omega", "rho", ""]]
        + tests.map { test in
          [
            short(test.juror), "\(test.comparisons.count)",
            test.winningRate.map(AgreementText.fixed) ?? "–",
            test.averageAdvantage.map(AgreementText.fixed) ?? "–",
            test.winningRate == nil ? "" : test.passes ? "passes" : "does not pass",
          ]
        }
    )
  }

  private var calibrationTable: String {
    guard !calibrations.isEmpty else { return "No juror gives probabilities for this field." }
    return table(
      [["juror", "items", "ECE", "by mass", "Brier", "log loss", "AUROC", "held"]]
        + calibrations.map { found in
          let of = found.calibration
          return [
            short(found.juror), "\(of.items)", fixed(of.equalWidthError),
            fixed(of.equalMassError), fixed(of.brierScore), fixed(of.logLoss), fixed(of.auroc),
            AgreementText.fixed(found.meanMass),
          ]
        }
    )
  }

  /// How many independent jurors they are worth; of jurors whose errors offset one another at least as
  /// many as there are, since a larger number is of no jurors.
  static func worth(_ effective: EffectiveJurors) -> String {
    guard let number = effective.effective.number else { return "" }
    let count = effective.jurors.count
    return number > Double(count)
      ? " and err on different items: they are worth at least \(count) independent ones"
      : " and are worth \(AgreementText.fixed(number)) independent ones"
  }

  private var effectiveText: String {
    let count = effective.jurors.count
    var text = "\(count) of \(counted(session.jurors.count, "juror")) can be compared with humans"
    text += Self.worth(effective)
    if let correlation = effective.meanCorrelation.number {
      text +=
        " (correlation of errors \(AgreementText.fixed(correlation)) over \(counted(effective.pairs, "pair"))"
        + (effective.leftOut > 0 ? ", \(effective.leftOut) without one" : "") + ")"
    }
    text += "."
    if let best = effective.best {
      text += " Best juror: \(best.juror), right on \(share(best.record))."
    }
    text += " The jury's majority: right on \(share(effective.jury))"
    if effective.undecided > 0 { text += ", undecided on \(effective.undecided)" }
    return text + "."
  }

  private var answersTable: String {
    table(
      [["juror", "trials", "verdicts", "refused", "no verdict", "unparsable", "failed"]]
        + answers.map { answer in
          let ended = { (ending: Review.Outcome.Kind) in answer.endings[ending] ?? 0 }
          let tries = progress[answer.juror]
          return [
            short(answer.juror), "\(answer.endings.values.reduce(0, +))", "\(ended(.verdict))",
            "\(ended(.refused))", "\(ended(.unparsable) + ended(.failed))",
            "\(tries?.unparsable ?? 0)", "\(tries?.failed ?? 0)",
          ]
        }
    )
  }

  private var flipsTable: String? {
    guard session.jurors.contains(where: { !$0.isAskedOnce }) else { return nil }
    return "Labels that change with the order of choices, with the language, with chance\n"
      + table(
        [["juror", "order", "language", "chance"]]
          + answers.map { [short($0.juror), $0.orders.text, $0.languages.text, $0.draws.text] }
      )
  }

  private var notes: String {
    var notes: [String] = []
    let all = standings.flatMap { [$0.withHumans, $0.withJurors] + $0.strata }
    let measures =
      all.flatMap { [$0.agreement.value, $0.kappa.value, $0.alpha.value] }
      + calibrations.map(\.calibration.auroc) + [effective.effective]
    for case .undefined(let reason) in measures {
      let note = "–: \(reason.sentence)"
      if !notes.contains(note) { notes.append(note) }
    }
    if tests.contains(where: { $0.winningRate == nil }) {
      notes.append(
        "omega –: no annotator has enough items that two others labelled, or one other and the juror."
      )
    }
    notes.append(
      "Refusals and replies without a label are not votes. docs/agreement.md has all definitions."
    )
    return notes.map(wrapped).joined(separator: "\n")
  }

  private func interval(_ coefficient: Coefficient) -> String {
    guard let found = coefficient.intervals.best else { return "" }
    return "\(AgreementText.fixed(found.lower)) … \(AgreementText.fixed(found.upper))"
  }

  private func fixed(_ measure: Measure) -> String {
    measure.number.map(AgreementText.fixed) ?? "–"
  }

  private func share(_ record: JurorRecord) -> String {
    guard let accuracy = record.accuracy.number else { return "no item" }
    return "\(record.right) of \(record.answered) (\(AgreementText.fixed(accuracy)))"
  }

  private func short(_ name: String, to most: Int = 14) -> String { truncated(name, to: most) }
}

extension [Interval] {
  /// BCa's, or the percentile's where that could not be found.
  var best: Interval? { first { $0.method == .bca } ?? first }
}

/// A text on lines of at most 80 columns.
func wrapped(_ text: String) -> String {
  AgreementText.wrapped(text)
}

extension JurorAnswers.Flips {
  /// `3 of 12`, or a dash where the juror is asked in one way.
  fileprivate var text: String { pairs > 0 ? "\(flipped) of \(pairs)" : "–" }
}
