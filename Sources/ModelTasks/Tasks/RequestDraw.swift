/// Which of the draws from a model a request is: what tells apart requests with the same prompt.
///
/// It is added to the model's seed, and is part of what a request is known by. So a repeated attempt is
/// another request, whichever way it goes out, live or in a batch. Where the model has
/// no seed, or its endpoint takes none, nothing but chance tells the replies apart: at a temperature
/// above 0 that is enough, at 0 a second attempt may well end as the first.
enum RequestDraw {
  /// Between the draws of two attempts lie those of more samples than anybody asks for.
  private static let perAttempt = 100_000

  /// - Parameters:
  ///   - sample: which of the samples of one prompt it is, from 0.
  ///   - attempt: which attempt at it, from 1.
  /// - Returns: the sample's own number for the first attempt, and none that another sample or attempt
  ///   has.
  static func number(sample: Int, attempt: Int) -> Int {
    sample &+ (attempt &- 1) &* perAttempt
  }
}
