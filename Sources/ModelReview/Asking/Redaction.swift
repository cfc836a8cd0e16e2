/// Takes a provider's key out of what comes from outside, should a server have sent it back.
struct Redaction: Sendable {
  private let spellings: [String]

  /// - Parameter key: nil or empty where there is nothing to take out.
  init(of key: String?) {
    guard let key, !key.isEmpty else {
      spellings = []
      return
    }
    // Some servers escape every slash in their JSON.
    let slashed = key.replacing("/", with: #"\/"#)
    spellings = slashed == key ? [key] : [key, slashed]
  }

  func applied(to text: String) -> String {
    spellings.reduce(text) { text, key in text.replacing(key, with: "[key]") }
  }

  /// The exchange with every text in it redacted: a key that was escaped shows once it is decoded.
  func applied(to exchange: Exchange) -> Exchange {
    switch exchange {
    case .reply(let reply): .reply(applied(to: reply))
    case .refused(let reason, let reply):
      .refused(reason: applied(to: reason), applied(to: reply))
    case .cutShort(let reply, let reason): .cutShort(applied(to: reply), reason: reason)
    case .failed(.status(let status, let message, let signs)):
      .failed(.status(status, message: applied(to: message), signs: applied(to: signs)))
    case .failed(.connection(let why)): .failed(.connection(applied(to: why)))
    case .failed(.garbled(let why)): .failed(.garbled(applied(to: why)))
    case .failed(.hopeless(let why)): .failed(.hopeless(applied(to: why)))
    case .failed(.misconfigured(let why)): .failed(.misconfigured(applied(to: why)))
    case .failed(.timeout), .failed(.notTaken): exchange
    }
  }

  private func applied(to reply: Exchange.Reply) -> Exchange.Reply {
    var reply = reply
    // A key that shows only once the reply is decoded stands in the raw text in a spelling of its own.
    let shows = spellings.contains { reply.text.contains($0) && !reply.raw.contains($0) }
    reply.text = applied(to: reply.text)
    reply.raw = shows ? "[withheld: it held the key]" : applied(to: reply.raw)
    reply.model = reply.model.map(applied(to:))
    reply.signs = applied(to: reply.signs)
    if !reply.tokens.isEmpty, spellings.contains(where: { reply.text.contains($0) }) || shows {
      reply.tokens = []
    }
    return reply
  }

  private func applied(to signs: PacingSigns) -> PacingSigns {
    var signs = signs
    signs.requestID = signs.requestID.map(applied(to:))
    return signs
  }
}
