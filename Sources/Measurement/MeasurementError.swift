package import Agreement
package import AnnotationCore

/// Why something of a project cannot be measured.
package enum MeasurementError: Error, Hashable, Sendable {
  case noSuchField(FieldID, known: [FieldID])
  /// A text, or a field of an earlier stage where only the last one is compared.
  case notMeasured(FieldID, onlyLastStage: Bool, known: [FieldID])
  case isText(FieldID)
  /// A jury is judged by a field that takes exactly one label.
  case notOneLabel(FieldID, known: [FieldID])
  /// No field was named, and the guideline has none that is taken then.
  case noChoiceInLastStage(example: FieldID?)
  case noSuchLabel(String, of: FieldID, known: [String])
  case noSuchJuror(String, known: [String])
  case noSuchRater(String)
  /// Items are told apart by what is known of them, or by what was decided.
  case noSuchAttribute(String, known: [String])
  /// A file of ratings has no such column that tells something of items.
  case noColumnOfItems(String, known: [String], isOfRaters: Bool, isOfNeither: Bool)
  /// A file of ratings has no such column that tells something of raters.
  case noColumnOfRaters(String, known: [String], isOfItems: Bool, isOfNeither: Bool)
  case tooManyRaterGroups(String, Int, most: Int)
  /// The names of two raters that a file has were asked for.
  case notTwoRaters(String, known: [String])
  case tooManyParts(Int, most: Int)
  case tooManyRatersToConfuse(Int, most: Int)
  case tooLargeConfusion(labels: Int, most: Int)
  /// An option says how to measure something that these labels or raters don't have.
  case optionDoesNotApply(OptionProblem)
  case noRatings(of: FieldID)
  /// No juror has given a verdict on the ratings' field.
  case noVerdicts
  /// No juror has been asked about a field of the project at the path.
  case noJury(of: FieldID, project: String)
  case notAForecast(ForecastError, juror: String, item: ItemID)
}

extension MeasurementError: CustomStringConvertible {
  /// What cannot be measured, and what to do next.
  package var description: String {
    switch self {
    case .noSuchField(let field, let known):
      "There is no field '\(field)'. The guideline has: \(list(known))."
    case .notMeasured(let field, let onlyLastStage, let known):
      "'\(field)' is no field \(onlyLastStage ? "of the last stage " : "")that agreement is measured of. "
        + "There is: \(list(known))"
    case .isText(let field): "\(field): \(Undefined.text.sentence)"
    case .notOneLabel(let field, let known):
      "'\(field)' does not take exactly one label, so that a jury cannot be judged by it. "
        + "These do: \(list(known))."
    case .noChoiceInLastStage(let example):
      "No field of the last stage takes one choice; name another one with --field, such as --field "
        + (example ?? "FIELD")
    case .noSuchLabel(let label, let field, let known):
      "'\(field)' has no label '\(label)'. It has: \(list(known))."
    case .noSuchJuror(let juror, let known):
      "There is no juror '\(juror)' in the jury. There is: \(list(known))."
    case .noSuchRater(let rater): Undefined.raterNotFound(rater).sentence
    case .noSuchAttribute(let name, let known):
      "Items are not told apart by '\(name)'. There is: \(list(known))"
    case .noColumnOfItems(let name, let known, let isOfRaters, let isOfNeither):
      column(name, isOfNeither)
        + (isOfRaters
          ? "It tells something of raters: take --by-rater \(name)."
          : known.isEmpty
            ? "No column of the file tells something of its items."
            : "The columns that tell something of items are: \(list(known)).")
    case .noColumnOfRaters(let name, let known, let isOfItems, let isOfNeither):
      column(name, isOfNeither)
        + (isOfItems
          ? "It tells something of items: take --by \(name)."
          : known.isEmpty
            ? "No column of the file tells something of its raters."
            : "The columns that tell something of raters are: \(list(known)).")
    case .tooManyRaterGroups(let name, let found, let most):
      "The column '\(name)' tells \(found) groups of raters apart, and at most \(most) are compared "
        + "with one another. Take a column with fewer values."
    case .notTwoRaters(let names, let known):
      "'\(names)' does not name two raters of the file, with a comma between them. There is: "
        + list(Array(known.prefix(20))) + (known.count > 20 ? ", …" : "")
    case .tooManyParts(let found, let most):
      "There are \(found) parts of the items, and of at most \(most) each is compared with each. Leave out "
        + "--differences, or name fewer parts with --by."
    case .tooManyRatersToConfuse(let found, let most):
      "The file has \(found) raters, and of at most \(most) each is compared with each. Name two, such as "
        + "--confusion ana,ben."
    case .tooLargeConfusion(let labels, let most):
      "There are \(labels) labels, and a confusion matrix has at most \(most). Leave out --confusion."
    case .optionDoesNotApply(let problem): "\(problem)"
    case .noRatings(let field):
      "Nobody has labelled '\(field)' yet, so there is nothing to model."
    case .noVerdicts: "No juror has given a verdict on this field. Run the jury first."
    case .noJury(let field, let project):
      "No juror has said anything about '\(field)' yet. "
        + "Next: review run \(project) --jury JURY.yaml"
    case .notAForecast(let error, let juror, let item): "\(juror), item \(item): \(error)"
    }
  }

  private func column(_ name: String, _ isOfNeither: Bool) -> String {
    isOfNeither
      ? "The column '\(name)' says different things of one item, and of one rater. "
      : "The column '\(name)' cannot be measured by. "
  }

  private func list(_ names: [String]) -> String { names.joined(separator: ", ") }
}
