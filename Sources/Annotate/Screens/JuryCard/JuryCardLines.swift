import AnnotationCore

extension App {
  func plainLines(of card: JuryCard) -> [String] {
    var lines = ["The jury on \(card.item), \(card.opinion.words):"]
    for row in rows(of: card) {
      lines.append("\(row.title): you \(row.own), the jury \(row.jury)")
    }
    lines += reasons(in: card.opinion, to: guideline.fields.filter(\.kind.isText))
    lines.append(
      card.whyNotRevise
        ?? (item?.item.id == card.item
          ? ":reopen takes the last stage back to revise it, :reopen again the one before."
          : ":undo takes the last stage back to revise it, :undo again the one before.")
    )
    return lines
  }
}
