import AnnotationCore
import JSON
import ReleaseFiles
import SchemaValidation
import Testing

@Suite struct ReleaseTests {
  let people = [
    Person(id: 1, name: "ana", role: .annotator, languages: ["en"], pseudonym: "rater-a"),
    Person(id: 2, name: "ben", role: .annotator, languages: ["en"], pseudonym: "rater-b"),
    Person(id: 3, name: "noor", role: .lead, languages: [], pseudonym: "rater-n"),
  ]

  let versions = [
    GuidelineVersion(number: 1, id: "g", version: "0", sha256: digest("0")),
    GuidelineVersion(number: 2, id: "g", version: "1", sha256: digest("1")),
  ]

  /// alder was asked once at first, now in two orders with two samples each; birch is no longer asked.
  let jurors = [
    ReleaseJuror(
      jury: 1,
      juror: Juror(name: "birch", provider: .recorded(file: "/srv/private/replies.jsonl")),
      isInForce: false
    ),
    ReleaseJuror(
      jury: 2,
      juror: Juror(
        name: "alder",
        provider: .endpoint(
          .init(address: "http://desk.example:8000/v1", model: "m-1", keyVariable: "SECRET_KEY")
        ),
        asking: .init(order: .both, samples: 2),
        sampling: .init(temperature: 0.5, seed: 7)
      ),
      isInForce: true
    ),
    ReleaseJuror(
      jury: 3,
      juror: Juror(name: "cedar", provider: .recorded(file: "replies.jsonl")),
      isInForce: true
    ),
  ]

  /// What a release writes for these items, by file.
  func lines(_ items: ReleaseItem...) -> (lines: [ReleaseTable: [String]], release: Release) {
    var release = Release(
      guideline: .oneQuestion,
      versions: versions,
      people: people,
      jurors: jurors
    )
    var lines: [ReleaseTable: [String]] = [:]
    for item in items { release.add(item) { lines[$0, default: []].append($1.text) } }
    release.writeJurors { lines[$0, default: []].append($1.text) }
    return (lines, release)
  }

