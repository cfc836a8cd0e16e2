import AnnotationCore
import Fixtures
import Testing

@Suite struct ValueLegalityTests {
  private func problem(
    _ value: FieldValue?,
    _ id: FieldID,
    under criterion: CriterionID? = nil,
    in guideline: Guideline = smallGuideline()
  ) throws -> IllegalValue? {
    let field = try #require(guideline.field(id))
    return guideline.problem(with: value, of: field, under: criterion)
  }

  @Test(arguments: [
    ("reach", FieldValue?.some(.single("wide")), CriterionID?.none, IllegalValue?.none),
    ("reach", .single("w"), nil, .notOffered(["w"])),
    ("reach", .single("Wide"), nil, .notOffered(["Wide"])),
    ("reach", nil, nil, .missing),
    ("reach", .multiple(["wide"]), nil, .wrongKind),
    ("reach", .text("wide"), nil, .wrongKind),
    ("groups", nil, nil, nil),
    ("groups", .multiple([]), nil, nil),
    ("groups", .multiple(["a", "c"]), nil, nil),
    ("groups", .multiple(["z", "a", "d"]), nil, .notOffered(["d", "z"])),
    ("groups", .single("a"), nil, .wrongKind),
    ("sure", .scale(1), nil, nil),
    ("sure", .scale(5), nil, nil),
    ("sure", .scale(0), nil, .outsideScale(0, 1...5)),
    ("sure", .single("4"), nil, .wrongKind),
    ("faults", .multiple(["harm", "one_sided"]), nil, nil),
    ("faults", .multiple(["harm"]), "comply", nil),
    ("faults", .multiple(["harm", "made_up"]), "balance", .notOffered(["harm"])),
    ("why", .text("0123456789"), nil, nil),
    ("why", .text("0123456789a"), nil, .tooLong(count: 11, maximum: 10)),
    ("why", .text(""), nil, .blank),
    ("why", .text(" \n\t\u{3000}"), nil, .blank),
    ("why", nil, nil, .missing),
  ])
  func `a field takes what its kind, its choices and the criterion allow`(
    field: FieldID,
    value: FieldValue?,
    criterion: CriterionID?,
    expected: IllegalValue?
  ) throws {
    #expect(try problem(value, field, under: criterion) == expected)
  }

  @Test func `a text is measured in characters, as its reader counts them`() throws {
    // Ten characters of several scalars, 25 bytes each.
    let family = String(repeating: "👨‍👩‍👧‍👦", count: 10)
    #expect(try problem(.text(family), "why") == nil)
    #expect(try problem(.text(family + "a"), "why") == .tooLong(count: 11, maximum: 10))
    #expect(try problem(.text("ประชาธิปไตย"), "why") == nil)
  }

  @Test func `what is needed cannot be left empty, and what is optional can`() throws {
    var guideline = smallGuideline()
    guideline.change("groups") { $0.isOptional = false }
    guideline.change("why") { $0.isOptional = true }
    guideline.change("fit") { $0.isOptional = true }
    #expect(try problem(.multiple([]), "groups", in: guideline) == .empty)
    #expect(try problem(nil, "groups", in: guideline) == .missing)
    #expect(try problem(.text(" "), "why", in: guideline) == nil)
    #expect(try problem(nil, "fit", in: guideline) == nil)
    #expect(guideline.field("groups")?.valueWhenLeftAlone == nil)
    #expect(guideline.field("faults")?.valueWhenLeftAlone == .multiple([]))
    #expect(guideline.field("fit")?.valueWhenLeftAlone == nil)
  }

  @Test func `one point alone is held against the criterion too`() throws {
    var guideline = smallGuideline()
    guideline.change("faults") { $0.kind = .single(.points) }
    #expect(
      try problem(.single("harm"), "faults", under: "balance", in: guideline)
        == .notOffered(["harm"])
    )
    #expect(try problem(.single("made_up"), "faults", under: "balance", in: guideline) == nil)
  }

  @Test func `an annotator's form takes no empty answer where one is needed`() throws {
    var guideline = smallGuideline()
    guideline.change("groups") { $0.isOptional = false }
    var one = StageForm(stageOneOf: guideline)
    let groups = try #require(guideline.field("groups"))
    one.choose("a", in: groups)
    one.choose("a", in: groups)
    #expect(one.values["groups"] == .multiple([]))
    #expect(one.problem(with: groups) == .illegal("groups", .empty))
    var two = StageForm(stageTwoOf: guideline, after: stageOne())
    let why = try #require(guideline.field("why"))
    two.write("  \n", in: why)
    #expect(two.problem(with: why) == .illegal("why", .blank))
  }
}

@Suite struct WrittenValueTests {
  private func read(
    _ text: String,
    _ id: FieldID,
    under criterion: CriterionID? = nil,
    names: Guideline.ChoiceNames = .idsAndTitles,
    in guideline: Guideline = smallGuideline()
  ) throws -> Result<FieldValue?, IllegalValue> {
    let field = try #require(guideline.field(id))
    return Result { () throws(IllegalValue) in
      try guideline.value(written: text, for: field, under: criterion, names: names)
    }
  }

