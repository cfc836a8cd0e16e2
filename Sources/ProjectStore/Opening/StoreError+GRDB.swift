import GRDB
import JSON

extension StoreError {
  /// What an error from below means, in one place.
  init(_ error: any Error, path: String) {
    switch error {
    case let error as StoreError: self = error
    case let error as DatabaseError: self.init(error, path: path)
    case is JSONSyntaxError, is DecodingError, is RowDecodingError:
      self = .damaged(path: path, detail: "a row holds what it should not: \(error)")
    default: self = .failed(path: path, detail: String(describing: error))
    }
  }

  init(_ error: DatabaseError, path: String) {
    let detail = error.message ?? error.resultCode.description
    switch error.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy(path: path)
    case .SQLITE_FULL: self = .diskFull(path: path)
    case .SQLITE_READONLY, .SQLITE_PERM: self = .fileReadOnly(path: path)
    case .SQLITE_NOTADB: self = .notAProject(path: path)
    case .SQLITE_CORRUPT: self = .damaged(path: path, detail: detail)
    case .SQLITE_CONSTRAINT: self = .refused(detail: detail)
    default: self = .failed(path: path, detail: detail)
    }
  }
}
