import Foundation
import JSON
import Models
import Testing

@testable import ModelTasks

/// What each protocol sends for the same question, whole.
@Suite struct ProviderRequestTests {
  private func request(
    _ output: StructuredOutput,
    sampling: SamplingParameters = .init(
      temperature: 0.5,
      seed: 7,
      maximumTokens: 300,
      logProbabilities: 3,
      reasoning: "low"
    ),
    in wire: WireProtocol
  ) -> ModelRequest {
    ModelRequest(
      model: "m",
      system: "Judge.",
      user: "This.",
      schema: .object([("type", .string("object")), ("maxItems", .int(2))]),
      choices: [
        ChoiceQuestion(
          field: "fit",
          instructions: "Fit?",
          choices: [("good", "Good"), ("bad", "Bad")]
        ),
        ChoiceQuestion(field: "faults", about: "harm", instructions: "Harm?", choices: []),
      ],
      sampling: sampling,
      output: output,
      dropped: wire.unsupported
    )
  }

  private static let messages =
    #""messages":[{"role":"system","content":"Judge."},{"role":"user","content":"This."}]"#
  private static let schema = #"{"type":"object","maxItems":2}"#

  @Test(
    arguments: [
      (
        .schema,
        #""response_format":{"type":"json_schema","json_schema":{"name":"review","strict":true,"#
          + #""schema":\#(schema)}}}"#
      ),
      (.grammar, #""structured_outputs":{"json":\#(schema)}}"#),
      (
        .tool,
        #""tools":[{"type":"function","function":{"name":"review","strict":true,"parameters":"#
          + #"\#(schema)}}],"tool_choice":{"type":"function","function":{"name":"review"}}}"#
      ),
      (.json, #""response_format":{"type":"json_object"}}"#),
      (.text, #""top_logprobs":3}"#),
    ] as [(StructuredOutput, String)]
  )
  func `chat completions`(output: StructuredOutput, end: String) {
    let body = ChatCompletions.body(request(output, in: .chat)).text
    let start =
      #"{"model":"m",\#(Self.messages),"temperature":0.5,"seed":7,"max_tokens":300,"#
      + #""reasoning_effort":"low","logprobs":true,"top_logprobs":3"#
    #expect(body.hasPrefix(start))
    #expect(body.hasSuffix(end))
  }

  @Test func `what an endpoint does not take is left out, and the limit gets its newer name`() {
    var asked = request(.text, in: .chat)
    asked.dropped = Set(RequestParameter.allCases)
    #expect(
      ChatCompletions.body(asked).text
        == #"{"model":"m",\#(Self.messages),"max_completion_tokens":300}"#
    )
  }

  @Test func `Responses, with what they call it`() {
    #expect(
      Responses.body(request(.schema, in: .responses)).text
        == #"{"model":"m","instructions":"Judge.","input":"This.","store":false,"temperature":0.5,"#
        + #""max_output_tokens":300,"reasoning":{"effort":"low"},"top_logprobs":3,"#
        + #""include":["message.output_text.logprobs"],"text":{"format":{"type":"json_schema","#
        + #""name":"review","strict":true,"schema":\#(Self.schema)}}}"#
    )
  }

  @Test func `Messages, without what this version of its API refuses`() {
    #expect(
      AnthropicMessages.body(request(.schema, in: .anthropic)).text
        == #"{"model":"m","max_tokens":300,"system":"Judge.","messages":[{"role":"user","#
        + #""content":"This."}],"output_config":{"format":{"type":"json_schema","#
        + #""schema":{"type":"object"}}}}"#
    )
    #expect(
      AnthropicMessages.body(request(.tool, in: .anthropic)).text.hasSuffix(
        #""tools":[{"name":"review","input_schema":{"type":"object"}}],"#
          + #""tool_choice":{"type":"tool","name":"review"}}"#
      )
    )
    let headers = AnthropicMessages.headers(key: "k").map { "\($0.0): \($0.1)" }
    #expect(headers == ["anthropic-version: 2026-10-21", "authorization: Bearer k"])
  }

  @Test func `generateContent`() {
    #expect(
      GeminiGenerateContent.body(request(.schema, in: .gemini)).text
        == #"{"systemInstruction":{"parts":[{"text":"Judge."}]},"contents":[{"role":"user","#
        + #""parts":[{"text":"This."}]}],"generationConfig":{"temperature":0.5,"seed":7,"#
        + #""maxOutputTokens":300,"responseLogprobs":true,"logprobs":3,"#
        + #""responseMimeType":"application/json","responseJsonSchema":\#(Self.schema)}}"#
    )
    #expect(GeminiGenerateContent.path(model: "g-1") == "/models/g-1:generateContent")
    #expect(GeminiGenerateContent.headers(key: "k").map(\.0) == ["x-goog-api-key"])
  }

  @Test func `Decisions ask each field by itself, and are read as one reply with probabilities`()
    throws
  {
    #expect(
      Decisions.body(request(.schema, in: .decisions)).text
        == #"{"model":"m","input":"Judge.\n\nThis.","questions":[{"type":"choice","name":"fit","#
        + #""instructions":"Fit?","choices":[{"value":"good","description":"Good"},"#
        + #"{"value":"bad","description":"Bad"}]},{"type":"predicate","name":"faults/harm","#
        + #""instructions":"Harm?"}]}"#
    )
    let answer = """
      {"model":"d-1","answers":[
        {"type":"choice","name":"fit","choice":"good","confidence":0.6,
         "probabilities":[{"value":"good","probability":0.6},{"value":"bad","probability":0.2}]},
        {"type":"choice","name":"why","choice":"not_applicable"},
        {"type":"predicate","name":"faults/harm","probability":0.9},
        {"type":"predicate","name":"faults/fake","probability":0.1}],
       "usage":{"input_tokens":9,"output_tokens":0}}
      """
    let exchange = try Decisions.read(ResponseBody(text: answer, signs: RateLimitHeaders()))
    let reply = try #require(exchange.reply)
    #expect(reply.text == #"{"fit":"good","faults":["harm"]}"#)
    #expect(abs((reply.probabilities["fit"]?.byChoice["good"] ?? 0) - 0.75) < 1e-12)
    #expect(abs((reply.probabilities["fit"]?.mass ?? 0) - 0.8) < 1e-12)
    let refused = #"{"answers":[{"type":"refusal","name":"fit","refusal":"No."}]}"#
    guard case .refused("No.", _) = try Decisions.read(ResponseBody(text: refused, signs: .init()))
    else {
      _ = Issue.record("a refusal is no reply")
      return
    }
  }
}
