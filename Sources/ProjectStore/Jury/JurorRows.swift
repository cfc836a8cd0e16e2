import AnnotationCore

/// How jurors are read and kept.
enum JurorRows {
  /// What becomes of a row of `juror`, or of a view of it.
  static func juror(_ row: Row) throws -> Juror {
    let juror: Juror = try row.decoded("configuration")
    guard try row["name"] == juror.name else {
      throw DamagedRow.value(try row["name"], column: "name")
    }
    return juror
  }

  /// The jury in force, by name.
  static func all(_ db: Database) throws -> [Juror] {
    try db.rows("SELECT * FROM juror_in_force ORDER BY name", [:], juror)
  }

  /// The jurors in force who say something of a stage: not those who are told what is decided of it.
  static func asked(
    _ stage: StageNumber,
    of guideline: Guideline,
    _ db: Database
  ) throws -> [Juror] {
    try all(db).filter { stage == guideline.lastStage || $0.asking.mode != .lastStage }
  }

  /// The names of the jurors in force, by the stages that they say something of.
  static func panel(of guideline: Guideline, _ db: Database) throws -> DecisionRules.Panel {
    try Dictionary(
      uniqueKeysWithValues: guideline.stageNumbers.map { stage in
        (stage, Set(try asked(stage, of: guideline, db).map(\.name)))
      }
    )
  }

  /// The jurors of all juries, by jury and name.
  static func ofEveryJury(_ db: Database) throws -> [(jury: Int64, juror: Juror)] {
    try db.rows("SELECT * FROM juror ORDER BY jury, name") {
      (jury: try $0["jury"], juror: try juror($0))
    }
  }

  /// Names and configurations of the jury in force, by name.
  static func configurations(_ db: Database) throws -> [(name: String, configuration: String)] {
    try db.rows("SELECT name, configuration FROM juror_in_force ORDER BY name") {
      (name: try $0["name"], configuration: try $0["configuration"])
    }
  }

  /// The last jury that has a juror of this name.
  static func lastJury(with name: String, _ db: Database) throws -> Int64? {
    try db.value("SELECT max(jury) FROM juror WHERE name = :name", ["name": name])
  }

  /// The juror as it was configured when it last gave something under this name.
  static func lastThatSpoke(as name: String, _ db: Database) throws -> Juror? {
    try db.first(
      """
      SELECT * FROM juror WHERE name = :name AND jury =
        (SELECT max(jury) FROM review WHERE juror = :name AND outcome IN ('verdict', 'refused'))
      """,
      ["name": name],
      juror
    )
  }

  /// The juror of a name as it was configured last.
  static func last(named name: String, _ db: Database) throws -> Juror? {
    try db.first(
      "SELECT * FROM juror WHERE name = :name ORDER BY jury DESC LIMIT 1",
      ["name": name],
      juror
    )
  }

  /// The juror of which another one is a copy, and which gave something under its own name or has a
  /// batch under way; nil where there is none.
  static func original(of copy: Juror, _ db: Database) throws -> Juror? {
    let others: [Juror] = try db.rows(
      "SELECT DISTINCT name, configuration FROM juror WHERE name <> :name ORDER BY name",
      ["name": copy.name],
      juror
    )
    for known in others where copy.isCopy(of: known) {
      let found = [
        try lastThatSpoke(as: known.name, db), try BatchRows.jurorUnderWay(as: known.name, db),
      ]
      if let original = found.compactMap(\.self).first(where: copy.isCopy) { return original }
    }
    return nil
  }

  /// Keeps a juror of a jury, with the trials in which it is asked.
  static func insert(_ juror: Juror, configuration: String, jury: Int64, _ db: Database) throws {
    try db.run(
      """
      INSERT INTO juror (jury, name, configuration, attempts)
      VALUES (:jury, :name, :configuration, :attempts)
      """,
      [
        "jury": jury, "name": juror.name, "configuration": configuration,
        "attempts": juror.model.limits.attempts,
      ]
    )
  }

  /// Keeps the trials in which a juror is asked.
  static func insertTrials(of juror: Juror, jury: Int64, _ db: Database) throws {
    for trial in juror.asking.trials {
      try db.run(
        "INSERT INTO juror_trial (jury, juror, trial) VALUES (:jury, :juror, :trial)",
        ["jury": jury, "juror": juror.name, "trial": trial.number]
      )
    }
  }
}
