import AnnotationCore
import ProjectStore
import SafeText

/// How the jury goes, in words that the screen and the linear mode share.
extension JuryWatch {
  /// Whether a run is under way.
  var statusWords: String {
    guard !jurors.isEmpty else { return "No jury was asked yet." }
    guard let lastReview else { return "No run is under way · no review came yet" }
    let ago = words(since: lastReview)
    return isUnderWay
      ? "A run is under way · the last review came \(ago) ago"
      : "No run is under way · the last review came \(ago) ago"
  }

  /// All jurors together, such as `3 of 12 trials · 4 min left · 1200 tokens · cost 0.0120`.
  var totalWords: String? {
    guard !jurors.isEmpty else { return nil }
    let done = jurors.reduce(0) { $0 + $1.done }
    let total = jurors.reduce(0) { $0 + $1.total }
    let tokens = jurors.reduce(0) { $0 + $1.tokens }
    let cost = jurors.reduce(Money.zero) { $0 + $1.progress.cost }
    var words = ["\(done) of \(counted(total, "trial"))"]
    if let secondsLeft { words.append("\(MetricFormatter.duration(secondsLeft)) left") }
    if tokens > 0 { words.append("\(MetricFormatter.short(Double(tokens))) tokens") }
    if cost > .zero { words.append("cost \(MetricFormatter.money(cost))") }
    return words.joined(separator: " · ")
  }

  /// What to do where no run is under way, or nil.
  var advice: String? {
    guard !isUnderWay else { return nil }
    guard jurors.isEmpty || jurors.contains(where: { $0.progress.queued > 0 }) else {
      return "Nothing waits for the jury."
    }
    return "In a shell, this starts one: review run PROJECT --jury JURY.yaml"
  }

  /// Until the last juror is done, since they work side by side; nil where one has no rate.
  private var secondsLeft: Double? {
    let waiting = jurors.filter { $0.progress.queued > 0 }
    let times = waiting.compactMap { $0.secondsLeft(at: at) }
    return times.count == waiting.count ? times.max() : nil
  }

  /// How long ago a moment was when the jury was looked at.
  func words(since moment: Timestamp) -> String {
    MetricFormatter.duration(Double(max(0, at.rawValue - moment.rawValue)) / 1000)
  }
}

extension JurorWatch {
  var tokens: Int { progress.promptTokens + progress.completionTokens }

  /// Tokens, one by one as long as they are few.
  var tokenWords: String { tokens < 10_000 ? "\(tokens)" : MetricFormatter.short(Double(tokens)) }

  /// Attempts that got neither a verdict nor a refusal.
  var errors: Int { progress.unparsable + progress.failed }

  /// The rate, such as `12/s` or, where it is less than one, `7.5/min`.
  func rateWords(at now: Timestamp) -> String? {
    rate(at: now).map { rate in
      rate < 1 ? MetricFormatter.short(rate * 60) + "/min" : MetricFormatter.short(rate) + "/s"
    }
  }

  /// The time left; where nothing waits any more, `done` or what was given up; nil where it cannot be
  /// told.
  func leftWords(at now: Timestamp) -> String? {
    if progress.queued == 0 {
      if progress.exhausted > 0 { return "\(progress.exhausted) given up" }
      return total > 0 ? "done" : nil
    }
    return secondsLeft(at: now).map(MetricFormatter.duration)
  }
}

extension FailedAttempt {
  /// What happened, on one line.
  var words: String {
    let what = hasReply ? "unparsable" : "failed"
    guard let reason else {
      return "\(what) (why is hidden while the item is yours to label)"
    }
    return "\(what): " + reason.split(whereSeparator: \.isNewline).joined(separator: " ")
  }
}

/// The jury at work, line by line.
extension JuryMonitorState {
  func prompt(in app: App) -> String { "Enter refreshes, :queue returns" }

  mutating func answer(line: String, in app: App) throws(NoAnswer) -> [Effect] {
    guard line.trimmed.isEmpty else {
      throw NoAnswer(sentence: "Enter refreshes, :queue returns.")
    }
    return [.watchJury(since: watch)]
  }

  func lines(in app: App, after before: any Screen) -> [String] {
    var lines = [watch.statusWords + (watch.totalWords.map { " · " + $0 } ?? "")]
    lines += watch.advice.map { [$0] } ?? []
    for juror in watch.jurors {
      let progress = juror.progress
      var words = ["\(juror.done) of \(juror.total)"]
      if let rate = juror.rateWords(at: watch.at) { words.append(rate) }
      if let left = juror.leftWords(at: watch.at) {
        words.append(progress.queued > 0 ? "\(left) left" : left)
      }
      words.append("\(juror.tokenWords) tokens")
      words.append("cost \(MetricFormatter.money(progress.cost))")
      words.append("\(progress.refused) refused")
      words.append(counted(juror.errors, "error"))
      lines.append("\(progress.juror): \(words.joined(separator: ", "))")
    }
    lines += watch.failedAttempts.map { failure in
      "\(watch.words(since: failure.at)) ago, \(failure.juror) on \(failure.item), \(failure.words)"
    }
    return lines
  }
}
