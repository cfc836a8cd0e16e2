import AnnotationCore
import Files
import Foundation
import SafeText

/// Why a text could not be edited outside; the text in the app stays as it was.
struct EditorProblem: Error, CustomStringConvertible {
  let description: String
}

/// Opens a text in the user's own editor and waits for it.
///
/// The editor is `$VISUAL`, else `$EDITOR`, else `vi`. It runs through the shell in the foreground
/// of the terminal, since its value may hold options.
/// - Parameter item: what the text is about; it stands below the text, to be read.
func editOutside(
  _ text: String,
  about item: Item,
  environment: [String: String] = ProcessInfo.processInfo.environment
) -> Result<String, EditorProblem> {
  let editor = environment["VISUAL"] ?? environment["EDITOR"] ?? "vi"
  // A folder of its own, so that nobody else reads the text while it lies there.
  let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("annotate-\(UUID().uuidString)")
  let file = folder.appendingPathComponent("text.txt")
  defer { try? FileManager.default.removeItem(at: folder) }
  do throws(FileError) {
    try withFileErrors(.write, file.path) {
      try FileManager.default.createDirectory(
        at: folder,
        withIntermediateDirectories: false,
        attributes: [.posixPermissions: 0o700]
      )
      try Data((text + "\n" + OutsideText.reading(item)).utf8).write(to: file)
    }
    let quoted = file.path.replacing("'", with: "'\\''")
    // ^C is the editor's: the shell that starts it must outlive it.
    let status = system("trap : INT QUIT; \(editor) '\(quoted)'")
    guard status == 0 else {
      return .failure(
        EditorProblem(
          description: "'\(editor)' failed; your text is as it was. Is EDITOR right?"
        )
      )
    }
    guard let edited = SmallFile.contents(of: file.path, upTo: OutsideText.longest) else {
      return .failure(
        EditorProblem(
          description: "'\(editor)' left no text of at most 20 MB; your text is as it was."
        )
      )
    }
    guard let text = String(data: edited, encoding: .utf8) else {
      return .failure(
        EditorProblem(
          description: "'\(editor)' left a file that is not UTF-8; your text is as it was."
        )
      )
    }
    return .success(OutsideText.written(in: enteredText(text)))
  } catch {
    return .failure(
      EditorProblem(description: "Your text is as it was: '\(editor)' could not get it. \(error)")
    )
  }
}
