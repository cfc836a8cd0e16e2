package import Basics

/// How a completion was got: what was sent, how often, and at what cost.
package struct RequestTrace: Hashable, Sendable, Codable {
  /// SHA-256 of what was asked, by whom and with which parameters, in hexadecimal: equal for equal
  /// requests.
  package var requestHash: String?
  /// The provider's id of the last request.
  package var requestID: String?
  /// How often a request was sent, the first time counted; none for a reply that was known.
  package var sends: Int
  /// By what means the reply was held to its form.
  package var output: StructuredOutput?
  /// Parameters that the endpoint does not take, and that were left out.
  package var dropped: [RequestParameter]
  /// What it cost; an upper bound where the provider did not say what it counted.
  package var cost: Money

  package init(
    requestHash: String? = nil,
    requestID: String? = nil,
    sends: Int = 1,
    output: StructuredOutput? = nil,
    dropped: [RequestParameter] = [],
    cost: Money = .zero
  ) {
    self.requestHash = requestHash
    self.requestID = requestID
    self.sends = sends
    self.output = output
    self.dropped = dropped
    self.cost = cost
  }
}
