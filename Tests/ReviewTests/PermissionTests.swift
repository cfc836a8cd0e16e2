import AnnotationCore
import ArgumentParser
import Fixtures
import Foundation
import ProjectStore
import Testing

@testable import Review

/// Every command of `review` for every role, held against the tables of docs/permissions.md.
@Suite struct PermissionTests {
  private static let document = try? String(
    contentsOfFile: repositoryFile("docs/permissions.md"),
    encoding: .utf8
  )

  /// The cells of the table whose head begins with a word.
  private static func table(_ head: String) -> [[String]] {
    let lines = (document ?? "").split(separator: "\n", omittingEmptySubsequences: false)
    guard let start = lines.firstIndex(where: { $0.hasPrefix("| \(head) |") }) else { return [] }
    return lines[(start + 2)...].prefix { $0.hasPrefix("|") }.map { line in
      line.split(separator: "|", omittingEmptySubsequences: false).dropFirst().dropLast()
        .map { $0.trimmingCharacters(in: .whitespaces) }
    }
  }

  /// What a command needs, by its name.
  private static func needs() -> [String: Permission] {
    var needs: [String: Permission] = [:]
    for row in table("command") where row[0].hasPrefix("`review ") {
      needs[String(row[0].dropFirst(8).dropLast())] = Permission(
        rawValue: String(row[1].dropFirst().dropLast())
      )
    }
    return needs
  }

  @Test func `the table of roles says what the roles may do`() {
    let rows = Self.table("may")
    #expect(rows.count == Permission.allCases.count)
    for (row, permission) in zip(rows, Permission.allCases) {
      #expect(row[0].hasPrefix("`\(permission.rawValue)`"))
      let roles: [Person.Role] = [.lead, .annotator, .viewer]
      #expect(row[1] == "yes")
      for (cell, role) in zip(row[2...], roles) {
        #expect((cell == "yes") == role.permissions.contains(permission), "\(permission) \(role)")
      }
    }
  }

  @Test func `every command that opens a project is in the table`() {
    let withoutProject: Set = ["new", "metrics", "people own"]
    let named = Set(Self.needs().keys)
    #expect(named.symmetricDifference(Self.leaves()) == withoutProject)
  }

  @Test(arguments: Person.Role.allCases)
  func `whoever may not do what a command needs is refused, before anything else`(
    role: Person.Role
  ) async throws {
    let place = try Workplace()
    try makeProject(in: place, role: role)
    for (name, permission) in Self.needs().sorted(by: { $0.key < $1.key }) {
      let arguments = try arguments(of: name, in: place)
      let error = await failure(name, arguments)
      if role.permissions.contains(permission) {
        if case .team(.notAllowed)? = error as? StoreError {
          Issue.record("\(role) \(name): \(error!)")
        }
      } else {
        let user = Identity.tester.user
        #expect(
          error as? StoreError == .team(.notAllowed(permission, user: user)),
          "\(role) \(name): \(error.map { "\($0)" } ?? "done")"
        )
      }
    }
  }

  @Test func `a system user who is not on the team is told nothing of it`() async throws {
    let place = try Workplace()
    try makeProject(in: place, role: nil)
    for name in Self.needs().keys.sorted() {
      let error = await failure(name, try arguments(of: name, in: place))
      #expect(error as? StoreError == .team(.notOnTeam(user: Identity.tester.user)), "\(name)")
      #expect(!"\(error.map { "\($0)" } ?? "")".contains("zoe"))
    }
  }

  @Test func `leads are the owner's to add and to change`() async throws {
    let place = try Workplace()
    try makeProject(in: place, role: .lead)
    let refused = StoreError.team(.notAllowed(.leads, user: Identity.tester.user))
    for arguments in [
      ["people add", "max", "--role", "lead"], ["people edit", "ann", "--role", "lead"],
      ["people edit", "boss", "--role", "annotator", "--languages", "en"],
      ["people deactivate", "boss", "--reason", "so"],
      // Whoever can work as somebody else could label for them.
      ["people edit", "ann", "--system-user", Identity.tester.user],
      ["people add", "max", "--languages", "en", "--system-user", Identity.tester.user],
    ] {
      let error = await failure(arguments[0], [place.project] + arguments.dropFirst())
      #expect(error as? StoreError == refused, "\(arguments)")
    }
    #expect(await failure("people edit", [place.project, "ann", "--languages", "en,fr"]) == nil)
  }

  /// A project that another system user owns, in which the one who runs the tests has a role.
  private func makeProject(in place: Workplace, role: Person.Role?) throws {
    let guideline = smallGuideline()
    let owner = Identity(user: "zoe-owner")
    let project = try Project.create(
      at: place.project,
      guideline: guideline,
      source: "small",
      hash: "abc",
      owner: owner.user,
      at: moment
    )
    var random = SplitMix64(seed: 1)
    func add(_ name: String, _ role: Person.Role, user: String? = nil) throws {
      _ = try project.addPerson(
        NewPerson(name: name, role: role, languages: ["en"], systemUser: user),
        at: moment,
        using: &random
      )
    }
    try add("ann", .annotator)
    try add("boss", .lead)
    if let role { try add("me", role, user: Identity.tester.user) }
    try project.importItems([item("a")], at: moment)
    try project.close()
  }

  /// Words with which a command would do something.
  private func arguments(of name: String, in place: Workplace) throws -> [String] {
    func file(_ name: String, _ lines: String...) throws -> String {
      try place.write(lines, to: name)
    }
    let jury = repositoryFile("samples/jury.yaml")
    let more: [String] =
      switch name {
      case "import": [try file("items.jsonl", Workplace.item("b"))]
      case "answers":
        [
          try file("questions.jsonl", #"{"id":"q","language":"en","question":"?"}"#),
          "--writers", repositoryFile("samples/writers.yaml"),
        ]
      case "import-annotations":
        [try file("labels.csv", "item,annotator,field,label", "a,ann,reach,wide")]
      case "people add": ["new", "--languages", "en"]
      case "people edit": ["ann", "--languages", "fr"]
      case "people deactivate", "people qualify": ["ann", "--reason", "so"]
      case "people history": ["ann"]
      case "reference import": [try file("references.jsonl")]
      case "guideline": [valuesGuideline]
      case "run", "jury batch": ["--jury", jury]
      case "jury check": ["--jury", jury]
      case "jury prompt": ["a"]
      case "jury judge", "jury route", "jury share", "raters", "alt-test": ["--field", "reach"]
      case "export": [place.path("release")]
      default: []
      }
    return [place.project] + more
  }

  private func failure(_ name: String, _ arguments: [String]) async -> (any Error)? {
    do {
      var command = try ReviewCommand.parseAsRoot(
        name.split(separator: " ").map(String.init) + arguments
      )
      if var waiting = command as? any AsyncParsableCommand {
        try await waiting.run()
      } else {
        try command.run()
      }
      return nil
    } catch { return error }
  }

  /// The names of all commands that are no groups.
  private static func leaves(
    of command: any ParsableCommand.Type = ReviewCommand.self,
    _ prefix: String = ""
  ) -> [String] {
    command.configuration.subcommands.flatMap { sub in
      let name = prefix + (sub.configuration.commandName ?? "\(sub)".lowercased())
      return sub.configuration.subcommands.isEmpty ? [name] : leaves(of: sub, name + " ")
    }
  }
}
