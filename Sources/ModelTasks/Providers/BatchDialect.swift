import JSON
import Models

/// How one provider takes batches: the shapes of its files, requests and answers.
///
/// Values in, values out: nothing is sent here.
protocol BatchDialect: Sendable {
  /// The lines and bytes that a file may have.
  var mostLines: Int { get }
  var mostBytes: Int { get }

  /// A request as a line of the file, without its line end.
  func line(_ customID: String, body: JSONValue) -> String

  /// What has to be sent before a batch can begin; nil where the batch's own request holds the file.
  func upload(_ batch: Batch) -> BatchRequest?

  /// The request that lets a batch begin.
  /// - Parameter uploaded: what the provider calls the uploaded file.
  func creation(_ batch: Batch, uploaded: String?) -> BatchRequest

  /// Where to look for a batch whose submission was not confirmed.
  /// - Parameter after: the last one of the page before.
  /// - Returns: a path; nil where the provider keeps nothing that a batch could be known by.
  func search(after: String?) -> String?

  /// Reads a page of the provider's batches.
  /// - Throws: where it is not what the provider's documentation says.
  func page(_ body: String, lookingFor batch: Batch) throws -> BatchPage

  /// Where to ask how far a batch is.
  func path(of id: String) -> String

  /// Reads how far a batch is.
  /// - Throws: where it is not what the provider's documentation says.
  func status(_ body: String) throws -> BatchStatus

  /// Reads a line of results, in which no half of a surrogate pair is left.
  /// - Throws: where it is not what the provider's documentation says.
  func resultOfWholeLine(_ line: String) throws -> BatchResult
}

extension BatchDialect {
  /// Reads a line of results by the rules for live replies: half a surrogate pair costs no reply.
  /// - Throws: where it is not what the provider's documentation says.
  func result(_ line: String) throws -> BatchResult {
    try resultOfWholeLine(ResponseBody.withWholeSurrogates(line))
  }
}

/// A request about a batch: a body in one piece, or around the batch's file.
struct BatchRequest: Hashable, Sendable {
  var path: String
  var contentType: String
  /// What stands before the file, or all there is.
  var head: String
  /// What stands after the file.
  var tail = ""
  var file = File.none

  enum File: Hashable, Sendable {
    case none
    case asItIs
    /// With commas between the lines in place of line ends.
    case asList
  }
}

/// How far a batch is, in the provider's words.
struct BatchStatus: Hashable, Sendable {
  var id: String
  /// Such as `in_progress, 12 of 40 done`.
  var words: String
  var end: End?

  enum End: Hashable, Sendable {
    /// Where results are: paths, or whole addresses.
    case results([String])
    /// The provider did not take what was in the file.
    case failed(reason: String)
  }
}

/// A page of a provider's batches.
struct BatchPage: Hashable, Sendable {
  /// What the provider calls the batch, where it is on this page.
  var found: String?
  /// The last one of the page, where there is another.
  var next: String?
}

/// A line of results is not what the provider's documentation says.
struct MalformedResult: Error {}

/// What came of one request of a batch.
struct BatchResult: Hashable, Sendable {
  var customID: String
  var what: What

  enum What: Hashable, Sendable {
    /// What the provider would have answered to the request alone.
    case answer(status: Int, body: String, requestID: String?)
    /// The provider did not get to it.
    case nothing
  }
}
