package import Glibc
import Synchronization

/// A file, whatever its path leads to, as the file system tells files apart.
package struct FileIdentity: Hashable, Sendable {
  private let device: UInt64
  private let number: UInt64

  private init(_ status: stat) {
    (device, number) = (UInt64(status.st_dev), UInt64(status.st_ino))
  }

  /// The file that a path leads to, or nil where there is none.
  package init?(of path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    self.init(status)
  }

  fileprivate init?(ofOpen descriptor: Int32) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return nil }
    self.init(status)
  }
}

/// A file that is open for reading, and stays so until the last of this process is done with it.
///
/// Whoever closes any descriptor of a file takes every POSIX lock of the process on that file away
/// (fcntl(2)), those of SQLite among them. So none is closed while the file is in use.
package final class HeldFile: Sendable {
  package let identity: FileIdentity
  private let descriptor: Int32

  private struct Uses {
    var count = 0
    var descriptors: [Int32] = []
  }

  private static let open = Mutex<[FileIdentity: Uses]>([:])

  /// - Throws: ``FileError`` where the path leads to no file that may be read.
  package init(_ path: String) throws(FileError) {
    // A pipe that nobody writes to would keep one waiting.
    let descriptor = Glibc.open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0, let identity = FileIdentity(ofOpen: descriptor) else {
      throw FileError(.read, path, .init(errno: errno))
    }
    (self.descriptor, self.identity) = (descriptor, identity)
    Self.open.withLock { open in
      open[identity, default: Uses()].count += 1
      open[identity]?.descriptors.append(descriptor)
    }
  }

  deinit {
    Self.open.withLock { open in
      open[identity]?.count -= 1
      guard let uses = open[identity], uses.count == 0 else { return }
      for descriptor in uses.descriptors { close(descriptor) }
      open[identity] = nil
    }
  }

  /// What the file system says of it.
  package var status: stat {
    var status = stat()
    fstat(descriptor, &status)
    return status
  }

  /// Bytes from a place on, fewer where the file is shorter.
  package func read(upTo count: Int, from offset: Int = 0) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      filled = max(0, pread(descriptor, buffer.baseAddress, count, offset))
    }
  }

  /// Whether this process has the file open elsewhere, too.
  package var isAlsoOpenHere: Bool {
    Self.open.withLock { open in (open[identity]?.count ?? 0) > 1 }
  }

  /// Whether another process has a lock on any of the bytes.
  package func isLocked(from start: Int, count: Int) -> Bool {
    var lock = flock()
    lock.l_type = Int16(F_WRLCK)
    lock.l_whence = Int16(SEEK_SET)
    (lock.l_start, lock.l_len) = (start, count)
    return withUnsafeMutablePointer(to: &lock) { fcntl(descriptor, F_GETLK, $0) } == 0
      && lock.l_type != Int16(F_UNLCK)
  }
}
