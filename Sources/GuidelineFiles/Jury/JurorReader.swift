import AnnotationCore
import Yams

/// Reads one juror, with what holds for all where it says nothing itself.
struct JurorReader {
  private let juror: Record
  private let defaults: Record?
  private let folder: String

  init(_ juror: Record, defaults: Record?, folder: String) {
    self.juror = juror
    self.defaults = defaults
    self.folder = folder
  }

  /// - Parameter hasBudget: whether the jury's money is limited: then every price has to be known.
  func juror(name: String, hasBudget: Bool) -> Juror? {
    let asking = readAsking()
    let sampling = readSampling()
    let limits = readLimits()
    let price = readPrice()
    guard let provider = readProvider() else { return nil }
    if hasBudget, case .endpoint(let endpoint) = provider {
      if price == nil { juror.document.report(.missingKey("price", place: why), at: juror.node) }
      if sampling.maximumTokens == nil, !endpoint.wire.boundsReplies {
        juror.document.report(.missingKey("maximum_tokens", place: why), at: juror.node)
      }
    }
    return Juror(
      name: name,
      provider: provider,
      asking: asking,
      sampling: sampling,
      limits: limits,
      price: price
    )
  }

  private var why: String { "a juror of a jury with a budget" }

  private func readProvider() -> ModelProvider? {
    if let file = juror.word("recorded") {
      for key in JuryFile.endpointKeys {
        guard let node = juror.key(key) else { continue }
        juror.document.report(
          .unknownKey(
            key,
            place: "a recorded juror",
            allowed: ["name", "recorded"] + JuryFile.tuning
          ),
          at: node
        )
      }
      return .recorded(file: JuryFile.path(file, in: folder))
    }
    return EndpointReader(juror).endpoint().map(ModelProvider.endpoint)
  }

  private func readAsking() -> Juror.Asking {
    Juror.Asking(
      mode: readMode(),
      language: value("language") ?? .item,
      order: value("order") ?? .given,
      samples: number("samples", in: JurorBounds.samples) ?? 1,
      examples: number("examples", in: JurorBounds.examples) ?? 0
    )
  }

  /// What the juror knows; `stage_two` is the former name of `last_stage`.
  private func readMode() -> ReviewMode {
    let word = juror["mode"] ?? defaults?["mode"]
    return word?.string == "stage_two" ? .lastStage : value("mode") ?? .blind
  }

  private func readSampling() -> SamplingParameters {
    SamplingParameters(
      temperature: number("temperature"),
      seed: integer("seed"),
      maximumTokens: number("maximum_tokens", in: JurorBounds.tokens),
      logProbabilities: number("log_probabilities", in: JurorBounds.logProbabilities),
      reasoning: juror.word("reasoning") ?? defaults?.word("reasoning")
    )
  }

  private func readLimits() -> RequestLimits {
    var limits = RequestLimits()
    if let number = number("concurrency", in: JurorBounds.concurrency) {
      limits.concurrency = number
    }
    if let number = number("attempts", in: JurorBounds.attempts) { limits.attempts = number }
    if let number = number("retries", in: JurorBounds.retries) { limits.retries = number }
    if let seconds = number("timeout") {
      if seconds <= 0 { report("timeout", "no reply comes in \(seconds) seconds") }
      if seconds > JurorBounds.timeout {
        report("timeout", "'timeout' is at most \(Int(JurorBounds.timeout)) seconds, a day")
      }
      limits.timeoutSeconds = seconds
    }
    limits.requestsPerMinute = number("requests_per_minute", in: JurorBounds.perMinute)
    limits.tokensPerMinute = number("tokens_per_minute", in: JurorBounds.perMinute)
    return limits
  }

  private func readPrice() -> TokenPrice? {
    guard let node = juror["price"],
      let price = Record(node, "'price'", keys: JuryFile.priceKeys, in: juror.document)
    else { return nil }
    _ = price.required("input")
    _ = price.required("output")
    guard let input = price.number("input"), let output = price.number("output") else {
      return nil
    }
    if input < 0 || output < 0 {
      juror.document.report(.outOfRange("a price cannot be negative"), at: node)
    }
    let batch = price.number("batch")
    if let batch, batch < 0 || batch > 1 {
      let what = "'batch' is the share of the price that a batch costs, from 0 to 1"
      juror.document.report(.outOfRange(what), at: price["batch"] ?? node)
    }
    return TokenPrice(input: input, output: output, batch: batch)
  }

  private func value<Value: RawRepresentable & CaseIterable>(_ key: String) -> Value?
  where Value.RawValue == String {
    juror.value(key, as: "'\(key)'", Value.self)
      ?? defaults?.value(key, as: "'\(key)'", Value.self)
  }

  private func integer(_ key: String) -> Int? { juror.integer(key) ?? defaults?.integer(key) }

  private func number(_ key: String) -> Double? { juror.number(key) ?? defaults?.number(key) }

  private func number(_ key: String, in range: ClosedRange<Int>) -> Int? {
    guard let number = integer(key) else { return nil }
    if number < range.lowerBound { report(key, "'\(key)' is at least \(range.lowerBound)") }
    if number > range.upperBound { report(key, "'\(key)' is at most \(range.upperBound)") }
    return number
  }

  private func report(_ key: String, _ what: String) {
    juror.document.report(.outOfRange(what), at: juror[key] ?? defaults?[key] ?? juror.node)
  }
}
