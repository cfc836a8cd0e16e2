import AnnotationCore

/// What was entered in a stage of an item and could not be saved.
struct UnsavedDraft: Hashable, Sendable {
  var draft: Draft
  /// The criterion that the stage was judged by.
  var criterion: CriterionID?
  /// Why it could not be saved, in a sentence; empty where nobody has tried.
  var why = ""
  /// The file that keeps it; nil while only this window has it.
  var file: String?
}

extension App {
  /// What is entered on the item that is open and not saved, or nil.
  func unsavedDraft(now: Timestamp) -> UnsavedDraft? {
    guard let item, item.hasUnsavedValues else { return nil }
    return UnsavedDraft(draft: item.draft(at: now), criterion: item.form.basis.criterion)
  }

  /// What could not be saved of the item that is open.
  var unsavedOfItem: UnsavedDraft? {
    item.flatMap { item in unsaved.first { $0.draft.item == item.item.id } }
  }

  /// Shows what could not be saved of the item that is open, beside what the record holds.
  mutating func offerUnsaved() {
    guard let offered = unsavedOfItem else { return }
    if item?.form.values == offered.draft.values, item?.session.stage == offered.draft.stage {
      // It was saved after all, by the window that it was entered in.
      unsaved.removeAll { $0 == offered && $0.file == nil }
    } else {
      overlay = UnsavedCard(offered)
    }
  }

  /// Opens the item of what an earlier session could not save.
  mutating func take(found: [UnsavedDraft]) -> [Effect] {
    unsaved += found.filter { !unsaved.contains($0) }
    return unsaved.first.map { [.openItem($0.draft.item, QueuePosition())] } ?? []
  }

  /// Why what could not be saved cannot be put into the fields, or nil.
  func whyNotRestore(_ entered: UnsavedDraft) -> String? {
    guard let item else { return "Open the item first." }
    let stage = entered.draft.stage
    if item.access != .open || item.session.stage != stage {
      return
        "Stage \(stage.rawValue) is not open any more: it was committed or taken back meanwhile."
    }
    return item.form.basis.criterion == entered.criterion
      ? nil : "The stage is judged by another criterion now."
  }

  /// Puts what could not be saved into the fields, as a change that can be taken back.
  mutating func restoreUnsaved() -> [Effect] {
    guard let entered = unsavedOfItem, var state = item else { return [] }
    state.replaceValues(with: entered.draft.values)
    let draft = state.draftToSave(at: entered.draft.at)
    item = state
    unsaved.removeAll { $0 == entered }
    notice = .good("In the fields again. \(key(of: .item("undo")) ?? "undo") takes it out.")
    return (draft.map { [.saveDraft($0)] } ?? []) + [.forgetUnsaved(entered)]
  }

  /// Removes what could not be saved of the item that is open.
  mutating func discardUnsaved() -> [Effect] {
    guard let entered = unsavedOfItem else { return [] }
    unsaved.removeAll { $0 == entered }
    notice = .calm("Removed; the fields are as they were saved.")
    return [.forgetUnsaved(entered)]
  }
}

extension UnsavedDraft {
  /// What was entered in each field, in words, beside what the record holds of the same stage.
  func comparison(in app: App) -> [(field: FieldID, entered: String, saved: String)] {
    let saved = app.item?.session.stage == draft.stage ? app.item?.form.values : nil
    return app.guideline.fields(of: draft.stage).compactMap { field in
      let values = (draft.values[field.id], saved?[field.id])
      guard values.0 != nil || values.1 != nil else { return nil }
      return (
        field.id, app.words(for: values.0, of: field.id), app.words(for: values.1, of: field.id)
      )
    }
  }
}
