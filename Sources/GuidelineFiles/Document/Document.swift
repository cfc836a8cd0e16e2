import Yams

/// A YAML file as a tree that knows its lines, and what was found wrong with it.
final class Document {
  let file: String
  private let lines: [Substring]
  private(set) var problems: [Problem] = []

  /// - Throws: a syntax problem, with its place.
  init(file: String, source: String) throws(GuidelineError) {
    self.file = file
    // Some editors begin a file with a byte order mark, which the parser takes for a word.
    let hasMark = source.unicodeScalars.first == "\u{FEFF}"
    let source = hasMark ? String(source.unicodeScalars.dropFirst()) : source
    // By what ends a line, not by "\n": a carriage return makes another character of that.
    lines = source.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    do {
      guard let root = try Yams.compose(yaml: source) else {
        throw GuidelineError.problems(
          file: file,
          [Problem(line: 1, column: 1, text: "", kind: .empty("the file"))]
        )
      }
      self.root = root
    } catch let error as GuidelineError {
      throw error
    } catch let error as YamlError {
      throw .problems(file: file, [Self.problem(of: error, lines: lines)])
    } catch {
      throw .unreadable(path: file, reason: "the YAML parser failed (\(type(of: error)))")
    }
  }

  let root: Node

  /// Notes a problem at a node.
  func report(_ kind: Problem.Kind, at node: Node) { report(kind, at: node.mark) }

  /// Notes a problem at a place, once: defaults are read again for every juror.
  func report(_ kind: Problem.Kind, at mark: Mark?) {
    let line = mark?.line ?? 1
    let column = mark?.column ?? 1
    let text = Self.line(line, of: lines)
    let problem = Problem(line: line, column: column, text: text, kind: kind)
    guard problems.count < GuidelineError.mostProblems, !problems.contains(problem) else { return }
    problems.append(problem)
  }

  /// The line of a node, from 1.
  func line(of node: Node) -> Int { node.mark?.line ?? 1 }

  /// - Throws: everything that was found wrong, in the order of the lines.
  func finish() throws(GuidelineError) {
    guard problems.isEmpty else {
      let ordered = problems.enumerated().sorted { a, b in
        (a.element.line, a.element.column, a.offset) < (b.element.line, b.element.column, b.offset)
      }
      // A key must not go on from here to a screen or a log, whatever else is wrong in its line.
      let secrets = problems.filter(\.kind.isSecret)
      throw .problems(
        file: file,
        ordered.map { _, problem in
          var problem = problem
          let columns = secrets.filter { $0.line == problem.line }.map(\.column)
          if let first = columns.min() {
            problem.text = problem.text.prefix(scalars: first - 1) + "…"
          }
          return problem
        }
      )
    }
  }

  private static func line(_ number: Int, of lines: [Substring]) -> String {
    guard lines.indices.contains(number - 1) else { return "" }
    return String(lines[number - 1])
  }

  /// Line and column, from 1.
  private struct Place {
    var line: Int
    var column: Int

    init(line: Int, column: Int) {
      self.line = line
      self.column = column
    }

    init(_ mark: Mark) { self.init(line: mark.line, column: mark.column) }
  }

  /// Where the first character stands that YAML does not take; the parser does not say.
  private static func forbiddenPlace(in lines: [Substring]) -> Place? {
    for (number, line) in lines.enumerated() {
      let column = line.unicodeScalars.enumerated().first { _, scalar in
        switch scalar.value {
        case 0x09, 0x85: false
        case 0x00..<0x20, 0x7F..<0xA0, 0xFEFF, 0xFFFE, 0xFFFF: true
        default: false
        }
      }?.offset
      if let column { return Place(line: number + 1, column: column + 1) }
    }
    return nil
  }

  private static func problem(of error: YamlError, lines: [Substring]) -> Problem {
    let (kind, place): (Problem.Kind, Place?) =
      switch error {
      case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
        .composer(_, let problem, let mark, _):
        (.syntax(problem), Place(mark))
      case .duplicatedKeysInMapping(let duplicates, let context):
        (.repeatedKey(duplicates.first ?? ""), Place(context.mark))
      case .reader(let problem, _, _, _): (.syntax(problem), forbiddenPlace(in: lines))
      default: (.syntax("the parser cannot go on"), nil)
      }
    let line = place?.line ?? 1
    return Problem(
      line: line,
      column: place?.column ?? 1,
      text: Self.line(line, of: lines),
      kind: kind
    )
  }
}
