import AnnotationCore
import ArgumentParser
import Measurement

/// The project and the field that a command about the jury is of.
struct JurySource: ParsableArguments {
  @OptionGroup var project: ProjectArgument

  @Option(
    help: """
      The field, which must take one label. Default: judgment, or else the first field of the last stage \
      with one choice.
      """
  )
  var field: String?

  func load() throws -> JurySession {
    try JurySession(project: project.open(for: .figures), field: field)
  }
}
