package import AnnotationCore

/// What became of a claim to be the one session that writes for a person.
package enum SessionClaim: Hashable, Sendable {
  case granted
  case held(by: SessionHolder)
}

/// The session that writes for a person.
package struct SessionHolder: Hashable, Sendable {
  package var host: String
  package var process: Int32
  package var since: Timestamp

  package init(host: String, process: Int32, since: Timestamp) {
    self.host = host
    self.process = process
    self.since = since
  }
}

extension Project {
  /// Claims to be the one session that writes for a person, so that two don't overwrite each other.
  ///
  /// A holder that ran on the same host and is gone does not count.
  /// - Parameters:
  ///   - token: what tells the session from all others.
  ///   - takingOver: whether to take the claim from a session that holds it.
  ///   - isAlive: whether a process of this host is there.
  package func claimSession(
    person: PersonID,
    token: String,
    host: String,
    process: Int32,
    at moment: Timestamp,
    takingOver: Bool,
    isAlive: (Int32) -> Bool
  ) throws(StoreError) -> SessionClaim {
    try write { db in
      let held = try SessionRows.holder(of: person, db)
      if let held, held.token != token, !takingOver {
        let isGone = held.holder.host == host && !isAlive(held.holder.process)
        if !isGone { return .held(by: held.holder) }
      }
      try db.run(
        """
        INSERT INTO session (person, token, host, process, since)
        VALUES (:person, :token, :host, :process, :since)
        ON CONFLICT (person) DO UPDATE SET token = excluded.token, host = excluded.host,
          process = excluded.process, since = excluded.since
        """,
        ["person": person, "token": token, "host": host, "process": process, "since": moment]
      )
      return .granted
    }
  }

  /// Gives a claim back; nothing happens where another session has taken it.
  package func releaseSession(person: PersonID, token: String) throws(StoreError) {
    try write { db in
      try db.run(
        "DELETE FROM session WHERE person = :person AND token = :token",
        ["person": person, "token": token]
      )
    }
  }
}

/// How claims are read.
enum SessionRows {
  static func holder(
    of person: PersonID,
    _ db: Database
  ) throws -> (token: String, holder: SessionHolder)? {
    try db.first("SELECT * FROM session WHERE person = :person", ["person": person]) { row in
      (
        try row["token"],
        SessionHolder(host: try row["host"], process: try row["process"], since: try row["since"])
      )
    }
  }

  /// Refuses to write for a session that another has taken over.
  /// - Throws: ``WorkProblem/takenOver(since:)``.
  static func check(_ token: String, person: PersonID, _ db: Database) throws {
    guard let held = try holder(of: person, db), held.token != token else { return }
    throw StoreError.work(.takenOver(since: held.holder.since))
  }
}
