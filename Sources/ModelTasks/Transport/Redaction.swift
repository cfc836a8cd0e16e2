/// Takes a provider's key out of what comes from outside, should a server have sent it back.
///
/// A key is found however it is escaped (see ``EscapedText``), also where parts of it are and parts are
/// not. What is not looked for: base64 and other codes, of which a key is no part that anybody can read.
struct Redaction: Sendable {
  private static let mark = "[key]"

  /// The longest first, as one may hold another.
  private let keys: [[UInt8]]

  /// - Parameter key: nil or empty where there is nothing to take out.
  init(of key: String?) { self.init(of: [key ?? ""]) }

  /// - Parameter secrets: keys, and whatever else must not be seen; empty ones are none.
  init(of secrets: [String]) {
    keys = Set(secrets).filter { !$0.isEmpty }.map { Array($0.utf8) }
      .sorted { $0.count > $1.count }
  }

  func applied(to text: String) -> String {
    keys.reduce(text) { Self.removing($1, from: $0) }
  }

  private static func removing(_ key: [UInt8], from text: String) -> String {
    var text = text
    return text.withUTF8 { bytes -> String? in
      var kept: [UInt8] = []
      var start = 0
      var index = 0
      while index < bytes.count {
        guard bytes[index] == key[0] || EscapedText.begins(with: bytes[index]),
          let end = EscapedText.end(of: key[...], in: bytes, at: index)
        else {
          index += 1
          continue
        }
        kept += bytes[start..<index]
        kept += Array(mark.utf8)
        start = end
        index = end
      }
      guard start > 0 else { return nil }
      return String(decoding: kept + bytes[start...], as: UTF8.self)
    } ?? text
  }

  /// The exchange with every text in it redacted: what was escaped shows once it is decoded.
  func applied(to exchange: Exchange) -> Exchange {
    switch exchange {
    case .reply(let reply): .reply(applied(to: reply))
    case .refused(let reason, let reply):
      .refused(reason: applied(to: reason), applied(to: reply))
    case .cutShort(let reply, let reason): .cutShort(applied(to: reply), reason: reason)
    case .failed(let failure): .failed(failure.mapTexts(applied))
    }
  }

  private func applied(to reply: Exchange.Reply) -> Exchange.Reply {
    var reply = reply
    let text = applied(to: reply.text)
    let raw = applied(to: reply.raw)
    // A key whose parts are joined only in the text stands in the raw reply piece by piece.
    let isInPieces = text != reply.text && raw == reply.raw
    if text != reply.text { reply.tokens = [] }
    reply.raw = isInPieces ? "[withheld: it held the key]" : raw
    reply.text = text
    reply.model = reply.model.map(applied(to:))
    reply.signs.requestID = reply.signs.requestID.map(applied(to:))
    return reply
  }
}
