import AnnotationCore
import ProjectStore

/// The queue, line by line.
extension QueueState {
  func lines(in app: App, after before: any Screen) -> [String] { app.plainLines(of: self) }

  func prompt(in app: App) -> String { "Enter opens the next item; a language, its next item" }

  mutating func answer(line: String, in app: App) throws(NoAnswer) -> [Effect] {
    let language = line.trimmed
    if language.isEmpty { return [.openNext(QueuePosition())] }
    guard workload.contains(where: { $0.language == language }) else {
      let known = workload.map(\.language).joined(separator: " ")
      throw NoAnswer(sentence: "You have no items in '\(language)'. Your languages: \(known).")
    }
    return [.openNext(QueuePosition(language: language))]
  }
}

extension App {
  /// Where the user stands: what is done, what waits, by language.
  fileprivate func plainLines(of queue: QueueState) -> [String] {
    guard let contents = queue.contents else { return [] }
    let left = contents.workload.reduce(0) { $0 + $1.remaining }
    let total = contents.workload.reduce(0) { $0 + $1.total }
    var lines = [
      "\(project), \(person.name): \(progress.today) done today, \(left) left of \(total)."
    ]
    for language in contents.workload where language.remaining > 0 {
      let drafts = language.drafts == 0 ? "" : ", \(language.drafts) with a draft"
      lines.append("\(language.language): \(language.remaining) left\(drafts)")
    }
    if contents.qualification.state != .open { lines.append(words(for: contents.qualification)) }
    if let flags = contents.flags, flags > 0 { lines.append("\(counted(flags, "flag")), :flags.") }
    if contents.juryNews > 0 {
      lines.append("The jury's reasons are in on \(contents.newsCount) of your items, :items.")
    }
    if contents.workload.isEmpty { lines.append("Nothing is assigned to you yet.") }
    return lines
  }
}
