import AnnotationCore

/// How work is timed, and how annotators are trained and checked.
extension GuidelineReader {
  func readTime(_ record: Record) -> TimePolicy {
    var policy = TimePolicy()
    guard let node = record["time"],
      let time = Record(node, "'time'", keys: GuidelineKeys.time, in: document)
    else { return policy }
    if let seconds = time.integer("idle_seconds") {
      policy.idleSeconds = seconds
      if seconds < 1 {
        document.report(
          .outOfRange("'idle_seconds' is at least 1"),
          at: time["idle_seconds"] ?? node
        )
      } else if seconds > 86_400 {
        document.report(
          .outOfRange("'idle_seconds' is at most 86400, a day"),
          at: time["idle_seconds"] ?? node
        )
      }
    }
    if let factor = time.number("hasty_factor") {
      policy.hastyFactor = factor
      if factor < 1 {
        document.report(
          .outOfRange("a factor below 1 calls ordinary reading hasty"),
          at: time["hasty_factor"] ?? node
        )
      }
    }
    return policy
  }

  func readTraining(_ record: Record) -> TrainingPolicy? {
    guard let node = record["training"],
      let training = Record(node, "'training'", keys: GuidelineKeys.training, in: document)
    else { return nil }
    guard let place = training.required("pass_share"), let share = training.number("pass_share")
    else { return nil }
    if !(0...1).contains(share) {
      document.report(.outOfRange("a share is between 0 and 1"), at: place)
    }
    return TrainingPolicy(passShare: share)
  }

  func readGold(_ record: Record) -> GoldPolicy? {
    guard let node = record["gold"],
      let gold = Record(node, "'gold'", keys: GuidelineKeys.gold, in: document)
    else { return nil }
    guard let place = gold.required("every"), let every = gold.integer("every") else { return nil }
    if every < 1 {
      document.report(
        .outOfRange("a gold item follows on at least one ordinary item"),
        at: place
      )
    } else if every > 1_000_000 {
      document.report(.outOfRange("'every' is at most 1000000"), at: place)
    }
    return GoldPolicy(every: every, showsResults: gold.flag("show_results") ?? false)
  }

  /// - Parameter stages: how many stages the guideline has.
  func readSingleStage(_ record: Record, stages: Int) -> SingleStagePolicy? {
    guard let node = record["single_stage"],
      let arm = Record(node, "'single_stage'", keys: GuidelineKeys.singleStage, in: document)
    else { return nil }
    if stages == 1 {
      document.report(
        .refused(
          "with one stage there is no other one to leave out",
          advice: "take 'single_stage' out"
        ),
        at: record.key("single_stage") ?? node
      )
    }
    let criterion = arm.requiredWord("criterion") ?? ""
    if let place = arm["criterion"], !criterionIDs.contains(criterion) {
      document.report(.unknownReference(criterion, to: "criterion", known: criterionIDs), at: place)
    }
    guard let place = arm.required("every"), let every = arm.integer("every") else { return nil }
    if every < 2 {
      document.report(.outOfRange("with every item there is nothing to compare with"), at: place)
    }
    return SingleStagePolicy(every: every, criterion: criterion)
  }

  func readAssistance(_ record: Record) -> AssistancePolicy {
    guard let node = record["assistance"],
      let assistance = Record(node, "'assistance'", keys: GuidelineKeys.assistance, in: document),
      assistance.required("mode") != nil,
      let mode = assistance.value("mode", as: "mode", AssistancePolicy.Mode.self)
    else { return AssistancePolicy() }
    // Without items to compare with, nobody could tell how far suggestions pull.
    if mode == .before, assistance.required("control") == nil { return AssistancePolicy() }
    let control = assistance.number("control") ?? 0
    if control < 0 || control >= 1 || (mode == .before && control == 0) {
      document.report(
        .outOfRange(
          mode == .before
            ? "with suggestions, the share without them is above 0 and below 1"
            : "a share of items that get nothing is at least 0 and below 1"
        ),
        at: assistance["control"] ?? node
      )
    }
    return AssistancePolicy(mode: mode, control: control)
  }

  /// The examples of a choice, a point or a criterion.
  func readExamples(_ record: Record) -> [LocalizedText] {
    record.list(record["examples"]).map { text($0, "an example") }
  }
}
