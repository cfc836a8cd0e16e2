extension WrongGuideline {
  /// What can be wrong with its shape: keys, types and closed sets of words.
  static let shape: [WrongGuideline] = [
    WrongGuideline(
      "an unknown key that is nearly a known one",
      "  minimum_raters: 2",
      "  minimum_rater: 2",
      #"""
      small.yaml:61:3: unknown key 'minimum_rater' in 'decisions'
         61 |   minimum_rater: 2
            |   ^ did you mean 'minimum_raters'? 'decisions' takes: minimum_raters, jury, \#
      jury_quorum, jury_rule, jury_conflict, juror_votes, ties
      """#
    ),
    WrongGuideline(
      "an unknown key that is like none",
      "title: Small",
      #"""
      title: Small
      colour: red
      """#,
      #"""
      small.yaml:4:1: unknown key 'colour' in the guideline
          4 | colour: red
            | ^ the guideline takes: guideline, version, title, languages, description, \#
      flow, prompts, stages, criteria, points, decisions, time, training, gold, single_stage, \#
      assistance
      """#
    ),
    WrongGuideline(
      "suggestions without a share to compare with",
      "title: Small",
      #"""
      title: Small
      assistance: {mode: before}
      """#,
      #"""
      small.yaml:4:13: 'assistance' has no 'control'
          4 | assistance: {mode: before}
            |             ^ add 'control: …'
      """#
    ),
    WrongGuideline(
      "a share that leaves no suggestions",
      "title: Small",
      #"""
      title: Small
      assistance: {mode: before, control: 1}
      """#,
      #"""
      small.yaml:4:37: with suggestions, the share without them is above 0 and below 1
          4 | assistance: {mode: before, control: 1}
            |                                     ^ write another number
      """#
    ),
    WrongGuideline(
      "a way to assist that there is not",
      "title: Small",
      #"""
      title: Small
      assistance: {mode: often}
      """#,
      #"""
      small.yaml:4:20: 'often' is no mode
          4 | assistance: {mode: often}
            |                    ^ one of: none, after_commit, before
      """#
    ),
    WrongGuideline(
      "a missing key",
      #"""
              help: Agreed?

      """#,
      "",
      #"""
      small.yaml:18:9: a field has no 'help'
         18 |       - id: nature
            |         ^ add 'help: …'
      """#
    ),
    WrongGuideline(
      "a list where a field is expected",
      #"""
            - id: violations

      """#,
      #"""
            - [a, b]
            - id: violations

      """#,
      #"""
      small.yaml:29:9: this should be a field, as keys and values
         29 |       - [a, b]
            |         ^ write a field, as keys and values
      """#
    ),
    WrongGuideline(
      "a text where a list is expected",
      "select_by: [scope, nature]",
      "select_by: scope",
      #"""
      small.yaml:48:14: this should be a list
         48 |   select_by: scope
            |              ^ write a list
      """#
    ),
    WrongGuideline(
      "a word where a number is expected",
      "  jury_quorum: 2",
      "  jury_quorum: two",
      #"""
      small.yaml:63:16: this should be a whole number
         63 |   jury_quorum: two
            |                ^ write a whole number
      """#
    ),
    WrongGuideline(
      "a word where true or false is expected",
      "optional: true",
      "optional: perhaps",
      #"""
      small.yaml:33:19: this should be true or false
         33 |         optional: perhaps
            |                   ^ write true or false
      """#
    ),
    WrongGuideline(
      "an empty text",
      "title: Scope",
      "title:",
      #"""
      small.yaml:12:15: a title is empty
         12 |         title:
            |               ^ fill it in
      """#
    ),
    WrongGuideline(
      "a flow that there is not",
      "version: 1.0.0",
      #"""
      version: 1.0.0
      flow: wlak
      """#,
      #"""
      small.yaml:3:7: 'wlak' is no flow
          3 | flow: wlak
            |       ^ did you mean 'walk'? one of: walk, gate
      """#
    ),
    WrongGuideline(
      "a kind of field that there is not",
      "kind: text",
      "kind: prose",
      #"""
      small.yaml:45:15: 'prose' is no kind of field
         45 |         kind: prose
            |               ^ one of: single, multiple, scale, text
      """#
    ),
    WrongGuideline(
      "a way to resolve that there is not",
      "        maximum: 400",
      #"""
              maximum: 400
              resolve: majorty
      """#,
      #"""
      small.yaml:47:18: 'majorty' is no way to resolve
         47 |         resolve: majorty
            |                  ^ did you mean 'majority'? one of: unanimous, majority, \#
      collect
      """#
    ),
    WrongGuideline(
      "a role of the jury that there is not",
      "jury: confirms",
      "jury: decides",
      #"""
      small.yaml:62:9: 'decides' is no role of the jury
         62 |   jury: decides
            |         ^ one of: confirms, ignored
      """#
    ),
    WrongGuideline(
      "a stage too few",
      #"""
        - id: answer
          title: The answer
          fields:

      """#,
      "",
      #"""
      small.yaml:45:22: 'nature' is asked in the last stage, and no stage follows to be judged by a \#
      criterion
         45 |   select_by: [scope, nature]
            |                      ^ name fields of earlier stages
      """#
    ),
    WrongGuideline(
      "prompts outside the folder",
      "review: small/review.mustache",
      "review: ../review.mustache",
      #"""
      small.yaml:6:11: '../review.mustache' is not below the guideline's folder
          6 |   review: ../review.mustache
            |           ^ keep prompts beside the guideline
      """#
    ),
    WrongGuideline(
      "prompts from the root",
      "review: small/review.mustache",
      "review: /etc/hostname",
      #"""
      small.yaml:6:11: '/etc/hostname' is not below the guideline's folder
          6 |   review: /etc/hostname
            |           ^ keep prompts beside the guideline
      """#
    ),
  ]
}
