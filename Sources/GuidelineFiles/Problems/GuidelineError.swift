/// Why a file that people edit was refused.
package enum GuidelineError: Error, Hashable, Sendable {
  /// The file, or one that it names, could not be read.
  case unreadable(path: String, reason: String)
  /// Everything that is wrong in the file, in the order of its lines.
  case problems(file: String, [Problem])
}

/// One thing that is wrong in a file, and where.
package struct Problem: Hashable, Sendable {
  /// From 1.
  package var line: Int
  /// From 1, in Unicode scalars, as YAML's parser counts.
  package var column: Int
  /// The line as it stands in the file.
  package var text: String
  package var kind: Kind

  /// What stands in the line before the place.
  var beforePlace: String { text.prefix(scalars: column - 1) }

  /// What is wrong, as facts; ``sentence`` has the words.
  package enum Kind: Hashable, Sendable {
    case syntax(String)
    case repeatedKey(String)
    case unknownKey(String, place: String, allowed: [String])
    case missingKey(String, place: String)
    case wrongType(expected: String)
    case unknownValue(String, of: String, allowed: [String])
    case unknownReference(String, to: String, known: [String])
    case duplicateID(String, of: String, firstLine: Int)
    /// A juror of a jury file that is another one under a new name.
    case copiedJuror(String, of: String, firstLine: Int)
    case empty(String)
    case missingTranslation(language: String)
    case badLanguage(String)
    case badKey(String)
    case clashingKey(String, choice: String, firstLine: Int)
    case criterionUnreached(String)
    case pointUnused(String)
    case conditionOnLater(String, field: String)
    case conditionNotSingle(String)
    case selectorNotStageOne(String)
    case rowUnreached
    case rowLeadsTwice
    case rowLeadsNowhere
    case combinationUncovered(String)
    case pointsOutsideStageTwo
    case stageCount(Int)
    case outOfRange(String)
    case outsideFolder(String)
    /// What the program that uses the file has against it.
    case refused(String, advice: String)
    /// A key where the name of a variable belongs.
    case secretInFile
    /// A key in an address, and in which part of it.
    case secretInAddress(String)

    /// Whether what stands there must not go on to a screen or a log.
    var isSecret: Bool {
      switch self {
      case .secretInFile, .secretInAddress: true
      default: false
      }
    }
  }
}

extension String {
  /// The first so many Unicode scalars.
  func prefix(scalars count: Int) -> String {
    String(String.UnicodeScalarView(unicodeScalars.prefix(max(0, count))))
  }
}
