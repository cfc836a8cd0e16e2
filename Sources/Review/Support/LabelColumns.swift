import ArgumentParser
import RatingFiles

/// Where a CSV file has its items and labels, as the command line says it.
struct LabelColumns: ParsableArguments {
  @Option(help: "The column of items of a CSV file, if it is not 'item'.")
  var item: String?

  @Option(
    help: """
      The column of labels of a CSV file, if it is not 'label'. Sets have '|' between their choices.
      """
  )
  var label: String?

  @Option(
    help: """
      Labels of a CSV file that stand for a missing one, separated by commas, such as NA,nan; '' for \
      none. An empty label always does.
      """
  )
  var missing: String?

  /// Whether anything is said.
  var isEmpty: Bool { item == nil && label == nil && missing == nil }

  var form: RatingForm {
    var form = RatingForm()
    form.item = item
    form.label = label
    form.missing = missing.map(commaSeparated)
    return form
  }
}
