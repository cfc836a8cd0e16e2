import AnnotationCore
import Fixtures
import SafeText
import Testing

@Suite struct TableTests {
  @Test func `numbers stand to the right, words to the left`() {
    #expect(
      table([["name", "count"], ["ana", "7"], ["benedikt", "12"], ["cleo", "–"]]) == """
        name      count
        ana           7
        benedikt     12
        cleo          –
        """
    )
  }

  @Test func `a row may be short, and a table empty`() {
    #expect(table([["a", "b"], ["x"]]) == "a  b\nx")
    #expect(table([]) == "")
  }

  @Test func `a name cannot act on the terminal, nor break its row`() {
    #expect(table([["a\u{1B}[31m\u{202E}b", "x\ny"]]) == "a␛[31m⟨202E⟩b  x⏎y")
  }

  static let names = [
    "ana", "王小明长名字", "홍길동", "ภาษาไทยที่นี่", "मनोज क्षितिज", "محمد", "שלום", "e\u{301}tat",
    "a\u{200B}b", "zero\u{200D}", "👍🏽", "👨‍👩‍👧", "q" + String(repeating: "\u{324}", count: 9), "\u{301}",
    "wide，", "\u{202E}abc", "tab\there", "",
  ]

  @Test func `names of every script line up as a terminal shows them`() {
    let rows = table([["name", "n"]] + Self.names.map { [$0, "|"] }).split(separator: "\n")
    let columns = rows.dropFirst().map { displayWidth(String($0)) }
    #expect(columns.count == Self.names.count)
    #expect(Set(columns).count == 1)
  }

  @Test func `whatever the cells, the columns line up`() {
    var random = SplitMix64(seed: 5)
    for round in 0..<50 {
      let rows = (0..<6).map { _ in [hostileText(&random), hostileText(&random), "|"] }
      let lines = table([["a", "b", "c"]] + rows).split(
        separator: "\n",
        omittingEmptySubsequences: false
      )
      #expect(lines.count == 7, "round \(round)")
      #expect(Set(lines.dropFirst().map { displayWidth(String($0)) }).count == 1, "round \(round)")
    }
  }
}

@Suite struct PaddingTests {
  @Test(arguments: TableTests.names)
  func `a column is filled by width, on either side`(name: String) {
    let name = printableLine(name)
    let width = max(20, displayWidth(name))
    #expect(displayWidth(padded(name, to: width)) == width)
    #expect(displayWidth(padded(name, to: width, alignment: .right)) == width)
    #expect(padded(name, to: width).hasPrefix(name))
    #expect(padded(name, to: 0) == name)
  }

  @Test(arguments: [
    ("abcdef", 6, "abcdef"), ("abcdef", 4, "abc…"), ("日本語", 5, "日本…"), ("日本語", 4, "日…"),
    ("ไม้เมือง", 3, "ไม้…"), ("שלום", 3, "של…"), ("ab", 1, "…"), ("ab", 0, ""), ("", 0, ""),
    ("a\u{1B}bc", 3, "a\u{1B}…"),
  ])
  func `what is too wide is cut between characters`(text: String, width: Int, shown: String) {
    #expect(truncated(text, to: width) == shown)
    #expect(displayWidth(truncated(text, to: width)) <= width)
  }

  @Test func `parts fill lines by width, and stay whole`() {
    #expect(filledLines(["ab", "cd", "ef"], separator: " · ", width: 7) == ["ab · cd", "ef"])
    #expect(filledLines(["日本", "語", "x"], separator: " ", width: 6) == ["日本", "語 x"])
    #expect(
      filledLines(["too long a part", "b"], separator: " ", width: 4) == ["too long a part", "b"]
    )
    #expect(filledLines([], separator: " ", width: 4) == [""])
  }
}

@Suite struct PaperTableTests {
  @Test(arguments: [
    ("a*b*", #"a\*b\*"#), ("<b>&", #"&lt;b\>&amp;"#), ("a|b", #"a\|b"#), ("- x", #"\- x"#),
    ("+1", #"\+1"#), ("1. x", #"1\. x"#), ("1) x", #"1\) x"#), ("1.5", "1.5"), ("x-y", "x-y"),
    ("WWW.a.b", #"WWW\.a.b"#), ("http://a", #"http\://a"#), ("a\nb", "a⏎b"), ("a@b", #"a\@b"#),
    ("\u{1B}[31m", #"␛\[31m"#),
  ])
  func `Markdown takes a text for nothing but itself`(text: String, escaped: String) {
    #expect(Markdown.escaped(text) == escaped)
  }

  @Test(arguments: [
    (#"\end{tabular}"#, #"\textbackslash{}end\{tabular\}"#), ("50 % & $x$", #"50 \% \& \$x\$"#),
    ("[2em]", "{[}2em{]}"), ("*", "{*}"),
    ("a_b^c~d#", "a\\_b\\textasciicircum{}c\\textasciitilde{}d\\#"),
    ("--", "{-}{-}"), ("a\nb", "a⏎b"), ("?`", #"{?}\textasciigrave{}"#), ("é", "é"),
  ])
  func `LaTeX takes a text for nothing but itself`(text: String, escaped: String) {
    #expect(LaTeX.escaped(text) == escaped)
  }

  @Test func `numbers stand to the right, and a row is a row whatever it begins with`() {
    let rows = [["name", "value"], ["[x]", "-1.5"], ["a|b", "2"]]
    #expect(
      Markdown.table(rows) == """
        | name | value |
        | :--- | ---: |
        | \\[x\\] | -1.5 |
        | a\\|b | 2 |
        """
    )
    #expect(
      LaTeX.table(rows) == #"""
        \begin{tabular}{lr}
        \hline
        name & value \\
        \hline
        {[}x{]} & $-$1.5 \\
        a\textbar{}b & 2 \\
        \hline
        \end{tabular}
        """#
    )
    #expect(Markdown.table([]) == "" && LaTeX.table([]) == "")
  }
}
