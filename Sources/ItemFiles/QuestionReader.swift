package import AnnotationCore

/// Reads questions that have no answer yet from a file of JSON lines.
package enum QuestionReader {
  /// What a question may hold.
  ///
  /// The schema is held against this table.
  package static let fields = ItemFileError.Subject.question.fields
  package static let requiredFields = ItemFileError.Subject.question.requiredFields

  /// The questions of a file, in order.
  /// - Throws: ``ItemFileError`` at the first line that is wrong.
  package static func read(path: String) throws -> [OpenQuestion] {
    let reader = ItemReader(path: path, of: .question)
    var questions: [OpenQuestion] = []
    var firstLines: [ItemID: Int] = [:]
    try reader.readLines { line, number in
      if let first = firstLines.updateValue(number, forKey: line.id) {
        throw reader.problem(.standsTwice(id: line.id, firstLine: first), "id")
      }
      questions.append(
        OpenQuestion(
          id: line.id,
          language: line.language,
          text: line.question,
          source: line.source
        )
      )
    }
    return questions
  }
}
