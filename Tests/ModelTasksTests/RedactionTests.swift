import ModelFixtures
import Testing

@testable import ModelTasks

@Suite struct RedactionTests {
  private static let key = "sk-te/s\"t&0+9"

  @Test(arguments: [
    #"sk-te/s"t&0+9"#, #"sk-te\/s\"t&0+9"#, #"sk-te\\\/s\\\"t&0+9"#,
    #"sk-te/s\u0022t\u00260+9"#, #"\u0073\u006B\u002d\u0074e/s\\u0022t&0+9"#,
    #"\\\\u0073k-te/s"t&0+9"#, #"\x73k\x2dte/s"t&0+9"#, "sk-te%2Fs%22t%260%2B9",
    "%73%6b%2dte%252Fs%2522t%252526%30+9", "sk-te/s&quot;t&amp;0+9",
    "sk&#45;te&#x2F;s&#34;t&#x26;0&#43;9", #"s\k-\te\/s\"t\&0\+9"#,
  ])
  func `a key is found however it is escaped`(spelling: String) {
    let redaction = Redaction(of: Self.key)
    #expect(redaction.applied(to: "a \(spelling), b") == "a [key], b")
    #expect(redaction.applied(to: spelling + spelling) == "[key][key]")
  }

  @Test(arguments: [
    "", "sk-te", #"sk-te\u002"#, "sk-te%2", "sk-te/s&quot", "%", "\\", "&", "kšk-té/s", "%25",
    #"sk-te\/s\"t&0+8"#,
  ])
  func `what is no key stays as it is`(text: String) {
    #expect(Redaction(of: Self.key).applied(to: text) == text)
    #expect(Redaction(of: nil).applied(to: text) == text)
  }

  @Test func `signs that may begin an escape are found in a key itself`() {
    let redaction = Redaction(of: #"%25\u&amp;"#)
    #expect(redaction.applied(to: #"<%25\u&amp;>"#) == "<[key]>")
    #expect(redaction.applied(to: #"<%2525\\u&amp;amp;>"#) == "<[key]>")
  }

  @Test func `a text of nothing but escapes does not take for ever`() {
    for sign in ["\\", "%25", "&", "&amp;"] {
      let text = String(repeating: sign, count: 50_000)
      #expect(Redaction(of: "sk-1").applied(to: text) == text)
    }
  }

  @Test func `a reply whose parts make up a key is withheld, its tokens too`() throws {
    let raw = #"{"parts":["sk-","1"]}"#
    let tokens = [TokenChoice(text: "sk-1", logProbability: 0, alternatives: [])]
    let exchange = Exchange.reply(.init(text: "It is sk-1.", raw: raw, tokens: tokens))
    let reply = try #require(Redaction(of: "sk-1").applied(to: exchange).reply)
    #expect(reply.text == "It is [key].")
    #expect(reply.raw == "[withheld: it held the key]")
    #expect(reply.tokens == [])
  }
}
