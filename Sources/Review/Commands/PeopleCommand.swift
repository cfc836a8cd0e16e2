import AnnotationCore
import ArgumentParser
import CommandLineKit
import Files
import Foundation
import JSON
import ProjectStore
import SafeText

struct PeopleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "people",
    abstract: "Add, list and change the people of a project.",
    discussion: """
      Annotators label, leads also decide and manage, viewers see figures. Who made the project owns \
      it: leads are the owner's to add. docs/permissions.md says who may do what.
      """,
    subcommands: [
      Add.self, List.self, Edit.self, Deactivate.self, History.self, Qualify.self, Own.self,
    ]
  )

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Add a person.")

    @OptionGroup var project: ProjectArgument

    @Argument(help: "Their name in the project. If it is their system user's, they need no --as.")
    var name: String

    @Option(help: "annotator, lead or viewer.")
    var role: Person.Role = .annotator

    @Option(help: "The languages that they label, such as ar,en.")
    var languages = ""

    @Option(help: "The system user who they are, where it is not the name. Several may share one.")
    var systemUser: String?

    @Option(
      name: .customLong("group"),
      help: ArgumentHelp(
        "A group that they belong to, such as culture=arab; may be given several times.",
        valueName: "attribute=group"
      )
    )
    var groups: [String] = []

    func run() throws {
      let tags = try languageTags(languages)
      if role == .annotator, tags.isEmpty {
        throw ValidationError(
          "An annotator needs at least one language. Example: --languages ar,en"
        )
      }
      let store = try project.open(for: .people)
      var random = SystemRandomNumberGenerator()
      let person = try store.addPerson(
        NewPerson(
          name: name,
          role: role,
          languages: tags,
          systemUser: try systemUser.map(checkedUser),
          groups: PersonGroups(try groupsByAttribute(groups))
        ),
        at: now(),
        using: &random
      )
      printOutput("\(person.name): \(person.role.rawValue), \(person.pseudonym) in releases.")
    }
  }

  struct Edit: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Change a person's name, role, languages, groups or system user.",
      discussion: "What was so before stays on record: see 'review people history'."
    )

    @OptionGroup var project: ProjectArgument

    @Argument(help: "Their name in the project.")
    var name: String

    @Option(name: .customLong("name"), help: "Their new name.")
    var newName: String?

    @Option(help: "annotator, lead or viewer.")
    var role: Person.Role?

    @Option(help: "All languages that they label, such as ar,en.")
    var languages: String?

    @Option(help: "The system user who they are. Several people may share one.")
    var systemUser: String?

    @Option(
      name: .customLong("group"),
      help: ArgumentHelp(
        "A group that they belong to, such as culture=arab; culture= takes it away.",
        valueName: "attribute=group"
      )
    )
    var groups: [String] = []

    @ArgumentParser.Flag(help: "They work on the project again.")
    var active = false

    @Option(help: "Why, which is recorded.")
    var reason: String?

    func validate() throws {
      try check("--reason", lengthOf: reason)
      guard
        newName != nil || role != nil || languages != nil || systemUser != nil || !groups.isEmpty
          || active
      else {
        throw ValidationError(
          "Nothing to change. Name --name, --role, --languages, --system-user, --group or --active."
        )
      }
    }

    func run() throws {
      let change = PersonChange(
        name: newName,
        role: role,
        languages: try languages.map(languageTags),
        systemUser: try systemUser.map(checkedUser),
        groups: try groupsByAttribute(groups),
        isActive: active ? true : nil
      )
      let store = try project.open(for: .people)
      let person = try store.changePerson(named: name, change, reason: reason, at: now())
      printOutput(PeopleReport.line(person))
    }
  }

  struct Deactivate: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Let a person leave: they can no longer open the project. What they said stays."
    )

    @OptionGroup var project: ProjectArgument

    @Argument(help: "Their name in the project.")
    var name: String

    @Option(help: "Why, which is recorded.")
    var reason: String

    func validate() throws { try check("--reason", lengthOf: reason) }

    func run() throws {
      let store = try project.open(for: .people)
      let change = PersonChange(isActive: false)
      let person = try store.changePerson(named: name, change, reason: reason, at: now())
      printOutput(PeopleReport.line(person))
    }
  }

  struct History: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show what a person was called, was and might do, and who changed it."
    )

    @OptionGroup var project: ProjectArgument

    @Argument(help: "Their name in the project.")
    var name: String

    @OptionGroup var options: ReportOptions

    func run() throws {
      let states = try project.open(for: .people).history(ofPersonNamed: name)
      report(options, json: PeopleReport.json(states)) { PeopleReport.text(states) }
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
      let store = try project.open(for: .people)
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
      let people = try project.open(for: .figures).people()
      report(options, json: PeopleReport.json(people)) {
        people.isEmpty
          ? "Nobody yet. Next: review people add \(project.project) NAME --languages ar,en"
          : PeopleReport.text(people)
      }
    }
  }

  struct Own: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract:
        "Become the owner of a project whose file is yours, as after a move to another machine."
    )

    @OptionGroup var project: ProjectArgument

    func run() throws {
      let user = NSUserName()
      try Project.takeOver(
        at: project.project,
        by: user,
        owningFile: FileRights.isOwn(project.project),
        at: now()
      )
      printOutput("\(project.project): \(user) owns it. The owners before stay on record.")
    }
  }
}

/// Language tags that are written with commas between them.
private func languageTags(_ text: String) throws -> [String] {
  let tags = text.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
  try check("The number of --languages", tags.count, atMost: Bounds.languages)
  for tag in tags where !LanguageTag.isWellFormed(tag) {
    throw ValidationError("'\(tag)' is not a language tag. Example: --languages ar,en,pt-BR")
  }
  return tags
}

private func checkedUser(_ user: String) throws -> String {
  guard NameRule.name.problem(with: user) == nil else {
    throw ValidationError("'\(user)' is no system user's name.")
  }
  return user
}

/// Groups that are written as attribute=group.
private func groupsByAttribute(_ written: [String]) throws -> [String: String] {
  try check("The number of --group", written.count, atMost: Bounds.groups)
  var groups: [String: String] = [:]
  for text in written {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      .map { $0.trimmingCharacters(in: .whitespaces) }
    guard parts.count == 2, !parts[0].isEmpty else {
      throw ValidationError("'\(text)' is no group. Example: --group culture=arab")
    }
    guard groups.updateValue(parts[1], forKey: parts[0]) == nil else {
      throw ValidationError("--group \(parts[0]) is given twice.")
    }
  }
  return groups
}

extension Person.Role: ExpressibleByArgument {}
