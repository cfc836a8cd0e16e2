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
      Percent agreement, Krippendorff's alpha, Fleiss' and Conger's kappa, Gwet's AC1 and AC2, \
      Brennan-Prediger, for two raters Cohen's kappa and Scott's pi, and the mean of Cohen's kappa over \
      pairs (Light), with bootstrap intervals. Where a coefficient is not defined, the reason is printed \
      instead. An option that does not apply is refused. A file of ratings is CSV with the columns \
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

  @Option(help: "The scale of measurement of a file's labels. Default: nominal.")
  var scale: Scale?

  @Option(help: "The labels of a file in their order, separated by commas.")
  var order: String?

  @Option(
    help: """
      Show which labels two raters of a file gave to the same items: their names with a comma, such \
      as ana,ben, or 'all' for every two raters; may be given several times.
      """
  )
  var confusion: [String] = []

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

  @ArgumentParser.Flag(help: "Report the coefficients as CSV.")
  var csv = false

  @OptionGroup var tables: TableOptions

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
    guard ratings != nil || confusion.isEmpty else {
      throw ValidationError(
        "--confusion is for --ratings FILE.csv. For a project: review disagreement PROJECT.xvw"
      )
    }
    guard !(assisted && save) else {
      throw ValidationError("Results are saved for independent labels only: leave out --assisted.")
    }
    guard save || note.isEmpty else { throw ValidationError("--note is for --save.") }
    guard project == nil || (order == nil && scale == nil) else {
      throw ValidationError("--scale and --order are for files: a project's guideline says both.")
    }
    guard !measuring.differences || !by.isEmpty else {
      throw ValidationError(
        "--differences is between groups of items: name what tells them apart with --by."
      )
    }
    try checkNames("--by", by.map { $0.split(separator: ",").map(String.init) })
    try checkNames("--by-rater", byRater.map { [$0] })
    try checkNames("--confusion", confusion.map { [$0] })
    try tables.check(with: options)
    guard !csv || (!options.json && tables.format == nil) else {
      throw ValidationError("--csv, --json and --format are three ways to report: take one.")
    }
    guard !csv || (!measuring.differences && confusion.isEmpty) else {
      throw ValidationError(
        "--csv has the coefficients alone: take --json for --differences and --confusion."
      )
    }
    let asksForMeasurement =
      !measuring.isEmpty || !by.isEmpty || !field.isEmpty || assisted || save || csv
    guard !history || !asksForMeasurement else {
      throw ValidationError(
        "--history lists what was saved, and measures nothing: leave out the other options."
      )
    }
  }

  /// - Throws: where something is named twice, or without a name.
  private func checkNames(_ option: String, _ names: [[String]]) throws {
    if names.contains(where: { $0.isEmpty || $0.contains("") }) {
      throw ValidationError("\(option) has no name.")
    }
    for (place, name) in names.enumerated() where names[..<place].contains(name) {
      throw ValidationError("\(option) \(name.joined(separator: ",")) is given twice.")
    }
  }

  func run() throws {
    if let ratings { return try measure(fileAt: ratings) }
    guard let project else { return }
    let store = try openProject(at: project, for: save ? .manage : .figures)
    if history { return try showHistory(of: store) }
    let found = try measured(in: store)
    noteAssistance(in: try store.assistanceCounts())
    if save {
      let id = try store.saveAgreement(found.rows.compactMap(\.kept), note: note, at: now())
      printError("Saved as run \(id).")
    }
    show(found, isDetailed: !field.isEmpty)
  }

  /// What is measured in a project.
  func measured(in store: Project) throws -> MeasuredAgreement {
    let fields = try store.guideline.guideline.fields(named: field).map(\.id)
    return try withRefusals {
      try ProjectMeasurement(
        of: store,
        measuring.plan,
        labels: assisted ? .inForce : .independent
      ).measured(fields: fields, by: by)
    }
  }

  /// What an option that does not apply is refused with: the exit status of a wrong command line.
  private func withRefusals<Found>(_ body: () throws -> Found) throws -> Found {
    do { return try body() } catch MeasurementError.optionDoesNotApply(let problem) {
      throw ValidationError("\(problem)")
    }
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
      let scale = scale ?? .nominal
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
      let found = try withRefusals {
        try measurement.measured(by: by, byRater: byRater, confusions: confusion) {
          meter.show($0)
        }
      }
      meter.clear()
      show(found, of: file)
    } catch let error as CategoryError {
      throw CommandFailure("\(ratings): \(error)")
    } catch let error as MeasurementError {
      throw CommandFailure("\(ratings): \(error)")
    }
  }

  private func showHistory(of store: Project) throws {
    let runs = try store.agreementRuns()
    report(options, json: .object([("runs", .array(runs.map(\.json)))])) {
      tables.isText
        ? AgreementText.history(of: runs)
        : tables.rendered(AgreementText.historyParts(of: runs))
    }
  }

  private func show(
    _ found: MeasuredAgreement,
    of file: RatingFile? = nil,
    isDetailed: Bool = true
  ) {
    if measuring.differences, found.differences.isEmpty {
      printError(
        "Note: --by tells no two parts of the items apart, so that there is no difference."
      )
    }
    if csv {
      printOutput(([MeasuredRow.csvHeader] + found.rows.map(\.csv)).joined(separator: "\n"))
      return
    }
    var members: [(String, JSONValue)] = []
    if let file {
      members = [
        ("missing", .int(file.missing)), ("repeated", .int(file.repeated)),
        ("left_out_columns", .array(file.leftOut.map { .string($0.name) })),
      ]
    }
    members += found.members(measuring.resampling)
    report(options, json: .object(members)) {
      let document = AgreementDocument(
        found,
        missing: file?.missing,
        resampling: measuring.resampling.resampling,
        width: measuring.width
      )
      return tables.isText
        ? document.text(isDetailed: isDetailed)
        : tables.rendered(document.parts)
    }
  }
}
