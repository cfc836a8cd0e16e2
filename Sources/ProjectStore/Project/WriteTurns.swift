import AnnotationCore
import Foundation

/// Writes that follow one another, such as the parts of a large one.
///
/// Between two of them the file is left alone long enough for another program to get its turn.
struct WriteTurns {
  private let project: Project
  private let permission: Permission
  private var pause = Duration.zero

  init(_ project: Project, _ permission: Permission) {
    self.project = project
    self.permission = permission
  }

  /// Writes in one transaction, once others had their turn.
  mutating func write<T>(_ body: (Database) throws -> T) throws(StoreError) -> T {
    if pause > .zero { Thread.sleep(forTimeInterval: pause / .seconds(1)) }
    let start = ContinuousClock.now
    defer { pause = Self.pause(after: start.duration(to: .now)) }
    return try project.write(permission, body)
  }

  /// How long at most somebody sleeps before they try again who has waited for so long.
  ///
  /// SQLite's busy handler sleeps for 1, 2, 5, 10, 15, 20, 25, 25, 25, 50, 50, and then for 100 ms each
  /// time (`sqliteDefaultBusyCallback` in main.c).
  static func pause(after wait: Duration) -> Duration {
    let milliseconds = wait / .milliseconds(1)
    return .milliseconds(
      milliseconds <= 40 ? min(milliseconds * 1.3, 20) : min(milliseconds / 2, 100)
    )
  }
}

extension Array {
  /// The elements in their order, at most so many in each part.
  func parts(of size: Int) -> [ArraySlice<Element>] {
    stride(from: 0, to: count, by: size).map { self[$0..<Swift.min($0 + size, count)] }
  }
}
