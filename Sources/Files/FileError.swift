import Foundation

/// A file or folder that could not be used, and why.
package struct FileError: Error, Hashable, Sendable {
  /// What was to be done.
  package enum Action: Hashable, Sendable {
    case read
    case write
    case makeFolder
    case move(to: String)
    /// It is not known what.
    case use
  }

  package let action: Action
  package let path: String
  package let reason: Reason

  package init(_ action: Action, _ path: String, _ reason: Reason) {
    self.action = action
    self.path = path
    self.reason = reason
  }

  /// - Parameter error: what Foundation threw.
  package init(_ action: Action, _ path: String, _ error: any Error) {
    self.init(action, path, Reason(error) ?? .unknown)
  }
}

extension FileError {
  /// Why the system refused, by its error number.
  package enum Reason: Hashable, Sendable {
    case missing
    case noPermission
    case isFolder
    case partIsFile
    case exists
    case diskFull
    case readOnlyDisk
    case nameTooLong
    case linksInCircle
    case tooManyOpen
    case tooLarge
    case inUse
    case diskFailed
    /// Another error number.
    case system(Int32)
    case unknown

    /// - Parameter number: an `errno`.
    package init(errno number: Int32) {
      self =
        switch number {
        case ENOENT: .missing
        case EACCES, EPERM: .noPermission
        case EISDIR: .isFolder
        case ENOTDIR: .partIsFile
        case EEXIST, ENOTEMPTY: .exists
        case ENOSPC, EDQUOT: .diskFull
        case EROFS: .readOnlyDisk
        case ENAMETOOLONG: .nameTooLong
        case ELOOP: .linksInCircle
        case EMFILE, ENFILE: .tooManyOpen
        case EFBIG: .tooLarge
        case EBUSY, ETXTBSY: .inUse
        case EIO: .diskFailed
        default: .system(number)
        }
    }

    /// The reason in what Foundation threw; nil where it holds no error number of the system.
    package init?(_ error: any Error) {
      var next: NSError? = error as NSError
      while let error = next {
        if error.domain == NSPOSIXErrorDomain {
          self.init(errno: Int32(truncatingIfNeeded: error.code))
          return
        }
        next = (error.userInfo[NSUnderlyingErrorKey] as? any Error).map { $0 as NSError }
      }
      return nil
    }
  }
}

/// Does something with a file or folder.
/// - Throws: ``FileError`` for whatever Foundation throws in `body`.
package func withFileErrors<Result>(
  _ action: FileError.Action,
  _ path: String,
  _ body: () throws -> Result
) throws(FileError) -> Result {
  do { return try body() } catch { throw FileError(action, path, error) }
}
