import AnnotationCore
import JSON
import NIOCore
import Synchronization

/// A model behind an endpoint, in whichever protocol it speaks.
///
/// What was found not to be taken stays for the run.
final class ModelEndpoint: ReviewSource {
  private let transport: HTTPTransport
  private let form: Mutex<RequestForm>

  init(_ endpoint: Juror.Endpoint, sampling: Juror.Sampling, transport: HTTPTransport) {
    self.transport = transport
    form = Mutex(RequestForm(endpoint, sampling: sampling))
  }

  func ask(
    _ prompt: ReviewPrompt,
    about item: ItemID,
    draw: Int
  ) async throws -> Exchange {
    let form = form.withLock { $0 }
    let question = form.question(prompt, draw: draw)
    var body = ByteBuffer()
    body.writeString(form.dialect.body(question).text)
    let path = form.dialect.path(model: form.endpoint.model)
    switch try await transport.send(path: path, body: body) {
    case .trouble(let trouble): return .failed(trouble)
    case .answer(let status, let body):
      let exchange = transport.redaction.applied(
        to: WireAnswer.exchange(status: status, body: body, for: question, in: form.dialect)
      )
      guard case .failed(.notTaken(let what)) = exchange else { return exchange }
      let isLeft = self.form.withLock { $0.stepDown(from: what, asked: question.output) }
      return isLeft ? exchange : .failed(.hopeless(RequestForm.refusal(of: what)))
    }
  }

  func request(for prompt: ReviewPrompt, draw: Int) -> PlannedRequest {
    form.withLock { $0 }.request(for: prompt, draw: draw)
  }

  func reread(_ raw: String) -> Exchange { form.withLock { $0 }.reread(raw) }

  /// The question as it is asked now.
  func question(_ prompt: ReviewPrompt, draw: Int) -> Question {
    form.withLock { $0 }.question(prompt, draw: draw)
  }

  /// The request's body, as it would be sent now.
  func body(for prompt: ReviewPrompt, draw: Int = 0) -> String {
    let form = form.withLock { $0 }
    return form.dialect.body(form.question(prompt, draw: draw)).text
  }
}
