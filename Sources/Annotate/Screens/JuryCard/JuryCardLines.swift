import AnnotationCore

extension JuryCard {
  func lines(in app: App) -> [String] {
    var lines = ["The jury on \(item), \(opinion.words):"]
    for row in app.rows(of: self) {
      lines.append("\(row.title): you \(row.own), the jury \(row.jury)")
    }
    lines += app.reasons(in: opinion, to: app.guideline.fields.filter(\.kind.isText))
    lines.append(
      whyNotRevise
        ?? (app.item?.item.id == item
          ? ":reopen takes the last stage back to revise it, :reopen again the one before."
          : ":undo takes the last stage back to revise it, :undo again the one before.")
    )
    return lines
  }
}
