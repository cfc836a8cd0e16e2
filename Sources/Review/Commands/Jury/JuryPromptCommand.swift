import AnnotationCore
import ArgumentParser
import JSON
import ProjectStore

struct JuryPromptCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prompt",
    abstract: "Show exactly what a juror was sent about an item.",
    discussion: """
      Control and invisible characters are made visible. --json has the texts as they were sent, and \
      the raw reply.
      """
  )

  @OptionGroup var project: ProjectArgument

  @Argument(help: "The item's id.")
  var item: String

  @Argument(help: "The juror's name. Default: every juror that reviewed the item.")
  var juror: String?

  @OptionGroup var options: ReportOptions

  func run() throws {
    let store = try project.open(for: .labels)
    let reviews = try store.reviews(of: item).filter { juror == nil || $0.juror == juror }
    guard !reviews.isEmpty else {
      let who = juror.map { "the juror '\($0)'" } ?? "a juror"
      throw CommandFailure("There is no review of the item '\(item)' by \(who).")
    }
    let sent = try reviews.map { ($0, try store.prompt($0.promptHash)) }
    report(options, json: .array(sent.map(Self.json))) {
      sent.map { Self.text($0, $1) }.joined(separator: "\n")
    }
  }

  private static func json(_ review: Review, _ prompt: SentPrompt?) -> JSONValue {
    .object([
      ("juror", .string(review.juror)), ("trial", .int(review.trial)),
      ("attempt", .int(review.attempt)), ("outcome", .string(review.outcome.word)),
      ("prompt", .string(review.promptHash)),
      ("template", prompt.map { .string($0.template.name) } ?? .null),
      ("template_version", prompt.map { .string($0.template.version) } ?? .null),
      ("template_hash", prompt.map { .string($0.template.hash) } ?? .null),
      ("language", prompt.map { .string($0.template.language) } ?? .null),
      ("order", prompt?.template.order.map { .string($0.rawValue) } ?? .null),
      ("output", review.trace.output.map { .string($0.rawValue) } ?? .null),
      ("dropped", .array(review.trace.dropped.map { .string($0.rawValue) })),
      ("leniencies", .array(review.leniencies.map { .string($0.rawValue) })),
      ("system", prompt.map { .string($0.system.text) } ?? .null),
      ("user", prompt.map { .string($0.user.text) } ?? .null),
      ("schema", prompt.map { .string($0.schema.text) } ?? .null),
      ("reply", review.rawReply.map(JSONValue.string) ?? .null),
    ])
  }

  private static func text(_ review: Review, _ prompt: SentPrompt?) -> String {
    let head =
      "\(review.juror), trial \(review.trial), attempt \(review.attempt): "
      + review.outcome.word
    guard let prompt else {
      return head + "\nOnly the prompt's digest was kept: \(review.promptHash)\n"
    }
    let template = prompt.template
    return """
      \(head)
      template \(template.name) \(template.version), \(template.language), choices \
      \(template.order?.rawValue ?? "none"), digest \(prompt.hash)

      === system
      \(prompt.system.text)

      === user
      \(prompt.user.text)

      """
  }
}
