import AnnotationCore
import ReleaseFiles
import Testing

@Suite struct ReleaseTests {
  let people = [
    Person(id: 1, name: "ana", role: .annotator, languages: ["en"], pseudonym: "rater-a"),
    Person(id: 2, name: "ben", role: .annotator, languages: ["en"], pseudonym: "rater-b"),
    Person(id: 3, name: "noor", role: .lead, languages: [], pseudonym: "rater-n"),
  ]

  /// What a release writes for these items, by file.
  func lines(_ items: ReleaseItem...) -> (lines: [ReleaseTable: [String]], release: Release) {
    var release = Release(guideline: .oneQuestion, people: people)
    var lines: [ReleaseTable: [String]] = [:]
    for item in items { release.add(item) { lines[$0, default: []].append($1) } }
    return (lines, release)
  }

  func entry(decided: FieldValue?, hasDecision: Bool = true) -> ReleaseItem {
    let item = Item(id: "i", language: "en", question: "Q\u{202E}", answer: "A", model: "m")
    let said = [1, 2].map { person in
      Annotation(
        id: Int64(person),
        item: "i",
        person: Int64(person),
        stage: .one,
        act: .commit(
          Labels(
            values: ["fit": .single("good"), "why": .text("because \(person)")],
            selection: .criterion("c")
          )
        ),
        at: Timestamp(rawValue: 0),
        supersedes: nil
      )
    }
    let decision = Decision(
      id: 9,
      item: "i",
      field: "fit",
      value: decided,
      basis: .init(
        how: .adjudicated,
        annotations: [1, 2],
        reviews: [],
        adjudication: .init(
          lead: 3,
          reason: "clear",
          dispute: .juryDisagrees,
          juryRevealed: true
        )
      ),
      at: Timestamp(rawValue: 1000),
      supersedes: nil
    )
    return ReleaseItem(
      item: item,
      annotations: said,
      reviews: [],
      decisions: hasDecision ? ["fit": decision] : [:]
    )
  }

