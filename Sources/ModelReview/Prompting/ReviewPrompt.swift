package import AnnotationCore
import Digests
package import JSON
package import ModelTasks
import Mustache
import Synchronization

/// What a juror is sent about one item, and what it is to reply.
package struct ReviewPrompt: ModelPrompt, Hashable {
  package var sent: SentPrompt
  /// The JSON Schema of the reply.
  package var schema: JSONValue
  /// The same as questions, for protocols that ask choice by choice.
  package var choices: [ChoiceQuestion]

  package var hash: String { sent.hash }
  package var system: String { sent.system.text }
  package var user: String { sent.user.text }
  package var schemaText: String { sent.schema.text }
}

/// Makes the prompts of one guideline for one mode.
///
/// A template is given `title`, `description`, `stages` with their `fields` and `choices`, `criteria`
/// with their `points`, the `table` as sentences, the item's `language`, the `reply_language` and
/// the `fence`. The texts of others are put in after the template is rendered, so that nothing in
/// them is a template: `{question}` and `{answer}`; `{earlier_stages}` (or `{stage_one}`), the decided
/// labels, for a juror that judges the last stage alone; `{annotators}`, what humans said, for an audit; `{examples}`.
package final class ReviewPrompter: Sendable {
  private let guideline: Guideline
  private let mode: ReviewMode
  /// What the mode's prompt is called in the guideline.
  private let purpose: String
  private let sources: [String: PromptSource]
  private let examples: ExamplePool
  private let frames = Mutex<[FrameKey: Frame]>([:])

  /// - Parameter examples: decided items in the order in which they are taken, and how many.
  package init(
    _ guideline: Guideline,
    mode: ReviewMode = .blind,
    examples: [Example] = [],
    count: Int = 0
  ) throws(PromptError) {
    var wanted = ["{question}", "{answer}", "{{fence}}"]
    if count > 0 { wanted.append("{examples}") }
    let purpose = mode.purposes.first { guideline.prompts[$0] != nil } ?? mode.purpose
    var sources: [String: PromptSource] = [:]
    for (name, text) in guideline.prompts
    where name == purpose || name.hasPrefix(purpose + ".") {
      sources[name] = try PromptSource(
        name: name,
        text: text,
        guideline: guideline,
        wanted: wanted + mode.part(in: text)
      )
    }
    guard sources[purpose] != nil else { throw .noTemplate(purpose) }
    self.guideline = guideline
    self.mode = mode
    self.purpose = purpose
    self.sources = sources
    self.examples = ExamplePool(
      examples,
      count: count,
      guideline,
      mode.stages(of: guideline)
    )
  }

  /// The prompt for one trial over one item.
  package func prompt(
    for next: ReviewCase,
    _ trial: Juror.Trial = .init(number: 1, language: .item, order: .given, draw: 0)
  ) -> ReviewPrompt {
    let item = next.item.withBrokenMarks
    let key = FrameKey(
      itemLanguage: item.language,
      isEnglish: trial.language == .english,
      order: Ordering(trial.order, item: item.id, draw: trial.draw)
    )
    let frame = frame(key, trial.order)
    let shown = examples.chosen(for: item).map {
      Example(item: $0.item.withBrokenMarks, values: $0.values)
    }
    let earlier = next.decided.isEmpty ? nil : decidedText(next.decided)
    let statements = next.statements.map { voice in
      "Annotator \(voice.letter): "
        + ChatMarks.broken(LabelsText.json(voice.values, of: guideline.fields))
    }
    let others = shown.flatMap { [$0.item.question, $0.item.answer] } + statements
    let fence = Delimiter.around(
      [item.question, item.answer] + others + [earlier].compactMap(\.self)
    )
    let user = frame.user.filled([
      "{question}": item.question,
      "{answer}": item.answer,
      "{fence}": fence,
      "{earlier_stages}": earlier ?? "",
      "{stage_one}": earlier ?? "",
      "{annotators}": statements.joined(separator: "\n"),
      "{examples}": examples.text(of: shown, fence: fence),
    ]).trimmingBlankEnds
    let userText = SentPrompt.Text(hash: SHA256Digest.hex(of: user), text: user)
    return ReviewPrompt(
      sent: SentPrompt(
        hash: SHA256Digest.hex(of: frame.system.hash + userText.hash + frame.schemaText.hash),
        template: frame.template,
        system: frame.system,
        user: userText,
        schema: frame.schemaText
      ),
      schema: frame.schema,
      choices: frame.choices
    )
  }

  private func decidedText(_ decided: [Labels]) -> String {
    let fields = guideline.lastStage.earlier.flatMap { guideline.fields(of: $0) }
    return ChatMarks.broken(LabelsText.json(Verdict(stages: decided).values, of: fields))
  }

  /// What prompts have in common, rendered once.
  private struct Frame: Sendable {
    var template: PromptTemplate
    var system: SentPrompt.Text
    var user: String
    var schema: JSONValue
    var schemaText: SentPrompt.Text
    var choices: [ChoiceQuestion]
  }

  private struct FrameKey: Hashable {
    var itemLanguage: String
    var isEnglish: Bool
    var order: Ordering
  }

  private func frame(_ key: FrameKey, _ order: ChoiceOrder) -> Frame {
    if let known = frames.withLock({ $0[key] }) { return known }
    let frame = render(key, order)
    frames.withLock { $0[key] = frame }
    return frame
  }

  private func render(_ key: FrameKey, _ order: ChoiceOrder) -> Frame {
    let english = guideline.languages.contains("en") ? "en" : guideline.languages.first ?? "en"
    let wanted = key.isEnglish ? english : key.itemLanguage
    let source = sources["\(purpose).\(wanted)"] ?? sources[purpose]
    let isTranslated = guideline.languages.contains(wanted)
    let language = isTranslated ? wanted : english
    let stages = mode.stages(of: guideline)
    let words = GuidelineWords(guideline, language: language, order: key.order, stages: stages)
    let context = words.context.merging([
      "language": key.itemLanguage,
      "reply_language": key.isEnglish ? english : key.itemLanguage,
      "fence": "{fence}",
    ]) { $1 }
    let schema = ReplySchema(guideline: guideline, order: key.order, stages: stages)
    let system = source?.system.render(context).trimmingBlankEnds ?? ""
    let schemaText = schema.schema.text
    return Frame(
      template: PromptTemplate(
        name: source?.name ?? purpose,
        version: source?.version ?? "",
        hash: source?.hash ?? "",
        mode: mode,
        language: source?.name == purpose ? language : wanted,
        order: order
      ),
      system: SentPrompt.Text(hash: SHA256Digest.hex(of: system), text: system),
      user: source?.user.render(context).trimmingBlankEnds ?? "",
      schema: schema.schema,
      schemaText: SentPrompt.Text(hash: SHA256Digest.hex(of: schemaText), text: schemaText),
      choices: words.questions
    )
  }
}

extension ReviewMode {
  /// What the mode's prompt is called in a guideline.
  var purpose: String {
    switch self {
    case .blind: "review"
    case .lastStage: "last_stage"
    case .audit: "audit"
    }
  }

  /// The same, and what it was called formerly.
  var purposes: [String] { self == .lastStage ? [purpose, "stage_two"] : [purpose] }

  /// What the mode's prompt has to show besides the item.
  func part(in template: String) -> [String] {
    switch self {
    case .blind: []
    case .lastStage: template.contains("{stage_one}") ? ["{stage_one}"] : ["{earlier_stages}"]
    case .audit: ["{annotators}"]
    }
  }

  /// The stages that a juror is asked for.
  func stages(of guideline: Guideline) -> [StageNumber] {
    self == .lastStage ? [guideline.lastStage] : guideline.stageNumbers
  }
}

extension Item {
  /// With the marks of chat templates taken apart.
  fileprivate var withBrokenMarks: Item {
    var item = self
    item.question = ChatMarks.broken(question)
    item.answer = ChatMarks.broken(answer)
    return item
  }
}
