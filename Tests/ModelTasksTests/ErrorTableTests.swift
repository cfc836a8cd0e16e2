import Basics
import JSON
import Models
import Testing

@testable import ModelTasks

/// A provider's answer for each row of the table of refusals.
@Suite struct ErrorTableTests {
  /// What a provider answered, where its shape is its own; other rows are tried in a common shape.
  private static let answers: [ErrorRow.Sign: (status: Int, body: String)] = [
    // openai/openai-python#331, compl-ai/compl-ai#20: the status is a number beside the code.
    .name("content_filter"): (
      400,
      #"{"error":{"message":"The response was filtered due to the prompt triggering Azure OpenAI's content management policy.","type":null,"param":"prompt","code":"content_filter","status":400}}"#
    ),
    // openai/openai-dotnet#55.
    .name("ResponsibleAIPolicyViolation"): (
      400,
      #"{"error":{"message":"filtered","type":null,"param":"prompt","code":"400","status":400,"innererror":{"code":"ResponsibleAIPolicyViolation","content_filter_result":{"violence":{"filtered":true,"severity":"medium"}}}}}"#
    ),
    // camel-ai/owl#432.
    .name("data_inspection_failed"): (
      400,
      #"{"error":{"code":"data_inspection_failed","param":null,"message":"Input data may contain inappropriate content.","type":"data_inspection_failed"},"id":"chatcmpl-1","request_id":"1"}"#
    ),
    // QwenLM/Qwen#938.
    .name("DataInspectionFailed"): (
      400,
      #"{"request_id":"1","code":"DataInspectionFailed","message":"Input data may contain inappropriate content."}"#
    ),
    // 666ghj/BettaFish#108.
    .message("Content Exists Risk"): (
      400,
      #"{"error":{"message":"Content Exists Risk","type":"invalid_request_error","param":null,"code":"invalid_request_error"}}"#
    ),
    // OpenRouter's guide to errors.
    .name("flagged_input"): (
      403,
      #"{"error":{"code":403,"message":"m requires moderation. Your input was flagged for \"violence\".","metadata":{"reasons":["violence"],"flagged_input":"…","provider_name":"P"}}}"#
    ),
    // langchain4j/langchain4j#1079.
    .name("1301"): (
      400,
      #"{"error":{"code":"1301","message":"系统检测到输入或生成内容可能包含不安全或敏感内容，请您避免输入易产生敏感内容的提示语，感谢您的配合。"}}"#
    ),
    // anthropics/claude-code#58367.
    .message("Output blocked by content filtering policy"): (
      400,
      #"{"type":"error","error":{"type":"invalid_request_error","message":"Output blocked by content filtering policy"},"request_id":"req_1"}"#
    ),
    // sgl-project/sglang#1342, vllm-project/vllm#2964.
    .words("system role not supported", statuses: [400, 422, 500]): (
      400,
      #"{"object":"error","message":"System role not supported","type":"BadRequestError","param":null,"code":400}"#
    ),
    // mscraftsman/generative-ai#135.
    .words("logprobs is not enabled", statuses: [400, 422]): (
      400,
      #"{"error":{"code":400,"message":"Logprobs is not enabled for models/gemini-2.5-pro","status":"INVALID_ARGUMENT"}}"#
    ),
    // OpenRouterTeam/openrouter-examples#71.
    .words("parameter 'strict' is not a valid field", statuses: [400, 422]): (
      422,
      #"{"message":"unknown field: parameter 'strict' is not a valid field. For proper usage, please refer to https://docs.cohere.com/reference/chat"}"#
    ),
  ]

  private func request(_ output: StructuredOutput = .schema) -> ModelRequest {
    ModelRequest(
      model: "m",
      system: "",
      user: "",
      schema: .null,
      choices: [],
      sampling: .init(temperature: 0, seed: 1, maximumTokens: 9, logProbabilities: 2),
      output: output,
      dropped: []
    )
  }

  private func exchange(
    _ status: Int,
    _ body: String,
    _ output: StructuredOutput = .schema,
    in dialect: any ProviderDialect.Type = ChatCompletions.self
  ) -> Exchange {
    ProviderAnswer.exchange(
      status: status,
      body: ResponseBody(text: body, signs: RateLimitHeaders()),
      for: request(output),
      in: dialect
    )
  }

