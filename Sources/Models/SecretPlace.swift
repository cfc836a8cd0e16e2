import Basics
import Foundation

extension ModelEndpoint {
  /// Names of parameters, headers and members that hold keys, without what stands between their words.
  private static let secretNames: Set = [
    "key", "apikey", "xapikey", "subscriptionkey", "ocpapimsubscriptionkey", "xgoogapikey", "token",
    "accesstoken", "authtoken", "apitoken", "bearertoken", "auth", "authorization",
    "proxyauthorization", "cookie", "secret", "clientsecret", "secretkey", "password", "passwd",
    "pwd",
    "sig", "signature", "code",
  ]

  /// What keys of well-known providers begin with.
  private static let keyBeginnings = [
    "sk-", "pk-", "gsk_", "hf_", "xai-", "AIza", "ya29.", "AKIA", "ASIA", "ghp_", "eyJ", "nvapi-",
    "r8_", "csk-", "fw_", "pplx-",
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
    return items.first { isSecretName($0.name) && $0.value?.isEmpty == false }
      .map { "in the parameter '\($0.name)'" }
  }

  /// Whether the value under a name seems to hold a key, rather than to name a variable that does.
  package static func holdsSecret(_ value: String, under name: String) -> Bool {
    let words = EnvironmentReference.removed(from: value).split(separator: " ").map(String.init)
    let others = words.filter { !["bearer", "basic", "token"].contains($0.lowercased()) }
    if isSecretName(name), !others.isEmpty { return true }
    return others.contains { word in keyBeginnings.contains { word.hasPrefix($0) } && word.count > 8
    }
  }

  private static func isSecretName(_ name: String) -> Bool {
    secretNames.contains(name.lowercased().filter { $0.isLetter || $0.isNumber })
  }
}
