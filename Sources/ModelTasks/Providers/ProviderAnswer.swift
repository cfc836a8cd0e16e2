/// Reads what an endpoint answers, whatever its protocol.
///
/// Truncated, refused and filtered replies are told from whole ones.
enum ProviderAnswer {
  static func exchange(
    status: Int,
    body: ResponseBody,
    for request: ModelRequest,
    in dialect: any ProviderDialect.Type
  ) -> Exchange {
    guard (200..<300).contains(status) else {
      return ProviderError.exchange(
        status: status,
        ProviderError(answer: body.text),
        body,
        for: request
      )
    }
    if let exchange = try? dialect.read(body) { return exchange }
    // Some gateways send their errors with 200.
    guard let error = ProviderError(body.text) else {
      return .failed(.malformed(String(body.text.prefix(120))))
    }
    return ProviderError.exchange(status: error.status ?? 500, error, body, for: request)
  }

  /// What an answer about a batch or a file failed with.
  static func failure(status: Int, body: ResponseBody) -> RequestFailure {
    let error = ProviderError(answer: body.text)
    return .status(
      status,
      StatusMeaning(status: status, names: error.names),
      message: error.sentence,
      signs: body.signs
    )
  }
}
