package import AnnotationCore
import Digests
import JSON
import Mustache

/// Makes the prompts with which a guideline has models write answers.
///
/// The template is the guideline's `answer` prompt, or the one for the question's language. It is
/// given the question's `language`, the `requirements` as `words`, and the `fence`; the `{question}`
/// is put in after it is rendered.
package struct AnswerPrompter: Sendable {
  private static let purpose = "answer"

  private let requirements: AnswerRequirements
  private let sources: [String: PromptSource]

  package init(
    _ guideline: Guideline,
    _ requirements: AnswerRequirements
  ) throws(PromptError) {
    self.requirements = requirements
    var sources: [String: PromptSource] = [:]
    for (name, text) in guideline.prompts
    where name == Self.purpose || name.hasPrefix(Self.purpose + ".") {
      sources[name] = try PromptSource(
        name: name,
        text: text,
        guideline: guideline,
        wanted: ["{question}", "{{fence}}"]
      )
    }
    guard sources[Self.purpose] != nil else { throw .noTemplate(Self.purpose) }
    self.sources = sources
  }

  /// The prompt for one question.
  package func prompt(for question: OpenQuestion) -> ReviewPrompt {
    let language = question.language
    let source = sources["\(Self.purpose).\(language)"] ?? sources[Self.purpose]
    let sentences = requirements.sentences(language: language)
    let context: [String: Any] = [
      "language": language, "requirements": sentences.map { ["words": $0] }, "fence": "{fence}",
    ]
    let system = source?.system.render(context).trimmingBlankEnds ?? ""
    let text = ChatMarks.broken(question.text)
    let user = (source?.user.render(context) ?? "").filled([
      "{question}": text, "{fence}": Delimiter.around([text]),
    ]).trimmingBlankEnds
    let texts = [system, user, ""].map {
      SentPrompt.Text(hash: SHA256Digest.hex(of: $0), text: $0)
    }
    return ReviewPrompt(
      sent: SentPrompt(
        hash: SHA256Digest.hex(of: texts.map(\.hash).joined()),
        template: PromptTemplate(
          name: source?.name ?? Self.purpose,
          version: source?.version ?? "",
          hash: source?.hash ?? "",
          mode: nil,
          language: language,
          order: nil
        ),
        system: texts[0],
        user: texts[1],
        schema: texts[2]
      ),
      schema: .null,
      choices: []
    )
  }
}
