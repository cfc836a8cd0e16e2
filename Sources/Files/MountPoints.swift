import Foundation

/// What is mounted where, as the system lists it.
package enum MountPoints {
  /// Whether a path is where something is mounted, such as a single file in a container.
  /// - Parameter path: absolute, and without symbolic links.
  package static func contains(_ path: String) -> Bool {
    let text = try? String(contentsOfFile: "/proc/self/mountinfo", encoding: .utf8)
    return text.map { paths(in: $0).contains(path) } ?? false
  }

  /// The paths in a text of the form of `/proc/self/mountinfo`: the fifth field of each line, in which a
  /// blank is `\040`; proc_pid_mountinfo(5).
  package static func paths(in text: String) -> Set<String> {
    Set(
      text.split(separator: "\n").compactMap { line in
        let fields = line.split(separator: " ")
        return fields.count > 4 ? unescaped(fields[4]) : nil
      }
    )
  }

  private static func unescaped(_ field: Substring) -> String {
    var bytes: [UInt8] = []
    var rest = Array(field.utf8)[...]
    while let byte = rest.popFirst() {
      let digits = rest.prefix(3)
      if byte == UInt8(ascii: "\\"), digits.count == 3,
        let code = UInt8(String(decoding: digits, as: UTF8.self), radix: 8)
      {
        bytes.append(code)
        rest = rest.dropFirst(3)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
