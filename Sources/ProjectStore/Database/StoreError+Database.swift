import Files
import GRDB
import JSON
import SafeText

extension StoreError {
  /// What an error from below means, in one place.
  init(_ error: any Error, path: String) {
    self =
      error as? StoreError
      ?? .file(
        FileProblem(of: error, path: path)
          ?? .failed(path: path, detail: "an error of the kind \(type(of: error))")
      )
  }
}

extension StoreError {
  /// Why a project could not be made.
  init(_ error: FileError, of path: String) {
    switch error.reason {
    case .exists: self = .file(.exists(path: path))
    case .diskFull: self = .file(.diskFull(path: path))
    default: self = .file(.failed(path: path, detail: error.explanation))
    }
  }
}

extension FileProblem {
  /// What an error of the database, or of what is in it, means; nil for others.
  init?(of error: any Error, path: String) {
    switch error {
    case let error as DatabaseError: self.init(error, path: path)
    case let error as DamagedRow: self = .damaged(path: path, detail: error.description)
    case is RowDecodingError, is DecodingError, is JSONSyntaxError:
      self = .damaged(path: path, detail: "a row holds what this program does not know")
    default: return nil
    }
  }

  private init(_ error: DatabaseError, path: String) {
    let detail = error.explanation
    switch error.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy(path: path)
    case .SQLITE_FULL: self = .diskFull(path: path)
    case .SQLITE_READONLY, .SQLITE_PERM: self = .fileReadOnly(path: path)
    case .SQLITE_NOTADB: self = .notAProject(path: path)
    case .SQLITE_CORRUPT: self = .damaged(path: path, detail: detail)
    // This program's own statements meet it only in a file that somebody or something changed.
    case .SQLITE_ERROR: self = .damaged(path: path, detail: detail)
    // Triggers refuse in our words.
    case .SQLITE_CONSTRAINT: self = .refused(detail: error.message.map(printableLine) ?? detail)
    default: self = .failed(path: path, detail: detail)
    }
  }
}

extension DatabaseError {
  /// What happened, in a clause, with SQLite's own words at its end.
  fileprivate var explanation: String {
    let what =
      switch resultCode {
      case .SQLITE_CORRUPT: "its pages do not fit together"
      case .SQLITE_ERROR: "a table or a column is not as this program made it"
      case .SQLITE_IOERR: "the disk reported an error"
      case .SQLITE_CANTOPEN: "the file or its journal could not be opened"
      case .SQLITE_NOMEM: "there is not enough memory"
      case .SQLITE_TOOBIG: "a value is too long"
      case .SQLITE_INTERRUPT, .SQLITE_ABORT: "it was interrupted"
      default: "SQLite could not do it"
      }
    return what + " (SQLite: \(printableLine(message ?? resultCode.description)))"
  }
}
