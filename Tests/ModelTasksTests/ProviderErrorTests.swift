import Basics
import JSON
import Models
import Testing

@testable import ModelTasks

/// What an error means is told by its status and its names, once.
@Suite struct ProviderErrorTests {
  private func exchange(_ status: Int, _ body: String) -> Exchange {
    let request = ModelRequest(
      model: "m",
      system: "",
      user: "",
      schema: .null,
      choices: [],
      sampling: .init(temperature: 0, seed: 1, maximumTokens: 9, logProbabilities: 2),
      output: .schema,
      dropped: []
    )
    return ProviderAnswer.exchange(
      status: status,
      body: ResponseBody(text: body, signs: RateLimitHeaders()),
      for: request,
      in: ChatCompletions.self
    )
  }

  private func meaning(_ status: Int, _ body: String) -> StatusMeaning? {
    guard case .failed(.status(_, let meaning, _, _)) = exchange(status, body) else { return nil }
    return meaning
  }

  @Test(
    arguments: [
      (429, #"{"error":{"message":"pay","code":"insufficient_quota"}}"#, .outOfCredit),
      (429, #"{"error":{"message":"pay","type":"insufficient_quota","code":null}}"#, .outOfCredit),
      (402, #"{"error":{"message":"pay","type":"billing_error"}}"#, .outOfCredit),
      (200, #"{"error":{"message":"pay","code":"insufficient_quota"}}"#, .outOfCredit),
      (429, #"{"error":{"message":"what is insufficient_quota?","code":"rate"}}"#, .overloaded),
      (429, "insufficient_quota", .overloaded), (529, "", .overloaded), (503, "", .unavailable),
      (408, "", .passing), (409, "", .passing), (401, "", .rejected), (307, "", .rejected),
      (200, #"{"error":{"message":"slow down","code":429}}"#, .overloaded),
    ] as [(Int, String, StatusMeaning)]
  )
  func `a status means what it and the error's names say, and no word of a message`(
    status: Int,
    body: String,
    meaning: StatusMeaning
  ) {
    #expect(self.meaning(status, body) == meaning)
  }

  @Test(
    arguments: [
      (#"{"error":{"message":"no","param":"temperature"}}"#, "temperature"),
      (#"{"error":{"message":"no","param":"response_format.json_schema"}}"#, "schema"),
      (#"{"error":{"message":"top_logprobs is not supported"}}"#, "log_probabilities"),
      (
        #"{"error":{"code":400,"message":"bad","details":[{"fieldViolations":[{"field":"generation_config.response_json_schema"}]}]}}"#,
        "schema"
      ),
      (#"{"error":{"message":"temperature, seed","param":"messages"}}"#, nil),
      (
        #"{"error":{"message":"too long: what is temperature?","code":"context_length_exceeded"}}"#,
        nil
      ),
    ] as [(String, String?)]
  )
  func `a parameter that is not taken is the one that the error names`(
    body: String,
    parameter: String?
  ) {
    if let parameter {
      #expect(exchange(400, body) == .failed(.unsupportedParameter(parameter)))
    } else {
      let isTooLong = body.contains("context_length")
      #expect(meaning(400, body) == (isTooLong ? .taskRejected : .rejected))
    }
  }

  @Test(
    arguments: [
      (413, ""), (422, #"{"detail":"no"}"#),
      (
        400,
        #"{"error":{"message":"the request exceeds the available context size (4096 tokens)"}}"#
      ),
      (400, #"{"error":{"message":"m","type":"exceed_context_size_error"}}"#),
      (400, #"{"message":"This model's maximum context length is 4096 tokens.","code":400}"#),
      (400, #"{"error":{"type":"invalid_request_error","message":"prompt is too long: 2 > 1"}}"#),
      (
        400,
        #"{"error":{"code":400,"status":"INVALID_ARGUMENT","message":"The input token count (9) exceeds the maximum number of tokens allowed (8)."}}"#
      ),
    ] as [(Int, String)]
  )
  func `what is too long, or cannot be processed, is the task's and no outage`(
    status: Int,
    body: String
  ) {
    #expect(meaning(status, body) == .taskRejected)
    var throttle = Throttle(ceiling: 4)
    for _ in 0..<20 { throttle.note(exchange(status, body), at: Timestamp(rawValue: 0)) }
    #expect(!throttle.isGivenUp)
  }

  @Test(
    arguments: [
      (
        403,
        #"{"error":{"code":403,"message":"flagged for \"violence\"","metadata":{"reasons":["violence"]}}}"#
      ),
      (400, #"{"error":{"message":"filtered","code":"content_filter"}}"#),
      (
        400,
        #"{"error":{"message":"filtered","code":"x","innererror":{"code":"ResponsibleAIPolicyViolation"}}}"#
      ),
      (
        400,
        #"{"error":{"message":"Input data may contain inappropriate content.","code":"data_inspection_failed"}}"#
      ),
      (451, "unavailable for legal reasons"),
    ] as [(Int, String)]
  )
  func `what a provider's moderation declines is a refusal`(status: Int, body: String) {
    guard case .refused = exchange(status, body) else {
      Issue.record("\(exchange(status, body))")
      return
    }
  }

  @Test func `a wrong key is no refusal`() {
    #expect(meaning(403, #"{"error":{"message":"no access","code":403}}"#) == .rejected)
  }

  @Test func `Gemini says in the body how long to wait`() {
    let body =
      #"{"error":{"code":429,"message":"quota","status":"RESOURCE_EXHAUSTED","details":[{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"34.5s"}]}}"#
    #expect(exchange(429, body).signs.retryAfterMilliseconds == 34_500)
  }
}
