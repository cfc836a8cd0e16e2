import AnnotationCore
import ProjectStore
import Testing

@testable import Review

@Suite struct OutputTests {
  @Test func `numbers stand to the right, words to the left`() {
    #expect(
      table([["name", "count"], ["ana", "7"], ["benedikt", "12"]]) == """
        name      count
        ana           7
        benedikt     12
        """
    )
  }

  @Test func `a name cannot act on the terminal`() {
    #expect(safe("a\u{1B}[31m\u{202E}b") == "a\\u{1b}[31m\\u{202e}b")
  }
}
