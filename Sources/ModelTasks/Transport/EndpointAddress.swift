import Foundation

/// Where an endpoint is: the base of its API, or a whole path as a provider's page shows it, with or
/// without parameters behind it.
struct EndpointAddress: Hashable, Sendable {
  /// Without the path of requests, and without a slash at its end.
  let base: String
  /// Parameters that every request has, encoded.
  let query: String

  /// - Parameters:
  ///   - address: as it is written.
  ///   - requestPath: what the protocol puts behind a base, such as `/chat/completions`.
  ///   - parameters: further ones, not encoded.
  init(_ address: String, requestPath: String, parameters: [(String, String)] = []) {
    let sent = address.prefix { $0 != "#" }
    let parts = sent.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    var base = String(parts.first ?? "")
    while base.hasSuffix("/") { base.removeLast() }
    if base.hasSuffix(requestPath) { base.removeLast(requestPath.count) }
    self.base = base
    let own = parts.count > 1 ? [String(parts[1])] : []
    let added = parameters.map { Self.encoded($0.0) + "=" + Self.encoded($0.1) }
    query = (own + added).filter { !$0.isEmpty }.joined(separator: "&")
  }

  /// The address of a request.
  /// - Parameter path: what stands behind the base; may have parameters of its own.
  func url(_ path: String) -> String {
    guard !query.isEmpty else { return base + path }
    return base + path + (path.contains("?") ? "&" : "?") + query
  }

  private static func encoded(_ text: String) -> String {
    let allowed = CharacterSet.urlQueryAllowed.subtracting(CharacterSet(charactersIn: "&+=?#"))
    return text.addingPercentEncoding(withAllowedCharacters: allowed) ?? text
  }
}