  @Test func `a decided item carries its label of record and what raters wrote, by pseudonym`() {
    let written = lines(entry(decided: .single("good"))).lines
    #expect(
      written[.items] == [
        #"{"id":"i","language":"en","question":"Q\u202e","answer":"A","source":null,"model":"m","#
          + #""criterion":"c","labels":{"fit":"good","#
          + #""why":{"rater-a":"because 1","rater-b":"because 2"}}}"#
      ]
    )
  }

  @Test func `an annotator stands under a pseudonym, with every value`() {
    let written = lines(entry(decided: .single("good"))).lines
    #expect(
      written[.annotations]?.first
        == #"{"id":1,"item":"i","rater":"rater-a","stage":1,"at":"1970-01-01T00:00:00.000Z","#
        + #""criterion":"c","values":{"fit":"good","why":"because 1"}}"#
    )
  }

  @Test func `a decision says how it came about`() {
    let written = lines(entry(decided: .single("good"))).lines
    #expect(
      written[.decisions] == [
        #"{"item":"i","field":"fit","value":"good","how":"adjudicated","annotations":[1,2],"#
          + #""reviews":[],"at":"1970-01-01T00:00:01.000Z","lead":"rater-n","reason":"clear","#
          + #""dispute":"jury_disagrees","jury_revealed":true}"#
      ]
    )
  }

  @Test func `an item that is not decided is left out and counted; its labels are kept`() {
    let (written, release) = lines(entry(decided: nil, hasDecision: false))
    #expect(written[.items] == nil)
    #expect(written[.annotations]?.count == 2)
    #expect(release.counts.open == 1)
  }

  @Test func `an item set aside is named in its own file`() {
    let (written, release) = lines(entry(decided: .single("none")))
    #expect(written[.setAside] == [#"{"id":"i","language":"en"}"#])
    #expect(written[.items] == nil)
    #expect(release.counts.setAside == 1)
  }

  @Test func `the manifest names every file with its digest, in order`() {
    let release = lines(entry(decided: .single("good"))).release
    let manifest = release.manifest(
      of: [
        ReleasedFile(path: "b", sha256: "22", bytes: 2),
        ReleasedFile(path: "a", sha256: "11", bytes: 1),
      ],
      from: ReleaseOrigin(project: "p", guidelineHash: "h", imports: [("items.jsonl", "33")])
    )
    #expect(manifest.contains(#""released": 1"#))
    let a = manifest.firstRange(of: #""path": "a""#)
    let b = manifest.firstRange(of: #""path": "b""#)
    #expect((a?.lowerBound).flatMap { a in b.map { a < $0.lowerBound } } == true)
  }

  @Test func `what came after its author saw the jury is marked, with what they said before`() {
    var entry = entry(decided: .single("good"))
    let first = entry.annotations[0]
    entry.earlier = [first]
    entry.annotations[0].id = 7
    entry.annotations[0].supersedes = 1
    entry.annotations[0].act = .commit(
      Labels(values: ["fit": .single("bad")], selection: .criterion("c"))
    )
    entry.decisions["fit"]?.basis.annotations = [2, 7]
    entry.exposures = [
      Exposure(
        id: 1,
        item: "i",
        person: 1,
        stage: .one,
        mode: .afterCommit,
        isControl: false,
        reviews: [4],
        follows: 2,
        at: Timestamp(rawValue: 0)
      )
    ]
    let (written, release) = lines(entry)
    let annotations = written[.annotations] ?? []
    #expect(annotations.count == 3)
    #expect(
      annotations[0].hasSuffix(#""values":{"fit":"bad"},"assisted":"after_commit","revises":1}"#)
    )
    #expect(!annotations[1].contains("assisted"))
    #expect(annotations[2].hasSuffix(#""revised_by":7}"#))
    #expect(written[.decisions]?[0].hasSuffix(#","assisted":[7]}"#) == true)
    #expect(
      written[.assistance] == [
        #"{"item":"i","rater":"rater-a","stage":1,"mode":"after_commit","shown":true,"reviews":[4],"#
          + #""at":"1970-01-01T00:00:00.000Z"}"#
      ]
    )
    #expect(release.counts.assisted == 1)
    #expect(release.counts.revised == 1)
    #expect(release.counts.assistedDecisions == 1)
    #expect(release.readme().contains("1 of 2 annotations were given after that"))
    #expect(!lines(self.entry(decided: nil)).release.readme().contains("saw of the jury"))
  }

  @Test func `the page counts items by language and label`() {
    let page = lines(entry(decided: .single("good"))).release.readme()
    #expect(page.contains("| en | 1 |"))
    #expect(page.contains("| good | 1 |"))
    #expect(page.contains("| adjudicated | 1 |"))
  }
}

extension Guideline {
  /// One field to decide, one to collect.
  static let oneQuestion = Guideline(
    id: "g",
    version: "1",
    title: LocalizedText("G"),
    description: LocalizedText("About."),
    languages: ["en"],
    flow: .walk,
    stages: [
      Stage(
        id: "one",
        title: LocalizedText("One"),
        help: LocalizedText(""),
        fields: [
          Field(
            id: "fit",
            title: LocalizedText("Fit"),
            help: LocalizedText(""),
            kind: .single(
              .listed(
                ["good", "bad", "none"].map {
                  Choice(
                    id: $0,
                    key: String($0.prefix(1)),
                    title: LocalizedText($0),
                    help: LocalizedText("")
                  )
                }
              )
            ),
            resolution: .unanimous
          ),
          Field(
            id: "why",
            title: LocalizedText("Why"),
            help: LocalizedText(""),
            kind: .text(maximum: 100),
            resolution: .collect
          ),
        ]
      ),
      Stage(id: "two", title: LocalizedText("Two"), help: LocalizedText(""), fields: []),
    ],
    criteria: CriterionTable(
      selectBy: ["fit"],
      rows: [
        .init(when: ["fit": ["none"]], selects: .setAside),
        .init(when: [:], selects: .criterion("c")),
      ],
      list: []
    ),
    points: [],
    decisions: DecisionPolicy(minimumRaters: 2, jury: .confirms, juryQuorum: 1),
    prompts: [:]
  )
}
