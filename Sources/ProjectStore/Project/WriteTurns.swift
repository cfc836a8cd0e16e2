import Foundation

/// Writes that follow one another, such as the parts of a large one.
///
/// Between two of them the file is left alone for as long as the first took, 0.1 s at most. SQLite tries
/// again at least as often while it waits, so that another program gets its turn.
struct WriteTurns {
  private static let longestPause = Duration.milliseconds(100)

  private let project: Project
  private var pause = Duration.zero

  init(_ project: Project) { self.project = project }

  /// Writes in one transaction, once others had their turn.
  mutating func write<T>(_ body: (Database) throws -> T) throws(StoreError) -> T {
    if pause > .zero { Thread.sleep(forTimeInterval: pause / .seconds(1)) }
    let start = ContinuousClock.now
    defer { pause = min(start.duration(to: .now), Self.longestPause) }
    return try project.write(body)
  }
}

extension Array {
  /// The elements in their order, at most so many in each part.
  func parts(of size: Int) -> [ArraySlice<Element>] {
    stride(from: 0, to: count, by: size).map { self[$0..<Swift.min($0 + size, count)] }
  }
}
