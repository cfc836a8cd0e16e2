import AnnotationCore
import Fixtures

@testable import ItemFiles

/// An item with its line.
struct NumberedItem: Equatable {
  var item: Item
  var line: Int
}

/// All items of a file with these bytes.
func items(in bytes: [UInt8]) throws -> [NumberedItem] {
  try withTemporaryFile(bytes, named: "items.jsonl") { path in
    var all: [NumberedItem] = []
    try ItemReader(path: path).readItems { all.append(NumberedItem(item: $0, line: $1)) }
    return all
  }
}

func items(in text: String) throws -> [NumberedItem] { try items(in: Array(text.utf8)) }

/// What is said about a file with these bytes, which is called items.jsonl, or nil where it is taken.
func complaint(about bytes: [UInt8]) throws -> String? {
  try withTemporaryFile(bytes, named: "items.jsonl") { path in
    do {
      try ItemReader(path: path).readItems { _, _ in }
      return nil
    } catch let error as ItemFileError {
      return error.description.replacing(path, with: "items.jsonl")
    }
  }
}

func complaint(about text: String) throws -> String? { try complaint(about: Array(text.utf8)) }

/// A line that is right, with an id.
func line(_ id: String, answer: String = "No.") -> String {
  #"{"id": "\#(id)", "language": "en", "question": "Is it?", "answer": "\#(answer)"}"#
}
