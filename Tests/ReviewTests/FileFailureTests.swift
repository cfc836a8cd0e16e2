import Files
import Fixtures
import Foundation
import Testing

@testable import Review

/// What cannot be written is said in words, with its path.
@Suite struct FileFailureTests {
  let place: Workplace

  init() throws { place = try Workplace() }

  private func complaint(_ body: () throws -> Void) -> String? {
    #expect(throws: FileError.self, performing: body)?.description
  }

  @Test func `a release that cannot be written`() throws {
    let file = try place.write("x", to: "file")
    #expect(
      complaint { _ = try ReleaseFolder(file + "/release") }
        == "\(file)/release: the folder cannot be made: a part of its path is a file and no folder; "
        + "check the path."
    )
    let release = try ReleaseFolder(place.path("release"))
    try release.touch("data/items.jsonl")
    #expect(
      complaint { try release.touch("data/items.jsonl/more") }
        == place.path("release/data/items.jsonl/more")
        + ": cannot be written: something of this name is there already; take another name, or "
        + "remove it."
    )
    _ = try place.write("x", to: "release")
    let refused = #expect(throws: CommandFailure.self) { try release.finish() }
    #expect(refused.map { "\($0)".contains("release exists already.") } == true)
    release.discard()
    #expect(
      place.folder.contents == [
        "file", "release",
      ]
    )
  }

  @Test func `a table of raters that cannot be written`() throws {
    let ratings = try place.write("item,annotator,label", "a,x,1", "a,y,1", to: "ratings.csv")
    #expect(
      complaint {
        try place.run(
          RatersCommand.self,
          "--ratings",
          ratings,
          "--abilities",
          place.path("no/a.csv")
        )
      }
        == "\(place.path("no/a.csv")): cannot be written: its folder is not there; check the path."
    )
    #expect(
      complaint {
        try place.run(RatersCommand.self, "--ratings", ratings, "--posteriors", "/dev/full")
      } == "/dev/full: cannot be written: the disk is full; make room, then try again."
    )
  }

  @Test func `a log that cannot be written, and one that is added to by its owner alone`() throws {
    #expect(
      complaint { _ = try JuryLog(path: place.folder.path, withTexts: false) }
        == "\(place.folder.path): cannot be written: it is a folder; name a file."
    )
    _ = try JuryLog(path: place.path("log.jsonl"), withTexts: false)
    let attributes = try FileManager.default.attributesOfItem(atPath: place.path("log.jsonl"))
    #expect(attributes[.posixPermissions] as? NSNumber == 0o600)
  }
}
