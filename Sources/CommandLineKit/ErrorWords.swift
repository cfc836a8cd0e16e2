import Files
import Foundation

/// An error in words: what Foundation throws would tell a user nothing.
///
/// What is done with files says itself what failed (`withFileErrors`): this is the last resort.
func inWords(_ error: any Error) -> any Error {
  guard isFoundation(error) else { return error }
  let facts = (error as NSError).userInfo
  let path = facts[NSFilePathErrorKey] as? String ?? (facts[NSURLErrorKey] as? URL)?.path
  guard let path, let reason = FileError.Reason(error) else {
    return UnexpectedError(error: error)
  }
  return FileError(.use, path, reason)
}

private func isFoundation(_ error: any Error) -> Bool {
  error is CocoaError || error is POSIXError || error is URLError || error is DecodingError
    || error is EncodingError || type(of: error) is NSError.Type
}

/// Something failed for which the program has no words.
private struct UnexpectedError: Error, CustomStringConvertible {
  let error: any Error

  var description: String {
    let reason = FileError.Reason(error).map { FileError(.use, "", $0).explanation }
    return "Something failed that the program did not expect"
      + (reason.map { ": \($0)." } ?? ". Please report it, with what you did.")
      + " (\((error as NSError).domain) \((error as NSError).code))"
  }
}
