import AnnotationCore
import JSON
import Measurement

/// How many jurors answered, which is always said.
extension JurySession {
  /// `3 of 3 jurors on 130 items, 2 of 3 on 8`.
  var turnoutText: String {
    turnout.indices.reversed().filter { turnout[$0] > 0 }.map { count in
      "\(count) of \(counted(jurors.count, "juror")) on \(counted(turnout[count], "item"))"
    }.joined(separator: ", ")
  }

  /// The same as JSON: items by how many of the jurors gave them a label.
  var turnoutJSON: JSONValue {
    .object([
      ("jurors", .int(jurors.count)),
      (
        "items",
        .array(
          turnout.indices.reversed().filter { turnout[$0] > 0 }.map {
            .object([("answered", .int($0)), ("items", .int(turnout[$0]))])
          }
        )
      ),
    ])
  }
}
