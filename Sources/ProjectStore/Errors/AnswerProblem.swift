package import AnnotationCore

/// What is wrong with a question or a writer.
package enum AnswerProblem: Hashable, Sendable, CustomStringConvertible {
  case noSuchQuestion(ItemID)
  case noSuchWriter(String)
  /// The name stood for another model or sampling when it wrote its answers.
  case writerChanged(String)

  package var description: String {
    switch self {
    case .noSuchQuestion(let id):
      "There is no question '\(id)' in the project. Check the id, or import the questions."
    case .noSuchWriter(let name):
      "There is no writer called '\(name)' in the project. Check the file of writers."
    case .writerChanged(let name):
      "The writer '\(name)' wrote its answers with another model or sampling. Give the changed "
        + "writer a new name in its file, so that nobody takes the one for the other."
    }
  }
}
