import Basics
import Foundation

extension ModelEndpoint {
  /// Names of query parameters that hold keys, without what stands between their words.
  private static let secretNames: Set = [
    "key", "apikey", "xapikey", "subscriptionkey", "token", "accesstoken", "authtoken", "apitoken",
    "auth", "authorization", "secret", "clientsecret", "password", "passwd", "pwd", "sig",
    "signature", "code",
  ]

  /// Where in an address a key seems to stand: addresses go to logs, releases and other people.
  /// - Returns: the place in words; nil where there is none.
  package static func secretPlace(in address: String) -> String? {
    guard let parts = URLComponents(string: address.trimmingBlankEnds) else {
      // What cannot be taken apart is no address; a name before the host would still be one.
      return address.contains("@") ? "before the '@'" : nil
    }
    if parts.user != nil || parts.password != nil { return "before the '@'" }
    // What stands behind '#' is never sent, and is pasted all the same.
    let fragment = URLComponents(string: "?" + (parts.fragment ?? ""))
    let items = (parts.queryItems ?? []) + (fragment?.queryItems ?? [])
    return items.first { item in
      let name = item.name.lowercased().filter { $0.isLetter || $0.isNumber }
      return secretNames.contains(name) && item.value?.isEmpty == false
    }.map { "in the parameter '\($0.name)'" }
  }
}