  func entry(decided: FieldValue?, hasDecision: Bool = true) -> ReleaseItem {
    let item = Item(id: "i", language: "en", question: "Q\u{202E}", answer: "A", model: "m")
    let said = [1, 2].map { person in
      Annotation(
        id: Int64(person),
        item: "i",
        person: Int64(person),
        stage: .first,
        act: .commit(
          Labels(
            values: ["fit": .single("good"), "why": .text("because \(person)")]
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
          + #""criteria":{"one":null,"two":"c"},"labels":{"fit":"good","#
          + #""why":{"rater-a":"because 1","rater-b":"because 2"}}}"#
      ]
    )
  }

  @Test func `an annotator stands under a pseudonym, with every value`() {
    let written = lines(entry(decided: .single("good"))).lines
    #expect(
      written[.annotations]?.first
        == #"{"id":1,"item":"i","rater":"rater-a","stage":1,"#
        + #""guideline":{"id":"g","version":"0","sha256":"\#(digest("0"))"},"#
        + #""at":"1970-01-01T00:00:00.000Z","#
        + #""criterion":null,"values":{"fit":"good","why":"because 1"}}"#
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
      Labels(values: ["fit": .single("bad")])
    )
    entry.decisions["fit"]?.basis.annotations = [2, 7]
    entry.exposures = [
      Exposure(
        id: 1,
        item: "i",
        person: 1,
        stage: .first,
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

  @Test func `an annotation names the version of the guideline under which it was made`() throws {
    var entry = entry(decided: .single("good"))
    entry.annotations[1].guideline = 2
    let written = try #require(lines(entry).lines[.annotations])
    #expect(written[0].contains(#""guideline":{"id":"g","version":"0","#))
    #expect(written[1].contains(#""guideline":{"id":"g","version":"1","#))
  }

  /// alder's and birch's reviews of the item: three trials, one of them in two attempts.
  private var reviews: [Review] {
    func review(
      _ id: Int64,
      _ juror: String,
      jury: Int64,
      trial: Int = 1,
      attempt: Int = 1,
      _ outcome: Review.Outcome
    ) -> Review {
      Review(
        id: id,
        item: "i",
        juror: juror,
        jury: jury,
        trial: trial,
        attempt: attempt,
        outcome: outcome,
        promptHash: digest("p"),
        trace: .init(output: .schema, dropped: [.seed]),
        leniencies: [.fence],
        reportedModel: "m-1-2026",
        at: Timestamp(rawValue: 0)
      )
    }
    let verdict = Review.Outcome.verdict(
      Verdict(
        stages: [Labels(values: ["fit": .single("good")])]
      )
    )
    return [
      review(1, "birch", jury: 1, .refused(reason: "no")),
      review(2, "alder", jury: 2, .failed(reason: "net")),
      review(3, "alder", jury: 2, attempt: 2, verdict),
      review(4, "alder", jury: 2, trial: 4, verdict),
      review(5, "alder", jury: 2, trial: 2, .unparsable(reason: "prose")),
    ]
  }

  @Test func `a review names its trial and attempt, its prompt, and what was left out`() throws {
    var entry = entry(decided: .single("good"))
    entry.reviews = reviews
    let written = try #require(lines(entry).lines[.reviews])
    #expect(
      written[3]
        == #"{"id":4,"item":"i","juror":"alder","jury":2,"trial":4,"attempt":1,"#
        + #""language":"item","order":"reversed","sample":2,"prompt":"\#(digest("p"))","#
        + #""model":"m-1-2026","output":"schema","dropped":["seed"],"leniencies":["fence"],"#
        + #""at":"1970-01-01T00:00:00.000Z","outcome":"verdict","#
        + #""stages":[{"criterion":null,"values":{"fit":"good"}}]}"#
    )
    #expect(written[2].contains(#""trial":1,"attempt":2,"language":"item","order":"given""#))
  }

  @Test func `jurors that were heard are listed with their parameters, without address and key`()
    throws
  {
    var entry = entry(decided: .single("good"))
    entry.reviews = reviews
    let written = try #require(lines(entry).lines[.jurors])
    #expect(
      written == [
        #"{"juror":"birch","jury":1,"in_force":false,"protocol":"recorded","model":null,"#
          + #""output":null,"system":null,"body":null,"mode":"blind","language":"item","order":"given","samples":1,"#
          + #""examples":0,"temperature":null,"seed":null,"maximum_tokens":null,"#
          + #""log_probabilities":null,"reasoning":null,"attempts":3}"#,
        #"{"juror":"alder","jury":2,"in_force":true,"protocol":"chat","model":"m-1","#
          + #""output":"schema","system":"system","body":null,"mode":"blind","language":"item","order":"both","samples":2,"#
          + #""examples":0,"temperature":0.5,"seed":7,"maximum_tokens":null,"#
          + #""log_probabilities":null,"reasoning":null,"attempts":3}"#,
      ]
    )
  }

  /// An item with everything that can be said of one.
  private var crowded: ReleaseItem {
    var entry = entry(decided: .single("good"))
    entry.reviews = reviews
    entry.earlier = [entry.annotations[0]]
    entry.annotations[0].id = 7
    entry.annotations[1].act = .skip(reason: "odd")
    entry.annotations.append(entry.annotations[1])
    entry.annotations[2].act = .withdraw
    entry.decisions["fit"]?.basis.jurorWeights = .weighted(weights: ["alder": 0.5])
    entry.exposures = [
      Exposure(
        id: 1,
        item: "i",
        person: 1,
        stage: .first,
        mode: .before,
        isControl: false,
        reviews: [4],
        follows: 2,
        at: Timestamp(rawValue: 0)
      )
    ]
    return entry
  }

  private let prompt = PromptRecord(
    hash: digest("p"),
    template: PromptTemplate(
      name: "review",
      version: "1",
      hash: digest("t"),
      mode: .blind,
      language: "en",
      order: .reversed
    ),
    system: digest("s"),
    user: digest("u"),
    schema: digest("h")
  )

  @Test func `every line is as its schema has it, and a damaged one is not`() throws {
    var (written, release) = lines(crowded, entry(decided: .single("none")))
    release.add(prompt) { written[$0, default: []].append($1.text) }
    #expect(Set(written.keys) == Set(ReleaseTable.allCases))
    let manifest = release.manifest(
      of: [ReleasedFile(path: "a", sha256: digest("a"), bytes: 1)],
      from: ReleaseOrigin(
        project: "p",
        guidelineHash: digest("1"),
        imports: [("items.jsonl", digest("3"))]
      )
    )
    var documents = written.flatMap { table, lines in lines.map { (file: table.schema, text: $0) } }
    documents.append((ReleaseTable.manifestSchema, manifest))
    // A member that the schema does not know, and one that it requires under another name.
    let damaged = documents.flatMap { file, text in
      [
        (file: file, text: "{\"more\":1," + text.dropFirst()),
        (file: file, text: text.replacing(/"(item|id|juror|prompt|counts)":/) { "\"\($0.1)x\":" }),
      ]
    }
    let problems = try SchemaValidator.problems(
      in: (documents + damaged).map { SchemaValidator.Case($0.text, file: $0.file) }
    )
    for (document, problems) in zip(documents, problems) {
      #expect(problems == [], "\(document)")
    }
    for (document, problems) in zip(damaged, problems.dropFirst(documents.count)) {
      #expect(!problems.isEmpty, "\(document)")
    }
  }

  @Test func `the page counts items by language and label`() {
    let page = lines(entry(decided: .single("good"))).release.readme()
    #expect(page.contains("| en | 1 |"))
    #expect(page.contains("| good | 1 |"))
    #expect(page.contains("| adjudicated | 1 |"))
  }
}

/// Sixty-four hexadecimal digits that stand for a SHA-256.
private func digest(_ letter: Character) -> String {
  String(repeating: String(letter.asciiValue ?? 0, radix: 16), count: 32)
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
      Stage(
        id: "two",
        title: LocalizedText("Two"),
        help: LocalizedText(""),
        fields: [],
        criterion: .selected(
          CriterionTable(
            selectBy: ["fit"],
            rows: [
              .init(when: ["fit": ["none"]], selects: .setAside),
              .init(when: [:], selects: .criterion("c")),
            ]
          )
        )
      ),
    ],
    criteria: [],
    points: [],
    decisions: DecisionPolicy(minimumRaters: 2, jury: .confirms, juryQuorum: 1),
    prompts: [:]
  )
}
