package import SafeText

/// Why a file that people edit was refused.
package enum GuidelineError: Error, Hashable, Sendable {
  /// The file, or one that it names, could not be read.
  case unreadable(path: String, reason: String)
  /// Everything that is wrong in the file, in the order of its lines, up to ``mostProblems``.
  case problems(file: String, [Problem])

  /// More problems than this are not looked for: a file that has them is another kind of file.
  static let mostProblems = 100
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

  /// The line, and what stands in it before the place; of a long line, the part around the place.
  var excerpt: (text: String, beforePlace: String) {
    let scalars = Array(text.unicodeScalars)
    let place = min(max(0, column - 1), scalars.count)
    guard scalars.count > Self.longestExcerpt else {
      return (text, text.prefix(scalars: place))
    }
    let start = max(0, min(place - Self.longestExcerpt / 2, scalars.count - Self.longestExcerpt))
    let end = min(scalars.count, start + Self.longestExcerpt)
    func part(_ range: Range<Int>) -> String {
      String(String.UnicodeScalarView(scalars[range]))
    }
    let before = (start > 0 ? "…" : "") + part(start..<place)
    return (before + part(place..<end) + (end < scalars.count ? "…" : ""), before)
  }

  /// The most characters of a line that a message shows.
  private static let longestExcerpt = 160

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
    /// A name or id that none can be.
    case badName(NameProblem, of: String)
    case empty(String)
    case missingTranslation(language: String)
    case badLanguage(String)
    case badKey(String)
    case clashingKey(String, choice: String, firstLine: Int)
    case criterionUnreached(String)
    case pointUnused(String)
    case conditionOnLater(String, field: String)
    case conditionNotSingle(String)
    case selectorNotEarlier(String)
    case selectorNotSingle(String)
    case selectorInLastStage(String)
    case tableBesideCriterion(stage: String)
    case rowUnreached
    case rowLeadsTwice
    case rowLeadsNowhere
    case combinationUncovered(String)
    case pointsWithoutCriterion
    case endingChoiceNotSingle(String)
    case stageWithoutFields
    case stageUnreached(String)
    case outOfRange(String)
    case outsideFolder(String)
    /// What the program that uses the file has against it.
    case refused(String, advice: String)
    /// A key where the name of a variable belongs.
    case secretInFile
    /// A key in an address, and in which part of it.
    case secretInAddress(String)
    /// A key in what is added to requests, and under which name.
    case secretInRequest(String)

    /// Whether what stands there must not go on to a screen or a log.
    var isSecret: Bool {
      switch self {
      case .secretInFile, .secretInAddress, .secretInRequest: true
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
