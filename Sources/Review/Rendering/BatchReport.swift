import AnnotationCore
import CommandLineKit
import JSON
import ModelTasks
import SafeText
import Synchronization

/// The batches of a project, as a table.
enum BatchReport {
  static func json(_ batches: [Batch]) -> JSONValue {
    .array(
      batches.map { batch in
        .object([
          ("batch", .string(batch.key)), ("juror", .string(batch.client)),
          ("requests", .int(batch.lines)), ("bytes", .int(batch.bytes)),
          ("state", .string(batch.state.word)), ("open", .bool(batch.isOpen)),
          ("provider_id", batch.providerID.map(JSONValue.string) ?? .null),
          ("detail", batch.lastDetail.map(JSONValue.string) ?? .null),
          ("written_at", .int(Int(batch.writtenAt.rawValue))),
        ])
      }
    )
  }

  static func text(_ batches: [Batch]) -> String {
    guard !batches.isEmpty else { return "There are no batches." }
    return table(
      [["batch", "juror", "requests", "state", "provider's id", "detail"]]
        + batches.map {
          [
            $0.key, $0.client, String($0.lines), $0.state.word, $0.providerID ?? "–",
            $0.lastDetail ?? "",
          ]
        }
    )
  }
}

extension Batch {
  fileprivate var providerID: String? { events.last { $0.kind == .submitted }?.providerID }
}

extension Batch.State {
  /// Such as `submitted`.
  var word: String {
    switch self {
    case .written: "written"
    case .unknown: "unknown"
    case .submitted: "submitted"
    case .closed(let kind): kind.rawValue
    }
  }
}

/// Says on standard error what happens to batches.
final class BatchMonitor: Sendable {
  private let attention = Mutex(false)

  /// Whether something needs somebody's attention.
  var needsAttention: Bool { attention.withLock { $0 } }

  func note(_ progress: BatchProgress) {
    if progress.needsAttention { attention.withLock { $0 = true } }
    printError(Self.sentence(progress))
  }

  /// What happened, and what next where somebody has to do something.
  static func sentence(_ progress: BatchProgress) -> String {
    switch progress {
    case .wrote(let batch):
      "\(name(batch)): written, \(counted(batch.lines, "request")), \(batch.bytes) bytes."
    case .submitted(let batch): "\(name(batch)): submitted."
    case .underWay(let batch): "\(name(batch)): \(batch.lastDetail ?? "under way")."
    case .collected(let batch): "\(name(batch)): collected, \(batch.lastDetail ?? "nothing")."
    case .failed(let batch, let reason):
      "\(name(batch)): failed, and its requests wait again: \(reason)"
    case .unknown(let batch):
      "\(name(batch)): its submission had no answer from the provider. Look in the provider's "
        + "console for a batch of \(counted(batch.lines, "request")). If it is there, run this again with --adopt "
        + "\(batch.key)=ITS_ID; if not, with --resubmit."
    case .stepFailed(let batch, let what): "\(name(batch)): \(what)"
    case .outOfBudget(let juror):
      "\(juror): another request could exceed the budget, so the rest is not written. Raise 'budget' "
        + "in the jury file to go on."
    }
  }

  private static func name(_ batch: Batch) -> String { "\(batch.client), batch \(batch.key)" }
}
