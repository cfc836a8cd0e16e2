import Basics
import JSON
import Models
import Testing

@testable import ModelTasks

/// What the providers' documentation shows, read and written.
@Suite struct BatchShapeTests {
  let batch = Batch(
    key: "00000000000000ff",
    client: "one",
    sha256: "abc",
    lines: 3,
    bytes: 20,
    output: .schema,
    writtenAt: Timestamp(rawValue: 1)
  )
  let openAI = OpenAIBatch(endpoint: "/v1/chat/completions")
  let anthropic = AnthropicBatch()

  @Test func `a line holds the whole request and an id that says nothing`() {
    let body = JSONValue.object([("model", .string("m"))])
    #expect(
      openAI.line(batch.customID(of: 2), body: body)
        == #"{"custom_id":"00000000000000ff-2","method":"POST","url":"/v1/chat/completions","#
        + #""body":{"model":"m"}}"#
    )
    #expect(
      anthropic.line(batch.customID(of: 2), body: body)
        == #"{"custom_id":"00000000000000ff-2","params":{"model":"m"}}"#
    )
  }

  @Test(arguments: [
    ("00000000000000ff-3", 3), ("00000000000000ff-4", nil), ("00000000000000ff-0", nil),
    ("00000000000000ff-03", nil), ("00000000000000ff-", nil), ("other-1", nil), ("", nil),
  ])
  func `an id that is none of the batch stands for no line`(id: String, line: Int?) {
    #expect(batch.line(of: id) == line)
  }

  @Test func `OpenAI gets the file as a form, and the batch with our key`() throws {
    let upload = try #require(openAI.upload(batch))
    #expect(upload.path == "/files")
    #expect(upload.contentType == "multipart/form-data; boundary=batch-abc")
    #expect(upload.head.hasPrefix("--batch-abc\r\n"))
    #expect(upload.head.contains("name=\"purpose\"\r\n\r\nbatch\r\n--batch-abc\r\n"))
    #expect(upload.head.contains("name=\"file\"; filename=\"00000000000000ff.jsonl\"\r\n"))
    #expect(upload.head.hasSuffix("\r\n\r\n"))
    #expect(upload.tail == "\r\n--batch-abc--\r\n")
    let creation = openAI.creation(batch, uploaded: "file-1")
    #expect(creation.path == "/batches")
    #expect(
      creation.head == #"{"input_file_id":"file-1","endpoint":"/v1/chat/completions","#
        + #""completion_window":"24h","metadata":{"values_workbench":"00000000000000ff"}}"#
    )
  }

  @Test func `Anthropic gets the lines as a list, in one request`() {
    #expect(anthropic.upload(batch) == nil)
    let creation = anthropic.creation(batch, uploaded: nil)
    #expect(creation.path == "/messages/batches")
    #expect([creation.head, creation.tail] == [#"{"requests":["#, "]}"])
    #expect(creation.file == .asList)
  }

  @Test(arguments: [
    ("validating", "", nil),
    ("in_progress", #","request_counts":{"total":40,"completed":11,"failed":1}"#, nil),
    ("finalizing", "", nil), ("cancelling", "", nil),
    (
      "completed", #","output_file_id":"o","error_file_id":"e""#,
      .results(["/files/o/content", "/files/e/content"])
    ),
    (
      "expired", #","output_file_id":"o","error_file_id":null"#,
      BatchStatus.End.results(["/files/o/content"])
    ),
    ("cancelled", "", .results([])),
    (
      "failed",
      #","errors":{"object":"list","data":[{"code":"c","line":2,"message":"no JSON","param":null}]}"#,
      .failed(reason: "line 2: no JSON")
    ),
  ])
  func `how far a batch of OpenAI is`(status: String, rest: String, end: BatchStatus.End?) throws {
    let standing = try openAI.status(#"{"id":"batch_1","status":"\#(status)"\#(rest)}"#)
    #expect(standing.id == "batch_1")
    #expect(standing.end == end)
    #expect(standing.words == (rest.contains("40") ? "in_progress, 12 of 40 done" : status))
  }

  @Test func `how far a batch of Anthropic is`() throws {
    let counts = #"{"processing":100,"succeeded":50,"errored":30,"canceled":10,"expired":10}"#
    let going = try anthropic.status(
      #"{"id":"msgbatch_1","processing_status":"in_progress","results_url":null,"#
        + #""request_counts":\#(counts)}"#
    )
    #expect(going == BatchStatus(id: "msgbatch_1", words: "in_progress, 100 of 200 done"))
    let ended = try anthropic.status(
      #"{"id":"msgbatch_1","processing_status":"ended","results_url":"https://a.example/r"}"#
    )
    #expect(ended.end == .results(["https://a.example/r"]))
    let silent = try anthropic.status(#"{"id":"msgbatch_1","processing_status":"ended"}"#)
    #expect(silent.end == .results(["/messages/batches/msgbatch_1/results"]))
  }

  @Test func `a batch is known again by its key, page by page`() throws {
    let other = #"{"id":"batch_0","metadata":{"values_workbench":"00"}},{"id":"batch_1"}"#
    let first = try openAI.page(
      #"{"data":[\#(other)],"has_more":true,"last_id":"batch_1"}"#,
      lookingFor: batch
    )
    #expect(first == BatchPage(found: nil, next: "batch_1"))
    #expect(openAI.search(after: first.next) == "/batches?limit=100&after=batch_1")
    let mine = #"{"id":"batch_2","metadata":{"values_workbench":"00000000000000ff"}}"#
    let second = try openAI.page(#"{"data":[\#(mine)],"has_more":false}"#, lookingFor: batch)
    #expect(second == BatchPage(found: "batch_2", next: nil))
  }

  @Test(arguments: [
    (
      #"{"custom_id":"c","error":null,"response":{"status_code":200,"request_id":"r","body":{"a":1.5}}}"#,
      BatchResult.What.answer(status: 200, body: #"{"a":1.5}"#, requestID: "r")
    ),
    (
      #"{"custom_id":"c","response":null,"error":{"code":"batch_expired","message":"too late"}}"#,
      .nothing
    ),
    (
      #"{"custom_id":"c","response":null,"error":{"code":"odd","message":"why"}}"#,
      .answer(status: 500, body: #"{"error":{"message":"why","code":"odd"}}"#, requestID: nil)
    ),
  ])
  func `a result of OpenAI`(line: String, what: BatchResult.What) throws {
    #expect(try openAI.result(line) == BatchResult(customID: "c", what: what))
  }

  @Test(arguments: [
    (
      #"{"type":"succeeded","message":{"id":"m"}}"#,
      BatchResult.What.answer(status: 200, body: #"{"id":"m"}"#, requestID: nil)
    ),
    (
      #"{"type":"errored","error":{"error":{"message":"x","type":"invalid_request_error"},"type":"error"}}"#,
      .answer(
        status: 400,
        body: #"{"error":{"message":"x","type":"invalid_request_error"},"type":"error"}"#,
        requestID: nil
      )
    ),
    (#"{"type":"canceled"}"#, .nothing), (#"{"type":"expired"}"#, .nothing),
  ])
  func `a result of Anthropic`(result: String, what: BatchResult.What) throws {
    let line = #"{"custom_id":"c","result":\#(result)}"#
    #expect(try anthropic.result(line) == BatchResult(customID: "c", what: what))
  }

  @Test(arguments: [
    "", "<html>", "[]", #"{"custom_id":"c"}"#, #"{"custom_id":"c","result":{"type":"?"}}"#,
  ])
  func `a line that is no result is none`(line: String) {
    #expect(throws: (any Error).self) { try anthropic.result(line) }
    if !line.contains("custom_id") {
      #expect(throws: (any Error).self) { try openAI.result(line) }
    }
  }

  @Test func `half a surrogate pair costs no reply, as in live ones`() throws {
    let body = #"{"text":"cut \ud83d"}"#
    let lines: [(any BatchDialect, String)] = [
      (
        openAI,
        #"{"custom_id":"c","error":null,"response":{"status_code":200,"request_id":"r","body":\#(body)}}"#
      ),
      (anthropic, #"{"custom_id":"c","result":{"type":"succeeded","message":\#(body)}}"#),
    ]
    for (dialect, line) in lines {
      guard case .answer(200, let text, _) = try dialect.result(line).what else {
        Issue.record("no answer")
        continue
      }
      #expect(text.contains("cut"))
    }
  }
}
