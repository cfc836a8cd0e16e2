package import SafeText

/// What is wrong with a line of an item file, and where.
package struct ItemFileError: Error, Hashable, Sendable {
  package var file: String
  /// From 1; 0 where the file itself is the matter.
  package var line: Int
  package var field: String?
  /// From 1, in bytes, where it is known.
  package var column: Int?
  /// The line, shortened.
  package var text: String
  package var kind: Kind
  /// What each line of the file holds.
  package var subject = Subject.item

  package enum Subject: String, Hashable, Sendable {
    case item, question

    /// What a line may hold.
    var fields: [String] {
      switch self {
      case .item: ["id", "language", "question", "answer", "source", "model"]
      case .question: ["id", "language", "question", "source"]
      }
    }

    var requiredFields: [String] {
      switch self {
      case .item: ["id", "language", "question", "answer"]
      case .question: ["id", "language", "question"]
      }
    }
  }

  package enum Kind: Hashable, Sendable {
    case unreadable(String)
    case notUTF8
    case tooLong(bytes: Int)
    case notJSON(String)
    case notAnObject
    case missing
    case wrongType
    case empty
    case unknownField(known: [String])
    case fieldTwice
    case badLanguage(String)
    case badID(NameProblem)
    case standsTwice(id: String, firstLine: Int)
    case hasNUL
  }
}

extension ItemFileError: CustomStringConvertible {
  package var description: String {
    guard line > 0 else { return "\(file): \(sentence)" }
    let place = column.map { ":\($0)" } ?? ""
    let name = field.map { " field '\(shortened($0.utf8))':" } ?? ""
    return "\(file):\(line)\(place):\(name) \(sentence)\n  \(line) | \(text)"
  }

  private var sentence: String {
    switch kind {
    case .unreadable(let why): "cannot be read: \(why)"
    case .notUTF8: "the line is not UTF-8. Save the file as UTF-8."
    case .tooLong(let bytes): "the line is longer than \(bytes) bytes. Is a line break missing?"
    case .notJSON(let why):
      "this is not JSON (\(shortened(why.utf8))). Each line holds one \(subject.rawValue) as a JSON object."
    case .notAnObject:
      "this is no JSON object. Each line holds one \(subject.rawValue): {\"id\": …, \"language\": …}"
    case .missing:
      "is missing. Every \(subject.rawValue) has "
        + "\(subject.requiredFields.dropLast().joined(separator: ", ")) and "
        + "\(subject.requiredFields.last ?? "")."
    case .wrongType: "is not a text. Write it in quotation marks."
    case .empty: "is empty, or holds nothing that can be seen."
    case .unknownField(let known):
      "is not known. \(subject == .item ? "An item" : "A question") has: "
        + "\(known.joined(separator: ", "))."
    case .fieldTwice: "appears twice in the line. Keep the one that is meant."
    case .badLanguage(let tag):
      "'\(shortened(tag.utf8))' is no language tag. Write one such as en, zh or pt-BR."
    case .badID(let problem):
      "\(problem). An id has 1 to \(NameRule.id.longest) visible characters, without blanks."
    case .standsTwice(let id, let firstLine):
      "'\(shortened(id.utf8))' stands on line \(firstLine) already. Give each an id of its own."
    case .hasNUL: "holds a NUL character, which no text needs. Remove it."
    }
  }
}

/// The beginning of a line, an id or a word of a file, as messages quote it.
func shortened(_ bytes: some Collection<UInt8>) -> String {
  let longest = 160
  var text = ""
  var length = 0
  // A scalar has four bytes at most: what the cut may have broken is never reached.
  for scalar in String(decoding: bytes.prefix((longest + 1) * 4), as: UTF8.self).unicodeScalars {
    if length == longest { return text + "…" }
    length += 1
    text.unicodeScalars.append(scalar)
  }
  return text
}
