/// One configured model of the jury.
package struct Juror: NamedModel, Hashable, Sendable, Codable {
  /// Unique in the jury, and what its reviews are kept under.
  package var name: String
  package var model: ModelConfiguration
  package var asking: Asking

  package init(name: String, model: ModelConfiguration, asking: Asking = .init()) {
    self.name = name
    self.model = model
    self.asking = asking
  }

  package init(
    name: String,
    provider: ModelProvider,
    asking: Asking = .init(),
    sampling: SamplingParameters = .init(),
    limits: RequestLimits = .init(),
    price: TokenPrice? = nil
  ) {
    self.name = name
    model = .init(provider: provider, sampling: sampling, limits: limits, price: price)
    self.asking = asking
  }

  private enum CodingKeys: CodingKey {
    case name, asking
  }

  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    name = try values.decode(String.self, forKey: .name)
    // The model's members stand beside the juror's own.
    model = try ModelConfiguration(from: decoder)
    // Jurors of earlier versions were asked once, blind.
    asking = try values.decodeIfPresent(Asking.self, forKey: .asking) ?? Asking()
  }

  package func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(name, forKey: .name)
    try values.encode(asking, forKey: .asking)
    try model.encode(to: encoder)
  }

  /// Whether it is asked about each item once.
  package var isAskedOnce: Bool { asking.trials.count == 1 }
}
