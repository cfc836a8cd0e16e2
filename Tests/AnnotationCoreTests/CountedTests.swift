import AnnotationCore
import Testing

@Suite struct `Numbers with what they count` {
  @Test func `one of a thing is not called as several are`() {
    #expect(counted(0, "flag") == "0 flags")
    #expect(counted(1, "flag") == "1 flag")
    #expect(counted(2, "flag") == "2 flags")
    #expect(counted(1, "reply", "replies") == "1 reply")
    #expect(counted(3, "reply", "replies") == "3 replies")
  }
}
