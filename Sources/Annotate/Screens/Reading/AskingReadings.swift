import AnnotationCore

/// When the user is asked what they can read.
extension App {
  /// Asks about a script of the item that is open, before it is read; an answer that was given in another
  /// project is recorded in this one.
  mutating func askWhetherReadable() -> [Effect] {
    guard let state = item, var readings else { return [] }
    let checks = state.scripts.compactMap(readings.check)
      .filter { readings.recorded.insert($0).inserted }
    self.readings = readings
    if overlay == nil, guide == nil, !state.has(.hadKey) || !readings.repeated.isEmpty,
      let script = readings.toAskAbout(state.scripts)
    {
      editItem { $0.clock.pause() }
      overlay = ReadingCard(
        ReadingQuestion(
          script,
          language: state.item.language,
          text: state.item.question,
          order: readings.order
        )
      )
    }
    return checks.map(Effect.recordReading)
  }

  /// No longer asks what is known, now that it is known which terminal it is.
  mutating func askAnew() -> [Effect] {
    if let card = overlay as? ReadingCard, readings?.check(of: card.question.script) != nil {
      overlay = nil
    }
    return askWhetherReadable()
  }

  /// Asks again about each script of the item that is open.
  mutating func askAgain() -> [Effect] {
    let scripts = item?.scripts ?? []
    readings?.repeated.formUnion(scripts)
    return []
  }
}
