package import AnnotationCore

/// A process, told from every other one: its number is used again after a restart.
package struct SessionProcess: Hashable, Sendable {
  package var host: String
  /// What tells one start of the machine from the next; empty where the system doesn't say.
  package var boot: String
  package var number: Int32
  /// When it started, in the system's own units since the machine's start; 0 where that isn't known.
  package var started: Int64

  package init(host: String, boot: String, number: Int32, started: Int64) {
    (self.host, self.boot, self.number, self.started) = (host, boot, number, started)
  }
}

/// The session that writes for a person.
package struct SessionHolder: Hashable, Sendable {
  package var process: SessionProcess
  package var since: Timestamp

  package init(process: SessionProcess, since: Timestamp) {
    (self.process, self.since) = (process, since)
  }
}

/// How a claim meets one that another session holds.
package enum SessionInsistence: Hashable, Sendable {
  /// It gives way.
  case ifFree
  /// The holder is asked to save what it has and give the claim back.
  case asking
  /// It takes the claim.
  case byForce
}

/// What became of a claim to be the one session that writes for a person.
package enum SessionClaim: Hashable, Sendable {
  case granted
  case held(by: SessionHolder)
}

/// Where a session that was granted its claim stands.
package enum SessionStanding: Hashable, Sendable {
  case holds
  /// Another session asks for the claim.
  case isAsked
  case lost(to: SessionHolder)
}

extension Project {
  /// Claims to be the one session that writes for a person, so that two don't overwrite each other.
  /// - Parameters:
  ///   - token: what tells the session from all others.
  ///   - isGone: whether the process that holds the claim is there no more; it does not count then.
  package func claimSession(
    person: PersonID,
    token: String,
    process: SessionProcess,
    at moment: Timestamp,
    _ insistence: SessionInsistence,
    isGone: (SessionProcess) -> Bool
  ) throws(StoreError) -> SessionClaim {
    try write(as: person, .own) { db in
      if insistence != .byForce, let (held, holder, _) = try SessionRows.claim(of: person, db),
        held != token, !isGone(holder.process)
      {
        if insistence == .asking {
          try db.run(
            "UPDATE session SET wanted_by = :token WHERE person = :person",
            ["person": person, "token": token]
          )
        }
        return .held(by: holder)
      }
      try db.run(
        """
        INSERT INTO session (person, token, host, boot, process, started, since)
        VALUES (:person, :token, :host, :boot, :process, :started, :since)
        ON CONFLICT (person) DO UPDATE SET token = excluded.token, host = excluded.host,
          boot = excluded.boot, process = excluded.process, started = excluded.started,
          since = excluded.since, wanted_by = NULL
        """,
        [
          "person": person, "token": token, "host": process.host, "boot": process.boot,
          "process": process.number, "started": process.started, "since": moment,
        ]
      )
      return .granted
    }
  }

  /// Whether a session still holds its claim, and whether another one asks for it.
  package func sessionStanding(
    person: PersonID,
    token: String
  ) throws(StoreError) -> SessionStanding {
    try read(own: person) { db in
      guard let (held, holder, wantedBy) = try SessionRows.claim(of: person, db) else {
        return .holds
      }
      if held != token { return .lost(to: holder) }
      return wantedBy == nil ? .holds : .isAsked
    }
  }

  /// Gives a claim back; nothing happens where another session has taken it.
  package func releaseSession(person: PersonID, token: String) throws(StoreError) {
    try write(as: person, .own) { db in
      try db.run(
        "DELETE FROM session WHERE person = :person AND token = :token",
        ["person": person, "token": token]
      )
    }
  }
}

/// How claims are read.
enum SessionRows {
  static func claim(
    of person: PersonID,
    _ db: Database
  ) throws -> (token: String, holder: SessionHolder, wantedBy: String?)? {
    try db.first("SELECT * FROM session WHERE person = :person", ["person": person]) { row in
      let process = SessionProcess(
        host: try row["host"],
        boot: try row["boot"],
        number: try row["process"],
        started: try row["started"]
      )
      return (
        try row["token"], SessionHolder(process: process, since: try row["since"]),
        try row["wanted_by"]
      )
    }
  }

  /// Refuses to write for a session that another has taken over.
  /// - Throws: ``WorkProblem/takenOver(since:)``.
  static func check(_ token: String, person: PersonID, _ db: Database) throws {
    guard let (held, holder, _) = try claim(of: person, db), held != token else { return }
    throw StoreError.work(.takenOver(since: holder.since))
  }
}
