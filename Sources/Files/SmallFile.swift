package import Foundation
import Glibc

/// A file of the program's own that is read in whole.
package enum SmallFile {
  /// What is in a file.
  /// - Parameter limit: bytes; a longer file is none that the program wrote.
  /// - Returns: nil where it cannot be read, is too long, or is no regular file, such as a pipe that nobody
  ///   writes to.
  package static func contents(of path: String, upTo limit: Int) -> Data? {
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      status.st_size <= limit
    else { return nil }
    return try? handle.read(upToCount: limit) ?? Data()
  }
}
