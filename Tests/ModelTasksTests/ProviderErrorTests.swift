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
      #expect(meaning(400, body) == .rejected)
    }
  }
}
