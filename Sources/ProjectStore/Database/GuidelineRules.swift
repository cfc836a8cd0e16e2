import AnnotationCore
import GRDB
import Synchronization

/// What reading a file needs of the guideline that is in force there; known once that is read.
final class GuidelineRules: Sendable {
  private struct Rules {
    var labels: LabelVocabulary
    var assistance: AssistancePolicy
    var guideline: String
  }

  private let rules = Mutex<Rules?>(nil)

  func set(_ guideline: Guideline) {
    rules.withLock {
      $0 = Rules(
        labels: LabelVocabulary(guideline),
        assistance: guideline.assistance,
        guideline: guideline.id
      )
    }
  }

  /// The labels that there are; nil before the guideline is read.
  var labels: LabelVocabulary? { rules.withLock { $0?.labels } }

  /// The draw of control items as a function of SQLite.
  ///
  /// `in_control_group(KEY, PSEUDONYM)` says whether a person gets nothing of the jury on an item, to
  /// compare with; see ``AssistancePolicy/isControl(item:person:guideline:)``.
  var controlGroup: DatabaseFunction {
    DatabaseFunction("in_control_group", argumentCount: 2, pure: true) { [self] values in
      guard let rules = rules.withLock({ $0 }),
        let item = String.fromDatabaseValue(values[0]),
        let person = String.fromDatabaseValue(values[1])
      else { return false }
      return rules.assistance.isControl(item: item, person: person, guideline: rules.guideline)
    }
  }
}
