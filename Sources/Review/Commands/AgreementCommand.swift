import Agreement
import AnnotationCore
import ArgumentParser
import CommandLineKit
import JSON
import Measurement
import ProjectStore
import RatingFiles

struct AgreementCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "agreement",
    abstract: "Measure agreement between raters, of a project or of any file of ratings.",
    discussion: """
      Percent agreement, Krippendorff's alpha, Fleiss' kappa, Gwet's AC1 and AC2, Brennan-Prediger, \
      and for two raters Cohen's kappa and Scott's pi, with bootstrap intervals. Where a coefficient \
      is not defined, the reason is printed instead. A file of ratings is CSV with the columns \
      item, annotator, label, or others that --item, --annotator, --label or --wide name; commas, \
      semicolons or tabs separate them. Other columns tell something of items, for --by, or of \
      annotators, for --by-rater.
      """
  )

  @Argument(help: "The project file.", completion: .file())
  var project: String?

  @Option(help: "A CSV file of ratings instead of a project.", completion: .file())
  var ratings: String?

  @Option(help: "Only this field of the project; may be given several times.")
  var field: [String] = []

  @Option(
    help: """
      Also measure groups of items: by language, source, model, time or a decided field of the \
      project, or by a column of the file. Two names with a comma: each pair of their values.
      """
  )
  var by: [String] = []

  @Option(
    help: """
      Also measure within and between groups of annotators, told apart by a column of the file; may \
      be given several times.
      """
  )
  var byRater: [String] = []

  @OptionGroup(title: "Options of --ratings") var file: RatingFileOptions

  @Option(help: "The scale of measurement of a file's labels.")
  var scale: Scale = .nominal

  @Option(help: "The labels of a file in their order, separated by commas.")
  var order: String?

  @OptionGroup var measuring: MeasuringOptions

  @ArgumentParser.Flag(
    help: """
      Measure the labels in force. Without this, labels that annotators committed after they saw \
      the jury's are left out, and what they had committed before counts instead.
      """
  )
  var assisted = false

  @ArgumentParser.Flag(help: "Save the results in the project.")
  var save = false

  @Option(help: "A note to save with the results.")
  var note = ""

  @ArgumentParser.Flag(
    help: "List the saved runs, each with its change since the one before."
  )
  var history = false

  @ArgumentParser.Flag(help: "Report as CSV.")
  var csv = false

  @OptionGroup var options: ReportOptions

  func validate() throws {
    guard (project == nil) != (ratings == nil) else {
      throw ValidationError(
        "Measure a project or a file: review agreement PROJECT.xvw, or review agreement --ratings "
          + "FILE.csv"
      )
    }
    try check("--note", lengthOf: note)
    guard ratings == nil || (!save && !history && field.isEmpty && note.isEmpty && !assisted) else {
      throw ValidationError("--field, --save, --note, --history and --assisted are for projects.")
    }
    try file.checkUse(withFile: ratings != nil)
    guard ratings != nil || byRater.isEmpty else {
      throw ValidationError("--by-rater is for --ratings FILE.csv.")
    }
    guard !(assisted && save) else {
      throw ValidationError("Results are saved for independent labels only: leave out --assisted.")
    }
    guard project == nil || (order == nil && scale == .nominal) else {
      throw ValidationError("--scale and --order are for files: a project's guideline says both.")
    }
  }

  func run() throws {
    if let ratings { return try measure(fileAt: ratings) }
    guard let project else { return }
    let store = try Project.open(at: project)
    if history { return try showHistory(of: store) }
    let fields = try store.guideline.guideline.fields(named: field).map(\.id)
    let rows = try ProjectMeasurement(
      of: store,
      measuring.plan,
      labels: assisted ? .inForce : .independent
    ).rows(fields: fields, by: by)
    noteAssistance(in: try store.assistanceCounts())
    if save {
      let id = try store.saveAgreement(rows.compactMap(\.kept), note: note, at: now())
      printError("Saved as run \(id).")
    }
    if csv || options.json { return show(rows) }
    printOutput(AgreementText.overview(of: rows, detailed: !field.isEmpty))
  }

  /// Says what was left out, so that nobody wonders where labels went.
  private func noteAssistance(in counts: AssistanceCounts) {
    guard counts.assisted > 0 else { return }
    printError(
      assisted
        ? "Note: included are \(counts.assisted) commits made after their annotators saw the jury."
        : """
        Note: \(counts.assisted) commits that annotators made after they saw the jury are left out.
        What they had committed before counts instead; --assisted counts those in force.
        """
    )
  }

  private func measure(fileAt ratings: String) throws {
    do {
      let file = try file.read(ratings)
      if scale == .nominal, let (one, other) = Categories.equalNumbers(in: file.table) {
        printError(
          "Note: the labels '\(one)' and '\(other)' are one number, and two labels on a nominal scale. "
            + "For numbers, take --scale ordinal, interval or ratio."
        )
      }
      let measurement = RatingsFileMeasurement(
        file.table,
        ofItems: file.ofItems,
        ofRaters: file.ofRaters,
        ofNeither: file.leftOut.map(\.name),
        scale: scale,
        order: order.map(commaSeparated),
        measuring.plan
      )
      let meter = MeasuringMeter()
      let rows = try measurement.rows(by: by, byRater: byRater) { meter.show($0) }
      meter.clear()
      show(rows, of: file)
    } catch let error as CategoryError {
      throw CommandFailure("\(ratings): \(error)")
    } catch let error as MeasurementError {
      throw CommandFailure("\(ratings): \(error)")
    }
  }

  private func showHistory(of store: Project) throws {
    let runs = try store.agreementRuns()
    report(options, json: .object([("runs", .array(runs.map(\.json)))])) {
      AgreementText.history(of: runs)
    }
  }

  private func show(_ rows: [MeasuredRow], of file: RatingFile? = nil) {
    if csv {
      printOutput(([MeasuredRow.csvHeader] + rows.map(\.csv)).joined(separator: "\n"))
      return
    }
    var members: [(String, JSONValue)] = []
    if let file {
      members = [
        ("missing", .int(file.missing)), ("repeated", .int(file.repeated)),
        ("left_out_columns", .array(file.leftOut.map { .string($0.name) })),
      ]
    }
    members.append(("coefficients", .array(rows.map(\.json))))
    report(options, json: .object(members)) { AgreementText.text(of: rows) }
  }
}
