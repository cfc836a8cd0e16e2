extension WrongGuideline {
  /// What can be wrong with YAML and languages.
  static let text: [WrongGuideline] = [
    WrongGuideline(
      "an unclosed bracket",
      "languages: [en]",
      "languages: [en",
      #"""
      small.yaml:5:8: this is not YAML: did not find expected ',' or ']'
          5 | prompts:
            |        ^ correct it here or on the line above; YAML is indented by spaces
      """#
    ),
    WrongGuideline(
      "a tab as indentation",
      "  review: small",
      "\treview: small",
      #"""
      small.yaml:6:1: this is not YAML: found character that cannot start any token
          6 | \#treview: small/review.mustache
            | ^ correct it here or on the line above; YAML is indented by spaces
      """#
    ),
    WrongGuideline(
      "a key that appears twice",
      "title: Small",
      #"""
      title: Small
      title: Large
      """#,
      #"""
      small.yaml:3:1: the key 'title' appears twice in one mapping
          3 | title: Small
            | ^ keep one of them
      """#
    ),
    WrongGuideline(
      "a language tag that is none",
      "languages: [en]",
      "languages: [english]",
      #"""
      small.yaml:4:13: 'english' is no language tag
          4 | languages: [english]
            |             ^ write a BCP 47 tag, such as en, zh or pt-BR
      """#
    ),
    WrongGuideline(
      "a language that is given twice",
      "languages: [en]",
      "languages: [en, en]",
      #"""
      small.yaml:4:17: the language 'en' is already on line 4
          4 | languages: [en, en]
            |                 ^ keep one, or give the other another name
      """#
    ),
    WrongGuideline(
      "a missing language",
      "title: Scope",
      "title: {zh: 范围}",
      #"""
      small.yaml:12:16: this text has no 'en'
         12 |         title: {zh: 范围}
            |                ^ add 'en: …'; a text has all of 'languages'
      small.yaml:12:17: unknown key 'zh' in a title
         12 |         title: {zh: 范围}
            |                 ^ a title takes: en
      2 problems; nothing was taken from small.yaml.
      """#
    ),
    WrongGuideline(
      "a place behind wide letters, and behind a mark",
      "title: Small",
      "title: {en: 范围\u{301}, zh: x}",
      #"""
      small.yaml:3:18: unknown key 'zh' in the title
          3 | title: {en: 范围\#u{301}, zh: x}
            |                   ^ the title takes: en
      """#
    ),
    WrongGuideline(
      "a character that YAML does not take",
      "title: Small",
      "title: 范\u{7}",
      #"""
      small.yaml:3:9: this is not YAML: control characters are not allowed
          3 | title: 范\#u{7}
            |          ^ correct it here or on the line above; YAML is indented by spaces
      """#
    ),
    WrongGuideline(
      "a key that would clear the screen",
      "title: Small",
      #"""
      title: Small
      "\e[2J": red
      """#,
      #"""
      small.yaml:4:1: unknown key '\#u{1B}[2J' in the guideline
          4 | "\e[2J": red
            | ^ the guideline takes: guideline, version, title, languages, description, \#
      flow, prompts, stages, criteria, points, decisions, time, training, gold, single_stage, \#
      assistance
      """#
    ),
  ]
}
