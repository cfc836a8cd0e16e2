import AnnotationCore
import ArgumentParser
import CommandLineKit
import Foundation
import JSON
import ProjectStore
import SafeText

struct PeopleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "people",
    abstract: "Add and list the people of a project.",
    subcommands: [Add.self, List.self, Qualify.self]
  )

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Add a person.")

    @OptionGroup var project: ProjectArgument

    @Argument(help: "Their name in the project. If it is their system user's, they need no --as.")
    var name: String

    @Option(help: "annotator or lead.")
    var role: Person.Role = .annotator

    @Option(help: "The languages that they label, such as ar,en.")
    var languages = ""

    func run() throws {
      let tags = languages.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
      try check("The number of --languages", tags.count, atMost: Bounds.languages)
      for tag in tags where !LanguageTag.isWellFormed(tag) {
        throw ValidationError("'\(tag)' is not a language tag. Example: --languages ar,en,pt-BR")
      }
      if role == .annotator, tags.isEmpty {
        throw ValidationError(
          "An annotator needs at least one language. Example: --languages ar,en"
        )
      }
      let store = try project.open()
      var random = SystemRandomNumberGenerator()
      let person = try store.addPerson(
        name: name,
        role: role,
        languages: tags,
        at: now(),
        using: &random
      )
      printOutput("\(person.name): \(person.role.rawValue), \(person.pseudonym) in releases.")
    }
  }

  struct Qualify: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Open the real items to a person, whatever their training results."
    )

    @OptionGroup var project: ProjectArgument

    @Argument(help: "Their name in the project.")
    var name: String

    @Option(help: "The reason, which is recorded.")
    var reason: String

    func validate() throws { try check("--reason", lengthOf: reason) }

    func run() throws {
      let store = try project.open()
      guard let person = try store.person(named: name) else {
        throw StoreError.team(.noSuchPerson(name))
      }
      try store.waiveTraining(of: person.id, reason: reason, at: now())
      printOutput("\(name): the real items are open.")
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the people.")

    @OptionGroup var project: ProjectArgument
    @OptionGroup var options: ReportOptions

    func run() throws {
      let people = try project.open().people()
      report(
        options,
        json: .array(
          people.map { person in
            .object([
              ("name", .string(person.name)), ("role", .string(person.role.rawValue)),
              ("languages", .array(person.languages.map { .string($0) })),
              ("pseudonym", .string(person.pseudonym)),
            ])
          }
        )
      ) {
        people.isEmpty
          ? "Nobody yet. Next: review people add \(project.project) NAME --languages ar,en"
          : table(
            [["name", "role", "in releases", "languages"]]
              + people.map {
                [$0.name, $0.role.rawValue, $0.pseudonym, $0.languages.joined(separator: ",")]
              }
          )
      }
    }
  }
}

extension Person.Role: ExpressibleByArgument {}
