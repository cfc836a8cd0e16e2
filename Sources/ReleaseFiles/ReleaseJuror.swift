package import AnnotationCore

/// A juror as it was configured in one of the project's juries.
package struct ReleaseJuror: Hashable, Sendable {
  /// The jury, as the project numbers them.
  package let jury: Int64
  package let juror: Juror
  /// Whether the jury in force has a juror of this name: only then its verdicts count.
  package let isInForce: Bool
  private let trials: [Juror.Trial]

  package init(jury: Int64, juror: Juror, isInForce: Bool) {
    self.jury = jury
    self.juror = juror
    self.isInForce = isInForce
    trials = juror.asking.trials
  }

  /// One of the ways in which it is asked about an item, by its number.
  func trial(_ number: Int) -> Juror.Trial? { trials.first { $0.number == number } }

  var key: Key { Key(jury: jury, name: juror.name) }

  /// Which juror of which jury.
  struct Key: Hashable, Comparable {
    var jury: Int64
    var name: String

    init(jury: Int64, name: String) {
      self.jury = jury
      self.name = name
    }

    init(_ review: Review) { self.init(jury: review.jury, name: review.juror) }

    static func < (a: Key, b: Key) -> Bool { (a.jury, a.name) < (b.jury, b.name) }
  }
}
