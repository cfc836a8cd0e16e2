import SafeText
import TerminalKit

/// The command table as text, for settings files, docs/keys.md and man page.
enum CommandListing: String, CaseIterable {
  case text
  case markdown
  /// A page of the manual, section 7.
  case man

  /// Every command with its id, keys and sentence, by scope.
  var listing: String {
    switch self {
    case .text: return text
    case .markdown: return markdown
    case .man: return man
    }
  }

  private var text: String {
    let width = commandTable.map { displayWidth("\($0.id)") }.max() ?? 0
    return Scope.allCases.map { scope in
      let lines = commands(of: scope).map { command in
        let id = padded("\(command.id)", to: width)
        return "  \(id)  \(padded(names(of: command), to: 13)) \(command.help)"
      }
      return ([scope.title] + lines).joined(separator: "\n")
    }.joined(separator: "\n\n")
  }

  private var markdown: String {
    let rows = Scope.allCases.flatMap { scope in
      commands(of: scope).map { command in
        "| \(scope.title) | `\(command.id)` | \(keysInMarkdown(command)) | \(command.help) |"
      }
    }
    return (["| where | command | keys | does |", "|---|---|---|---|"] + rows)
      .joined(separator: "\n")
  }

  private var man: String {
    let head = """
      .Dd $Mdocdate$
      .Dt ANNOTATE-COMMANDS 7
      .Os
      .Sh NAME
      .Nm annotate-commands
      .Nd commands of annotate and their keys
      .Sh DESCRIPTION
      Small letters and digits answer the field in focus; capitals and control keys are commands.
      A settings file can give each command other keys.
      """
    let sections = Scope.allCases.map { scope in
      let items = commands(of: scope).map { command in
        ".It \(escaped(names(of: command)))\n\(escaped(command.help))\n.Pq Ic \(command.id)"
      }
      return ".Sh \(scope.title.uppercased())\n.Bl -tag -width 14n\n"
        + items.joined(separator: "\n") + "\n.El"
    }
    return ([head] + sections).joined(separator: "\n")
  }

  /// Text as mdoc takes it: a backslash is an escape, and so is a dot or a quote that begins a line.
  private func escaped(_ text: String) -> String {
    let text = text.replacing("\\", with: "\\e")
    return text.hasPrefix(".") || text.hasPrefix("'") ? "\\&" + text : text
  }

  private func commands(of scope: Scope) -> [Command] {
    commandTable.filter { $0.id.scope == scope }
  }

  private func names(of command: Command) -> String {
    command.keys.map(\.name).joined(separator: " ")
  }

  private func keysInMarkdown(_ command: Command) -> String {
    command.keys.map { key in
      key.name == "|" ? "`\\|`" : "`\(key.name)`"
    }.joined(separator: " ")
  }
}
