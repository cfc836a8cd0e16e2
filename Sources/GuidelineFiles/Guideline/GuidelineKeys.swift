/// The keys that each part of a guideline file takes.
///
/// The schema is held against this table.
package enum GuidelineKeys {
  package static let guideline = [
    "guideline", "version", "title", "languages", "description", "flow", "prompts", "stages",
    "criteria", "points", "decisions",
  ]
  package static let stage = ["id", "title", "help", "fields"]
  package static let field = [
    "id", "title", "help", "kind", "choices", "optional", "when", "resolve", "minimum", "maximum",
    "labels",
  ]
  package static let choice = ["id", "key", "title", "help"]
  package static let criteria = ["select_by", "table", "list"]
  package static let row = ["when", "criterion", "set_aside"]
  package static let criterion = ["id", "title", "help", "points"]
  package static let decisions = ["minimum_raters", "jury", "jury_quorum"]
  package static let kinds = ["single", "multiple", "scale", "text"]
}
