import Basics
import Foundation

/// A proxy through which requests go, as the environment names it.
struct WebProxy: Hashable, Sendable {
  var host: String
  var port: Int
  var isSOCKS: Bool
  var user: String?
  var password: String?
}

/// A variable that names no proxy that this program can use.
package struct ProxyError: Error, Hashable, Sendable, CustomStringConvertible {
  package var variable: String

  package var description: String {
    "\(variable) names no proxy that can be used. Write it as http://HOST:PORT or socks5://HOST:PORT, "
      + "or unset it; NO_PROXY lists hosts that are asked without one."
  }
}

/// Which requests go through a proxy, by the variables that other programs read too.
///
/// `https_proxy`, `http_proxy` and `all_proxy`, also in capitals; `no_proxy` lists hosts that are asked
/// directly. This machine is always asked directly.
struct ProxyEnvironment: Hashable, Sendable {
  private var byScheme: [String: WebProxy] = [:]
  private var exceptions: [String] = []

  /// - Throws: ``ProxyError`` where a variable names no proxy.
  init(_ environment: [String: String]) throws(ProxyError) {
    func value(_ name: String) -> (name: String, text: String)? {
      for name in [name, name.uppercased()] {
        guard let text = environment[name]?.trimmingBlankEnds, !text.isEmpty else { continue }
        return (name, text)
      }
      return nil
    }
    for scheme in ["http", "https"] {
      guard let (name, text) = value(scheme + "_proxy") ?? value("all_proxy") else { continue }
      guard let proxy = Self.proxy(text) else { throw ProxyError(variable: name) }
      byScheme[scheme] = proxy
    }
    exceptions = (value("no_proxy")?.text ?? "").split { ", \t".contains($0) }
      .map { $0.lowercased() }
  }

  /// The proxies, to be connected to.
  var proxies: Set<WebProxy> { Set(byScheme.values) }

  /// The proxy for an address; nil where it is asked directly.
  func proxy(for address: String) -> WebProxy? {
    guard let parts = URLComponents(string: address), let scheme = parts.scheme?.lowercased(),
      let host = parts.host?.lowercased(), let proxy = byScheme[scheme]
    else { return nil }
    let port = parts.port ?? (scheme == "https" ? 443 : 80)
    return Self.isThisMachine(host) || exceptions.contains { Self.matches($0, host, port) }
      ? nil : proxy
  }

  private static func isThisMachine(_ host: String) -> Bool {
    host == "localhost" || host.hasSuffix(".localhost") || host.hasPrefix("127.")
      || ["::1", "[::1]"].contains(host)
  }

  /// Whether an exception, such as `.example.org`, `10.0.0.0/8`, `host:8000` or `*`, is for a host.
  private static func matches(_ exception: String, _ host: String, _ port: Int) -> Bool {
    if exception == "*" { return true }
    if let range = AddressRange(exception) { return range.contains(host) }
    var name = exception
    if let colon = name.lastIndex(of: ":"), name.firstIndex(of: ":") == colon,
      let itsPort = Int(name[name.index(after: colon)...])
    {
      guard itsPort == port else { return false }
      name = String(name[..<colon])
    }
    if name.hasPrefix("*.") { name.removeFirst() }
    if name.hasPrefix(".") { name.removeFirst() }
    return !name.isEmpty && (host == name || host.hasSuffix("." + name))
  }

  private static func proxy(_ text: String) -> WebProxy? {
    let address = text.contains("://") ? text : "http://" + text
    guard let parts = URLComponents(string: address), let host = parts.host, !host.isEmpty else {
      return nil
    }
    switch parts.scheme?.lowercased() {
    case "http":
      return WebProxy(
        host: host,
        port: parts.port ?? 80,
        isSOCKS: false,
        user: parts.user,
        password: parts.password
      )
    // Those with a password speak a part of SOCKS that the client does not.
    case "socks5", "socks5h", "socks":
      guard parts.user == nil else { return nil }
      return WebProxy(host: host, port: parts.port ?? 1080, isSOCKS: true)
    default: return nil
    }
  }
}

/// A range of IPv4 addresses, such as `10.0.0.0/8`.
private struct AddressRange {
  private let address: UInt32
  private let mask: UInt32

  init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let address = Self.number(String(parts[0])), let bits = Int(parts[1]),
      (0...32).contains(bits)
    else { return nil }
    mask = bits == 0 ? 0 : UInt32.max << UInt32(32 - bits)
    self.address = address & mask
  }

  func contains(_ host: String) -> Bool { Self.number(host).map { $0 & mask == address } ?? false }

  private static func number(_ text: String) -> UInt32? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
    guard parts.count == 4 else { return nil }
    return parts.reduce(UInt32?(0)) { sum, part in
      guard let sum, let part else { return nil }
      return sum << 8 | UInt32(part)
    }
  }
}
