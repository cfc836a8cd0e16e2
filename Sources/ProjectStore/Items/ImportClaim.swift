package import AnnotationCore
import Foundation

/// A program that adds items.
package struct ImportingProcess: Sendable {
  package var host: String
  package var process: Int32
  /// What tells its import from all others.
  package var token: String
  /// The time of day.
  package var clock: @Sendable () -> Timestamp

  package init(
    host: String,
    process: Int32,
    token: String,
    clock: @escaping @Sendable () -> Timestamp
  ) {
    self.host = host
    self.process = process
    self.token = token
    self.clock = clock
  }

  /// This one.
  package static func current(
    token: String,
    clock: @escaping @Sendable () -> Timestamp
  ) -> ImportingProcess {
    ImportingProcess(
      host: ProcessInfo.processInfo.hostName,
      process: ProcessInfo.processInfo.processIdentifier,
      token: token,
      clock: clock
    )
  }

  /// Whether a process ran on this one's host and is there no more.
  ///
  /// A process that we may not signal is there.
  func isGone(_ other: Int32, of host: String) -> Bool {
    self.host == host && kill(other, 0) != 0 && errno != EPERM
  }
}

/// The right to add items, which one program has at a time.
struct ImportClaim: Sendable {
  /// How long an import may make no progress before another one may begin.
  static let minutes = 10

  fileprivate let process: ImportingProcess
  /// The largest row id of an item when the import began.
  let lastItem: Int64
}

extension Project {
  /// Claims the right to add items, and removes what an import left that was cut short.
  /// - Throws: ``ImportConflict/underWay(host:process:)``.
  func claimImport(by process: ImportingProcess) throws(StoreError) -> ImportClaim {
    let claim = try write(.manage) { db in try ImportClaimRows.claim(for: process, db) }
    do throws(StoreError) { try removeUnfinishedItems(claim) } catch {
      giveUp(claim)
      throw error
    }
    return claim
  }

  /// Gives up an import: none of its items stays.
  ///
  /// Where that fails, the next import removes them.
  func giveUp(_ claim: ImportClaim) {
    do {
      try removeUnfinishedItems(claim)
      try write(.manage) { db in try ImportClaimRows.release(claim, db) }
    } catch {}
  }

  /// Removes the items of no finished import, in transactions that are short.
  private func removeUnfinishedItems(_ claim: ImportClaim) throws(StoreError) {
    var removed: Int
    repeat {
      removed = try write(.manage) { db in
        try ImportClaimRows.renew(claim, db)
        return try db.run(
          """
          DELETE FROM stored_item WHERE id IN (
            SELECT id FROM stored_item
            WHERE id > (SELECT coalesce(max(last_item), 0) FROM import) ORDER BY id LIMIT 5000)
          """
        )
      }
    } while removed > 0
  }
}

/// How the claim is kept.
enum ImportClaimRows {
  static func claim(for process: ImportingProcess, _ db: Database) throws -> ImportClaim {
    let now = process.clock()
    let limit = now.advanced(byMilliseconds: -Int64(ImportClaim.minutes) * 60_000)
    let held = try db.first(
      "SELECT * FROM import_claim WHERE alive_at > :limit",
      ["limit": limit]
    ) { row in (host: try row["host"] as String, process: try row["process"] as Int32) }
    if let held, !process.isGone(held.process, of: held.host) {
      throw StoreError.importing(.underWay(host: held.host, process: held.process))
    }
    try db.run(
      """
      INSERT INTO import_claim (id, token, host, process, alive_at)
      VALUES (1, :token, :host, :process, :now)
      ON CONFLICT (id) DO UPDATE SET token = excluded.token, host = excluded.host,
        process = excluded.process, alive_at = excluded.alive_at
      """,
      [
        "token": process.token, "host": process.host, "process": process.process, "now": now,
      ]
    )
    return ImportClaim(
      process: process,
      lastItem: try db.value("SELECT max(last_item) FROM import") ?? 0
    )
  }

  /// Says that the import goes on.
  /// - Throws: ``ImportConflict/takenOver``.
  static func renew(_ claim: ImportClaim, _ db: Database) throws {
    let held = try db.run(
      "UPDATE import_claim SET alive_at = :now WHERE token = :token",
      ["token": claim.process.token, "now": claim.process.clock()]
    )
    guard held > 0 else { throw StoreError.importing(.takenOver) }
  }

  static func release(_ claim: ImportClaim, _ db: Database) throws {
    try db.run("DELETE FROM import_claim WHERE token = :token", ["token": claim.process.token])
  }
}