  @Test(arguments: [
    ("reach", "wide", FieldValue.single("wide")),
    ("reach", "  WIDE\t", .single("wide")),
    ("reach", "none", .single("none")),
    ("groups", "a", .multiple(["a"])),
    ("groups", "a,c", .multiple(["a", "c"])),
    ("groups", "a | c|", .multiple(["a", "c"])),
    ("groups", "a  B", .multiple(["a", "b"])),
    ("groups", "a,a", .multiple(["a"])),
    ("groups", "-", .multiple([])),
    ("groups", "None", .multiple([])),
    ("sure", " 4 ", .scale(4)),
    ("why", " so ", .text(" so ")),
    ("why", "-", .text("-")),
  ])
  func `what a person writes is read as its field's kind`(
    field: FieldID,
    text: String,
    value: FieldValue
  ) throws {
    #expect(try read(text, field) == .success(value))
  }

  @Test(arguments: [
    ("reach", "", IllegalValue.missing), ("reach", "-", .missing), ("sure", " ", .missing),
    ("reach", "broad", .notOffered(["broad"])),
    ("reach", "wide narrow", .notOffered(["wide narrow"])),
    ("reach", "w", .notOffered(["w"])),
    ("groups", "a z", .notOffered(["z"])), ("groups", "a|none", .notOffered(["none"])),
    ("sure", "4.0", .wrongKind), ("sure", "four", .wrongKind),
    ("sure", "9", .outsideScale(9, 1...5)),
    ("why", "0123456789abc", .tooLong(count: 13, maximum: 10)),
  ])
  func `what is no value of its field is refused`(
    field: FieldID,
    text: String,
    problem: IllegalValue
  ) throws {
    #expect(try read(text, field) == .failure(problem))
  }

  @Test func `a key names a choice on a keyboard alone`() throws {
    var guideline = smallGuideline()
    guideline.change("groups") {
      // The key of one is the id of another.
      $0.kind = .multiple(.listed([choice("a", "b"), choice("b", "a")]))
    }
    #expect(try read("a", "groups", names: .keysToo, in: guideline) == .success(.multiple(["b"])))
    #expect(try read("a", "groups", in: guideline) == .success(.multiple(["a"])))
    #expect(try read("n", "accord", names: .keysToo, in: guideline) == .success(.single("no")))
  }

  @Test func `a title in any language names a choice, unless two have it`() throws {
    var guideline = smallGuideline()
    guideline.change("groups") { field in
      var choices = [choice("women", "w"), choice("others", "o"), choice("elders", "e")]
      choices[0].title = LocalizedText(["en": "Women, girls", "de": "Frauen"], fallback: "en")
      choices[1].title = LocalizedText(["en": "Others", "de": "Andere"], fallback: "en")
      choices[2].title = LocalizedText(["en": "Elders", "de": "andere"], fallback: "en")
      field.kind = .multiple(.listed(choices))
    }
    #expect(try read("women, GIRLS", "groups", in: guideline) == .success(.multiple(["women"])))
    #expect(
      try read("Frauen|Others", "groups", in: guideline)
        == .success(.multiple(["women", "others"]))
    )
    #expect(
      try read("Andere", "groups", in: guideline)
        == .failure(.ambiguous("Andere", ["others", "elders"]))
    )
  }

  @Test func `a dash leaves an optional field alone, and only the criterion's points are taken`()
    throws
  {
    var guideline = smallGuideline()
    guideline.change("fit") { $0.isOptional = true }
    guideline.change("groups") { $0.isOptional = false }
    #expect(try read("-", "fit", in: guideline) == .success(nil))
    #expect(try read("-", "groups", in: guideline) == .failure(.empty))
    #expect(try read("harm", "faults", under: "balance") == .failure(.notOffered(["harm"])))
  }
}

@Suite struct LabelVocabularyTests {
  private let vocabulary = LabelVocabulary(smallGuideline())

  @Test func `labels of any criterion are known`() {
    for labels in [stageOne(), stageOne(reach: "none", accord: nil)] {
      #expect(vocabulary.unknown(in: labels.values) == nil)
    }
    for criterion in ["comply", "balance"] {
      let labels = stageTwo("good", faults: ["harm", "one_sided"], by: criterion)
      #expect(vocabulary.unknown(in: labels.values) == nil)
      #expect(vocabulary.knows(criterion: criterion))
    }
    #expect(vocabulary.unknown(.text(String(repeating: "x", count: 99)), of: "why") == nil)
    #expect(!vocabulary.knows(criterion: "comply "))
  }

  @Test(arguments: [
    ("reech", FieldValue.single("wide"), UnknownLabel.What.field),
    ("reach", .single("wIde"), .choice("wIde")),
    ("reach", .multiple(["wide"]), .kind),
    ("groups", .multiple(["a", "z", "q"]), .choice("q")),
    ("faults", .multiple(["a"]), .choice("a")),
    ("sure", .scale(6), .step(6)),
    ("why", .scale(1), .kind),
  ])
  func `a label that the guideline does not know is named`(
    field: FieldID,
    value: FieldValue,
    what: UnknownLabel.What
  ) {
    var values = stageOne().values
    values[field] = value
    let unknown = UnknownLabel(field: field, value: value, what: what)
    #expect(vocabulary.unknown(in: values) == unknown)
  }

  @Test func `of several unknown labels the first field's is named`() {
    let values: FieldValues = ["z": .scale(1), "b": .scale(1), "m": .scale(1)]
    #expect(vocabulary.unknown(in: values)?.field == "b")
  }
}
