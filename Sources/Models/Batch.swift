package import Basics

/// Requests for one model that are put to its provider together, as a file.
///
/// Its lines never change, and what happens to it is only added.
package struct Batch: Hashable, Sendable {
  /// Sixteen random hexadecimal digits, by which a provider's batch is known to be this one.
  package var key: String
  /// The name under which the model is configured, such as a juror's.
  package var client: String
  /// SHA-256 of the file, in hexadecimal.
  package var sha256: String
  package var lines: Int
  package var bytes: Int
  /// By what means its requests hold replies to their form.
  package var output: StructuredOutput
  /// Parameters that its requests leave out, as the endpoint is known not to take them.
  package var dropped: [RequestParameter]
  package var writtenAt: Timestamp
  /// What happened to it, in order.
  package var events: [Event]

  package init(
    key: String,
    client: String,
    sha256: String,
    lines: Int,
    bytes: Int,
    output: StructuredOutput,
    dropped: [RequestParameter] = [],
    writtenAt: Timestamp,
    events: [Event] = []
  ) {
    self.key = key
    self.client = client
    self.sha256 = sha256
    self.lines = lines
    self.bytes = bytes
    self.output = output
    self.dropped = dropped
    self.writtenAt = writtenAt
    self.events = events
  }

  /// The name of its file, in the folder of the project's batches.
  package var file: String { key + ".jsonl" }

  /// What the provider knows a line by; says nothing of what is asked.
  /// - Parameter line: from 1.
  package func customID(of line: Int) -> String { "\(key)-\(line)" }

  /// The line that a provider's id stands for; nil where it is none of this batch.
  package func line(of customID: String) -> Int? {
    guard customID.hasPrefix(key + "-"), let line = Int(customID.dropFirst(key.count + 1)),
      (1...max(1, lines)).contains(line), customID == self.customID(of: line)
    else { return nil }
    return line
  }

  /// One thing that happened to a batch.
  package struct Event: Hashable, Sendable {
    package var kind: Kind
    /// What the provider calls the file or the batch, where it named one.
    package var providerID: String?
    /// A status with its counts, a reason, or a parameter.
    package var detail: String?
    package var at: Timestamp

    package init(
      _ kind: Kind,
      providerID: String? = nil,
      detail: String? = nil,
      at moment: Timestamp
    ) {
      self.kind = kind
      self.providerID = providerID
      self.detail = detail
      at = moment
    }
  }

  /// What can happen to a batch.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    /// The provider has the file.
    case uploaded = "uploaded"
    /// The provider is about to be asked to begin: noted before it is.
    case submitting = "submitting"
    /// The provider said no, and knows of no batch.
    case rejected = "rejected"
    /// The provider has taken it.
    case submitted = "submitted"
    /// The provider said how far it is.
    case polled = "polled"
    /// The endpoint does not take a parameter, which later batches leave out.
    case unsupportedParameter = "unsupported_parameter"
    /// Every result that there is has been kept.
    case collected = "collected"
    /// It came to nothing at the provider.
    case failed = "failed"
    /// Somebody gave it up.
    case abandoned = "abandoned"

    /// Whether its lines are free again afterwards.
    package var closes: Bool {
      switch self {
      case .collected, .failed, .abandoned: true
      case .uploaded, .submitting, .rejected, .submitted, .polled, .unsupportedParameter: false
      }
    }
  }

  /// Where a batch stands.
  package enum State: Hashable, Sendable {
    /// The provider has not begun.
    case written
    /// The provider was asked to begin, and what it said was never heard.
    case unknown(since: Timestamp)
    case submitted(id: String, at: Timestamp)
    case closed(Kind)
  }

  package var state: State {
    if let end = events.last(where: \.kind.closes) { return .closed(end.kind) }
    if let submitted = events.last(where: { $0.kind == .submitted }) {
      return .submitted(id: submitted.providerID ?? "", at: submitted.at)
    }
    let asked = events.last { [.submitting, .rejected].contains($0.kind) }
    if let asked, asked.kind == .submitting { return .unknown(since: asked.at) }
    return .written
  }

  package var isOpen: Bool {
    if case .closed = state { false } else { true }
  }

  /// What the provider calls the uploaded file; nil where it has none that it takes.
  package var uploadedID: String? {
    // A file may have been what the provider said no to.
    let last = events.last { [.uploaded, .rejected].contains($0.kind) }
    return last?.kind == .uploaded ? last?.providerID : nil
  }

  /// The last word of the provider or of what came to pass.
  package var lastDetail: String? { events.last { $0.detail != nil }?.detail }
}

/// One request of a batch.
package struct BatchLine<Case: Hashable & Sendable>: Hashable, Sendable {
  /// From 1.
  package var number: Int
  /// What the request is about.
  package var next: Case
  /// SHA-256 of what was asked, by whom and with which parameters, in hexadecimal.
  package var requestHash: String
  /// SHA-256 of the prompt, in hexadecimal.
  package var promptHash: String
  /// What it costs at most.
  package var mostCost: Money

  package init(
    number: Int,
    next: Case,
    requestHash: String,
    promptHash: String,
    mostCost: Money
  ) {
    self.number = number
    self.next = next
    self.requestHash = requestHash
    self.promptHash = promptHash
    self.mostCost = mostCost
  }
}
