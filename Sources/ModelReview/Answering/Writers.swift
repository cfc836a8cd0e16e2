package import AnnotationCore

extension Juror {
  /// The juror as a writer: its reply is a text, and nobody looks at its log-probabilities.
  /// - Throws: ``WriterError`` where its protocol writes no texts.
  package func asWriter() throws(WriterError) -> Juror {
    var writer = self
    writer.sampling.logProbabilities = nil
    guard case .endpoint(var endpoint) = provider else { return writer }
    guard endpoint.wire != .decisions else { throw WriterError(writer: name) }
    endpoint.output = .text
    writer.provider = .endpoint(endpoint)
    return writer
  }
}

/// A writer that cannot write.
package struct WriterError: Error, Hashable, Sendable, CustomStringConvertible {
  package var writer: String

  package init(writer: String) { self.writer = writer }

  package var description: String {
    "'\(writer)' speaks the protocol 'decisions', which chooses and writes no texts. Take another "
      + "protocol for it, or leave it out of the writers."
  }
}
