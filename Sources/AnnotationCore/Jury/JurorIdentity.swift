/// Which jurors say the same.
extension Juror {
  /// Whether its verdicts say as much under the other's name: what reaches the model is the same.
  ///
  /// Limits, prices and keys may differ, and parameters that the protocol has no place for.
  package func saysAsMuch(as other: Juror) -> Bool { identity == other.identity }

  /// Whether it is the other juror under another name, so that both would be one vote given twice.
  ///
  /// A recording keeps each juror's replies under its name, so that no two recorded jurors are copies.
  package func isCopy(of other: Juror) -> Bool {
    guard case .endpoint = model.provider else { return false }
    return name != other.name && saysAsMuch(as: other)
  }

  private struct Identity: Hashable {
    var provider: ModelProvider
    var asking: Asking
    var sampling: SamplingParameters
  }

  private var identity: Identity {
    var sampling = model.sampling
    guard case .endpoint(var endpoint) = model.provider else {
      return Identity(provider: model.provider, asking: asking, sampling: sampling)
    }
    endpoint.keyVariable = nil
    endpoint.keyHeader = nil
    endpoint.keyCommand = nil
    if endpoint.address.hasSuffix("/") { endpoint.address.removeLast() }
    endpoint.output = endpoint.output ?? endpoint.wire.outputs.first
    for parameter in endpoint.unsupported { sampling.leaveOut(parameter) }
    return Identity(provider: .endpoint(endpoint), asking: asking, sampling: sampling)
  }
}
