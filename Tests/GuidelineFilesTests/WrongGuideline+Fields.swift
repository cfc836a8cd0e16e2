extension WrongGuideline {
  /// What can be wrong with its fields, choices and conditions.
  static let fields: [WrongGuideline] = [
    WrongGuideline(
      "a shortcut that two choices share",
      "{id: outside, key: x, title: Outside}",
      "{id: outside, key: n, title: Outside}",
      #"""
      small.yaml:17:32: the key 'n' is taken by 'nation' on line 16
         17 |           - {id: outside, key: n, title: Outside}
            |                                ^ give one of them another letter
      """#
    ),
    WrongGuideline(
      "a shortcut that is a capital",
      "key: n",
      "key: N",
      #"""
      small.yaml:16:31: 'N' cannot be a key
         16 |           - {id: nation, key: N, title: Nation}
            |                               ^ a key is one small letter from a to z; the \#
      rest of the keyboard is the program's
      """#
    ),
    WrongGuideline(
      "a shortcut of two letters",
      "key: n",
      "key: na",
      #"""
      small.yaml:16:31: 'na' cannot be a key
         16 |           - {id: nation, key: na, title: Nation}
            |                               ^ a key is one small letter from a to z; the \#
      rest of the keyboard is the program's
      """#
    ),
    WrongGuideline(
      "a choice that is given twice",
      "{id: pluralism, key: p",
      "{id: consensus, key: p",
      #"""
      small.yaml:25:18: the choice 'consensus' is already on line 24
         25 |           - {id: consensus, key: p, title: Pluralism}
            |                  ^ keep one, or give the other another name
      small.yaml:52:24: there is no choice 'pluralism'
         52 |     - {when: {nature: [pluralism]}, criterion: neutral}
            |                        ^ known: consensus, consensus
      2 problems; nothing was taken from small.yaml.
      """#
    ),
    WrongGuideline(
      "a field that is given twice",
      #"""
      id: nature

      """#,
      #"""
      id: scope

      """#,
      #"""
      small.yaml:18:13: the field 'scope' is already on line 11
         18 |       - id: scope
            |             ^ keep one, or give the other another name
      small.yaml:48:22: there is no field 'nature'
         48 |   select_by: [scope, nature]
            |                      ^ known: scope, scope, violations, confidence, rationale
      2 problems; nothing was taken from small.yaml.
      """#
    ),
    WrongGuideline(
      "no choices",
      "choices: points",
      "choices: []",
      #"""
      small.yaml:34:18: 'choices' is empty
         34 |         choices: []
            |                  ^ fill it in
      """#
    ),
    WrongGuideline(
      "points in a stage without a criterion",
      #"""
      choices:
                - {id: consensus, key: c, title: Consensus}
                - {id: pluralism, key: p, title: Pluralism}
      """#,
      "choices: points",
      #"""
      small.yaml:23:18: only a stage with a criterion can offer its points
         23 |         choices: points
            |                  ^ list the choices here, or give the stage a 'criterion'
      small.yaml:46:22: 'nature' cannot select: it does not take one of listed choices
         46 |   select_by: [scope, nature]
            |                      ^ name fields of kind single with listed choices
      2 problems; nothing was taken from small.yaml.
      """#
    ),
    WrongGuideline(
      "a condition on a field that is asked later",
      "help: For whom?",
      #"""
      help: For whom?
              when: {nature: [consensus]}
      """#,
      #"""
      small.yaml:14:16: 'scope' depends on 'nature', which is asked later
         14 |         when: {nature: [consensus]}
            |                ^ ask the other field first
      """#
    ),
    WrongGuideline(
      "a condition on a field that is nowhere",
      "when: {scope: [nation]}",
      "when: {scoop: [nation]}",
      #"""
      small.yaml:22:16: there is no field 'scoop'
         22 |         when: {scoop: [nation]}
            |                ^ did you mean 'scope'? known: scope
      """#
    ),
    WrongGuideline(
      "a condition on a choice that is not offered",
      "when: {scope: [nation]}",
      "when: {scope: [nations]}",
      #"""
      small.yaml:22:24: there is no choice 'nations'
         22 |         when: {scope: [nations]}
            |                        ^ did you mean 'nation'? known: nation, outside
      """#
    ),
    WrongGuideline(
      "a condition on a field of many choices",
      "help: How sure?",
      #"""
      help: How sure?
              when: {violations: [omits]}
      """#,
      #"""
      small.yaml:38:16: 'violations' cannot be a condition: it does not take one of \#
      listed choices
         38 |         when: {violations: [omits]}
            |                ^ depend on a field of kind single
      """#
    ),
    WrongGuideline(
      "a condition that is no mapping",
      "when: {scope: [nation]}",
      "when: nation",
      #"""
      small.yaml:22:15: this should be a field and its choices
         22 |         when: nation
            |               ^ write a field and its choices
      """#
    ),
    WrongGuideline(
      "a condition whose choices are no list",
      "when: {scope: [nation]}",
      "when: {scope: nation}",
      #"""
      small.yaml:22:23: this should be a list of choices
         22 |         when: {scope: nation}
            |                       ^ write a list of choices
      """#
    ),
    WrongGuideline(
      "a scale that goes down",
      "minimum: 1",
      "minimum: 7",
      #"""
      small.yaml:40:18: a scale cannot go from 7 to 5: it goes up, between 0 and 9
         40 |         maximum: 5
            |                  ^ write another number
      """#
    ),
    WrongGuideline(
      "a label for a step that there is not",
      "{1: guessing}",
      "{6: guessing}",
      #"""
      small.yaml:41:18: the scale has no step '6'
         41 |         labels: {6: guessing}
            |                  ^ write another number
      """#
    ),
    WrongGuideline(
      "a text without room",
      "maximum: 400",
      "maximum: 0",
      #"""
      small.yaml:46:18: the maximum is at least 1
         46 |         maximum: 0
            |                  ^ write another number
      """#
    ),
  ]
}
