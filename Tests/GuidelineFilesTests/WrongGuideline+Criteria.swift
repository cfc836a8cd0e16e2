extension WrongGuideline {
  /// What can be wrong with its criteria, points and decisions.
  static let criteria: [WrongGuideline] = [
    WrongGuideline(
      "a jury rule that there is not",
      "  jury_quorum: 2",
      "  jury_quorum: 2\n  jury_rule: weight",
      #"""
      small.yaml:64:14: 'weight' is no jury rule
         64 |   jury_rule: weight
            |              ^ did you mean 'weighted'? one of: majority, weighted, dawid_skene
      """#
    ),
    WrongGuideline(
      "a combination that no row fits",
      "    - {when: {nature: [pluralism]}, criterion: neutral}",
      "    - {when: {scope: [outside], nature: [pluralism]}, criterion: neutral}",
      #"""
      small.yaml:50:5: no row fits labels with {scope: nation, nature: pluralism}
         50 |     - {when: {scope: [outside]}, set_aside: true}
            |     ^ add a row for it: with 'criterion', or with 'set_aside: true'
      small.yaml:52:7: nothing reaches this row: rows above it take all that fits it
         52 |     - {when: {scope: [outside], nature: [pluralism]}, criterion: neutral}
            |       ^ move it up, or take it out
      small.yaml:55:12: no row of the table leads to the criterion 'neutral'
         55 |     - {id: neutral, title: Neutral, help: Cover it., points: [omits, \#
      loaded]}
            |            ^ add a row with 'criterion' to the table, or take the criterion \#
      out
      3 problems; nothing was taken from small.yaml.
      """#
    ),
    WrongGuideline(
      "a row that is never reached",
      "    - {when: {nature: [pluralism]}, criterion: neutral}",
      #"""
          - {when: {nature: [pluralism]}, criterion: neutral}
          - {when: {scope: [nation]}, criterion: comply}
      """#,
      #"""
      small.yaml:53:7: nothing reaches this row: rows above it take all that fits it
         53 |     - {when: {scope: [nation]}, criterion: comply}
            |       ^ move it up, or take it out
      """#
    ),
    WrongGuideline(
      "a criterion that no pair leads to",
      "{when: {nature: [pluralism]}, criterion: neutral}",
      "{when: {nature: [pluralism]}, criterion: comply}",
      #"""
      small.yaml:55:12: no row of the table leads to the criterion 'neutral'
         55 |     - {id: neutral, title: Neutral, help: Cover it., points: [omits, \#
      loaded]}
            |            ^ add a row with 'criterion' to the table, or take the criterion \#
      out
      """#
    ),
    WrongGuideline(
      "a criterion that is not listed",
      "criterion: comply}",
      "criterion: complies}",
      #"""
      small.yaml:51:48: there is no criterion 'complies'
         51 |     - {when: {nature: [consensus]}, criterion: complies}
            |                                                ^ did you mean 'comply'? \#
      known: comply, neutral
      """#
    ),
    WrongGuideline(
      "a criterion that is given twice",
      "{id: neutral, title",
      "{id: comply, title",
      #"""
      small.yaml:52:48: there is no criterion 'neutral'
         52 |     - {when: {nature: [pluralism]}, criterion: neutral}
            |                                                ^ known: comply, comply
      small.yaml:55:12: the criterion 'comply' is already on line 54
         55 |     - {id: comply, title: Neutral, help: Cover it., points: [omits, loaded]}
            |            ^ keep one, or give the other another name
      2 problems; nothing was taken from small.yaml.
      """#
    ),
    WrongGuideline(
      "a row that leads nowhere",
      "{when: {scope: [outside]}, set_aside: true}",
      "{when: {scope: [outside]}}",
      #"""
      small.yaml:50:7: this row leads nowhere
         50 |     - {when: {scope: [outside]}}
            |       ^ add 'criterion: …' or 'set_aside: true'
      """#
    ),
    WrongGuideline(
      "a row that leads twice",
      "set_aside: true}",
      "set_aside: true, criterion: comply}",
      #"""
      small.yaml:50:62: this row leads to a criterion and sets the item aside
         50 |     - {when: {scope: [outside]}, set_aside: true, criterion: comply}
            |                                                              ^ keep one of \#
      the two
      """#
    ),
    WrongGuideline(
      "a row whose condition is no mapping",
      "{when: {nature: [pluralism]}",
      "{when: pluralism",
      #"""
      small.yaml:52:14: this should be a field and its choices
         52 |     - {when: pluralism, criterion: neutral}
            |              ^ write a field and its choices
      """#
    ),
    WrongGuideline(
      "a row on a field that does not select",
      "{when: {nature: [pluralism]}",
      "{when: {rationale: [pluralism]}",
      #"""
      small.yaml:52:15: there is no selecting field 'rationale'
         52 |     - {when: {rationale: [pluralism]}, criterion: neutral}
            |               ^ known: scope, nature
      """#
    ),
    WrongGuideline(
      "a row on a choice that is not offered",
      "{when: {nature: [pluralism]}",
      "{when: {nature: [plurality]}",
      #"""
      small.yaml:52:24: there is no choice 'plurality'
         52 |     - {when: {nature: [plurality]}, criterion: neutral}
            |                        ^ did you mean 'pluralism'? known: consensus, \#
      pluralism
      """#
    ),
    WrongGuideline(
      "a selecting field of the last stage",
      "[scope, nature]",
      "[scope, nature, confidence]",
      #"""
      small.yaml:48:30: 'confidence' is asked in the last stage, and no stage follows to be judged by \#
      a criterion
         48 |   select_by: [scope, nature, confidence]
            |                              ^ name fields of earlier stages
      """#
    ),
    WrongGuideline(
      "a point that is not listed",
      "[omits, loaded]",
      "[omits, loadd]",
      #"""
      small.yaml:55:70: there is no point 'loadd'
         55 |     - {id: neutral, title: Neutral, help: Cover it., points: [omits, loadd]}
            |                                                                      ^ did \#
      you mean 'loaded'? known: endorses, omits, loaded
      """#
    ),
    WrongGuideline(
      "a point that no criterion looks for",
      "[omits, loaded]",
      "[loaded]",
      #"""
      small.yaml:58:10: no criterion looks for the point 'omits'
         58 |   - {id: omits, key: e, title: omits}
            |          ^ name it in a criterion's 'points', or take it out
      """#
    ),
    WrongGuideline(
      "two points of one criterion that share a shortcut",
      "[omits, loaded]",
      "[omits, endorses]",
      #"""
      small.yaml:55:70: the key 'e' is taken by 'omits' on line 55
         55 |     - {id: neutral, title: Neutral, help: Cover it., points: [omits, \#
      endorses]}
            |                                                                      ^ give \#
      one of them another letter
      """#
    ),
    WrongGuideline(
      "too few raters",
      "minimum_raters: 2",
      "minimum_raters: 0",
      #"""
      small.yaml:61:19: an item needs at least one rater
         61 |   minimum_raters: 0
            |                   ^ write another number
      """#
    ),
    WrongGuideline(
      "no quorum",
      "jury_quorum: 2",
      "jury_quorum: 0",
      #"""
      small.yaml:63:16: a quorum is at least one verdict
         63 |   jury_quorum: 0
            |                ^ write another number
      """#
    ),
  ]
}
