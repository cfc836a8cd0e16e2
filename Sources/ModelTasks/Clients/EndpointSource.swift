import JSON
import Models
import NIOCore
import Synchronization

/// A model behind an endpoint, in whichever protocol it speaks.
///
/// What was found not to be taken stays for the run.
final class EndpointSource: ReplySource {
  private let transport: HTTPTransport
  private let form: Mutex<RequestForm>

  init(_ endpoint: ModelEndpoint, sampling: SamplingParameters, transport: HTTPTransport) {
    self.transport = transport
    form = Mutex(RequestForm(endpoint, sampling: sampling))
  }

  func ask(_ task: ModelTask<some ModelPrompt>) async throws -> Exchange {
    let form = form.withLock { $0 }
    let request = form.request(task)
    let body = ByteBuffer(string: form.body(request, adding: transport.additions).text)
    let path = form.dialect.path(model: form.endpoint.model)
    switch try await transport.send(path: path, body: body) {
    case .failed(let failure): return .failed(failure)
    case .answer(let status, let body):
      let exchange = transport.redaction.applied(
        to: ProviderAnswer.exchange(status: status, body: body, for: request, in: form.dialect)
      )
      guard case .failed(.unsupportedParameter(let what)) = exchange else { return exchange }
      let isLeft = self.form.withLock { $0.stepDown(from: what, asked: request.output) }
      return isLeft ? exchange : .failed(.permanent(RequestForm.refusal(of: what)))
    }
  }

  func request(for task: ModelTask<some ModelPrompt>) -> PlannedRequest {
    form.withLock { $0 }.planned(task)
  }

  func reread(_ raw: String) -> Exchange { form.withLock { $0 }.reread(raw) }
}