  /// The row's words in an answer, where the provider's own is not listed above.
  private func answer(with sign: ErrorRow.Sign) -> (status: Int, body: String) {
    if let answer = Self.answers[sign] { return answer }
    switch sign {
    case .name(let name): return (400, #"{"error":{"message":"no","code":"\#(name)"}}"#)
    case .message(let text): return (400, #"{"error":{"message":"\#(text)"}}"#)
    case .words(let words, let statuses):
      return (statuses.min() ?? 400, #"{"error":{"message":"Sorry: \#(words) here"}}"#)
    case .status(let status): return (status, "no")
    case .ending(let word):
      return (
        200,
        #"{"choices":[{"finish_reason":"\#(word)","message":{"content":"x"}}],"model":"m"}"#
      )
    }
  }

  @Test(arguments: ErrorTable.rows)
  func `each row's words are understood`(row: ErrorRow) {
    let answer = answer(with: row.sign)
    let output =
      if case .lacksOutput(let means) = row.meaning { means.first } else {
        nil as StructuredOutput?
      }
    let exchange = exchange(answer.status, answer.body, output ?? .schema)
    switch row.meaning {
    case .declined:
      guard case .refused = exchange else {
        Issue.record("\(row.sign): \(exchange)")
        return
      }
    case .tooLong: #expect(meaning(exchange) == .taskRejected)
    case .outOfCredit: #expect(meaning(exchange) == .outOfCredit)
    case .otherwiseWrong: #expect(meaning(exchange) == .rejected)
    case .lacks(let parameter):
      #expect(exchange == .failed(.unsupportedParameter(parameter.rawValue)))
    case .lacksOutput(let means):
      #expect(exchange == .failed(.unsupportedParameter(means.first?.rawValue ?? "")))
    }
  }

  private func meaning(_ exchange: Exchange) -> StatusMeaning? {
    if case .failed(.status(_, let meaning, _, _)) = exchange { meaning } else { nil }
  }

  @Test func `no words stand in two rows`() {
    #expect(Set(ErrorTable.rows.map(\.sign)).count == ErrorTable.rows.count)
    #expect(ErrorTable.rows.allSatisfy { !$0.source.isEmpty && !$0.provider.isEmpty })
  }

  @Test(arguments: [
    ("MODEL_ARMOR", true), ("SAFETY", true), ("STOP", false),
  ])
  func `Gemini's endings are those of the table, in prompt and answer`(
    ending: String,
    isRefusal: Bool
  ) {
    let answer = #"{"candidates":[{"finishReason":"\#(ending)"}]}"#
    let blocked = #"{"promptFeedback":{"blockReason":"\#(ending)"}}"#
    let isRefused =
      if case .refused = exchange(200, answer, in: GeminiGenerateContent.self) {
        true
      } else { false }
    #expect(isRefused == isRefusal)
    guard case .refused = exchange(200, blocked, in: GeminiGenerateContent.self) else {
      Issue.record("a blocked prompt is a refusal")
      return
    }
  }

  @Test(
    arguments: [
      // A gateway answers 200, 500 or with the provider's own error inside.
      (200, #"{"error":{"message":"filtered","code":"content_filter"}}"#),
      (500, #"{"error":{"message":"filtered","code":"content_filter","status":400}}"#),
      (400, #"{"detail":"Content Exists Risk"}"#),
      (400, #"[{"error":{"message":"filtered","code":"content_filter"}}]"#),
      (
        400,
        #"{"error":{"message":"Provider returned error","code":400,"metadata":{"raw":"{\"error\":{\"message\":\"Content Exists Risk\",\"type\":\"invalid_request_error\"}}","provider_name":"DeepSeek"}}}"#
      ),
      (
        400,
        #"{"error":{"message":"litellm.ContentPolicyViolationError","code":"400","provider_specific_fields":{"innererror":{"code":"ResponsibleAIPolicyViolation"}}}}"#
      ),
      (
        200,
        #"{"choices":[{"finish_reason":"error","error":{"code":"content_filter","message":"no"}}]}"#
      ),
    ] as [(Int, String)]
  )
  func `a refusal is one whoever passes it on`(status: Int, body: String) {
    guard case .refused = exchange(status, body) else {
      Issue.record("\(exchange(status, body))")
      return
    }
  }

  @Test(
    arguments: [
      (400, #"{"error":{"message":"The item says: Content Exists Risk","code":"bad"}}"#),
      (429, #"{"error":{"message":"slow down","code":"content_filter"}}"#),
      (401, #"{"error":{"message":"Content Exists Risk"}}"#),
      (400, #"{"error":{"message":"what does data_inspection_failed mean?"}}"#),
    ] as [(Int, String)]
  )
  func `words that an item quotes, or that another failure has, are no refusal`(
    status: Int,
    body: String
  ) {
    guard case .failed = exchange(status, body) else {
      Issue.record("\(exchange(status, body))")
      return
    }
  }

  /// Where providers name the parameter; the sources stand in ``ParameterPlace``.
  @Test(
    arguments: [
      // Mistral, in its forms.
      (
        422,
        #"{"object":"error","message":{"detail":[{"type":"extra_forbidden","loc":["body","seed"],"msg":"Extra inputs are not permitted","input":1}]},"type":"invalid_request_error","param":null,"code":null}"#,
        "seed"
      ),
      (
        422,
        #"{"object":"error","message":"{\"detail\":[{\"type\":\"extra_forbidden\",\"loc\":[\"body\",\"top_logprobs\"],\"msg\":\"Extra inputs are not permitted\",\"input\":2}]}","type":"internal_error_proxy","param":null,"code":"1000"}"#,
        "log_probabilities"
      ),
      (
        422,
        #"{"detail":[{"type":"extra_forbidden","loc":["body","seed"],"msg":"Extra inputs are not permitted","input":1}]}"#,
        "seed"
      ),
      (
        422,
        #"{"object":"Error","detail":[{"type":"extra_forbidden","loc":["body","response_format","json_schema"],"msg":"Extra inputs are not permitted"}],"message":[{"loc":["body","response_format"],"msg":"no"}],"type":"invalid_request_error","code":3001}"#,
        "schema"
      ),
      // vllm-project/vllm#3657: FastAPI's list as Python writes it.
      (
        400,
        #"{"object":"error","message":"[{'type': 'extra_forbidden', 'loc': ('body', 'seed'), 'msg': 'Extra inputs are not permitted', 'input': 1}]","type":"BadRequestError","param":null,"code":400}"#,
        "seed"
      ),
      // Gemini, in a list as its OpenAI-shaped endpoint answers.
      (
        400,
        #"[{"error":{"code":400,"message":"Invalid JSON payload received. Unknown name \"seed\" at 'generation_config': Cannot find field.","status":"INVALID_ARGUMENT","details":[{"@type":"type.googleapis.com/google.rpc.BadRequest","fieldViolations":[{"field":"generation_config","description":"Unknown name"}]}]}}]"#,
        "seed"
      ),
      // Rust's servers (axum) answer with a text.
      (
        422,
        "Failed to deserialize the JSON body into the target type: response_format: unknown variant `json_schema`, expected `text` or `json_object` at line 1 column 100",
        "schema"
      ),
      (
        422,
        #"{"error":{"message":"Failed to deserialize the JSON body into the target type: response_format: unknown variant"}}"#,
        "schema"
      ),
      // OpenRouter, with the provider's answer as a text.
      (
        400,
        #"{"error":{"message":"Provider returned error","code":400,"metadata":{"raw":"{\"error\":{\"message\":\"Unsupported parameter\",\"param\":\"temperature\"}}","provider_name":"OpenAI"}}}"#,
        "temperature"
      ),
      (
        400,
        #"{"error":{"message":"Provider returned error","code":400,"metadata":{"raw":"seed is not supported","provider_name":"P"}}}"#,
        "seed"
      ),
      // The older form of OpenAI's refusal of log-probabilities.
      (
        403,
        #"{"error":{"message":"You are not allowed to request logprobs from this model","type":"invalid_request_error","param":null,"code":null}}"#,
        "log_probabilities"
      ),
      // LM Studio quotes its template.
      (
        400,
        #"{"error":"Error rendering prompt with jinja template: \"System role not supported\""}"#,
        "system_role"
      ),
    ] as [(Int, String, String)]
  )
  func `what is not taken is found wherever the provider says it`(
    status: Int,
    body: String,
    what: String
  ) {
    #expect(exchange(status, body) == .failed(.unsupportedParameter(what)))
  }

  @Test func `a tool's own parameter is part of the tool`() {
    // langchain-ai/langmem#113.
    let body =
      #"{"error":{"message":"Invalid schema for function 'review'","type":"invalid_request_error","param":"tools[0].function.parameters","code":"invalid_function_parameters"}}"#
    #expect(exchange(400, body, .tool) == .failed(.unsupportedParameter("tool")))
  }

  @Test(arguments: [
    (422, #"{"detail":[{"loc":["body","messages",0,"user","name"],"msg":"no"}]}"#),
    (400, "<html><body>temperature response_format</body></html>"),
    (403, #"{"error":{"message":"seed is not for you"}}"#),
    (401, #"{"error":{"message":"You are not allowed to request logprobs from this model"}}"#),
  ])
  func `what names nothing that can be left out leaves nothing out`(status: Int, body: String) {
    guard case .failed(.status) = exchange(status, body) else {
      Issue.record("\(exchange(status, body))")
      return
    }
  }
}
