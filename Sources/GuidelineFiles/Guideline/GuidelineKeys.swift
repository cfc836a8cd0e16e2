/// The keys that each part of a guideline file takes.
///
/// The schema is held against this table.
package enum GuidelineKeys {
  /// What prompts are for: all stages, the last stage alone (under two names), an audit of humans, writing
  /// answers.
  package static let prompts = ["review", "last_stage", "stage_two", "audit", "answer"]
  package static let guideline = [
    "guideline", "version", "title", "languages", "description", "flow", "prompts", "stages",
    "criteria", "points", "decisions", "time", "training", "gold", "single_stage",
    "assistance",
  ]
  package static let stage = ["id", "title", "help", "criterion", "fields"]
  package static let selection = ["select_by", "table"]
  package static let field = [
    "id", "title", "help", "kind", "choices", "optional", "when", "resolve", "share",
    "minimum_raters", "minimum", "maximum", "labels",
  ]
  package static let choice = ["id", "key", "title", "help", "examples", "set_aside"]
  package static let point = ["id", "key", "title", "help", "examples"]
  package static let criteria = ["select_by", "table", "list"]
  package static let row = ["when", "criterion", "set_aside"]
  package static let criterion = ["id", "title", "help", "points", "examples"]
  package static let decisions = [
    "minimum_raters", "jury", "jury_quorum", "jury_rule", "jury_conflict", "juror_votes", "ties",
  ]
  package static let time = ["idle_seconds", "hasty_factor"]
  package static let training = ["pass_share"]
  package static let gold = ["every", "show_results"]
  package static let singleStage = ["every", "criterion"]
  package static let assistance = ["mode", "control"]
  package static let kinds = ["single", "multiple", "scale", "text"]
}
