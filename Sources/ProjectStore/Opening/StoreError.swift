package import AnnotationCore

/// Why the store did not do what it was asked.
///
/// Nothing was changed. Holds facts; ``StoreError/description`` words them.
package enum StoreError: Error, Hashable, Sendable {
  // Opening and creating.
  case noSuchFile(path: String)
  case folderMissing(folder: String)
  case folderReadOnly(folder: String)
  case fileReadOnly(path: String)
  case exists(path: String)
  /// The file is no database, or another program's.
  case notAProject(path: String)
  /// A later program wrote the file.
  case newerVersion(path: String, found: Int, known: Int)

  // The database at work.
  /// Another program held the file for longer than one waits for it.
  case busy(path: String)
  case diskFull(path: String)
  /// The file is no longer where it was opened.
  case moved(path: String)
  case damaged(path: String, detail: String)
  /// The schema refused a row that breaks one of its promises.
  case refused(detail: String)
  case failed(path: String, detail: String)

  // People and items.
  case invalidName(String)
  case personExists(String)
  case noSuchPerson(String)
  case noSuchItem(ItemID)
  case notAssigned(item: ItemID)

  // Annotating.
  /// The stage cannot be worked on where the annotator stands with the item.
  case notNow(item: ItemID, stage: StageNumber, state: WorkState)
  case emptyReason
  case emptyComment
  case nothingToUndo
  /// Another session of the same person writes since then.
  case takenOver(since: Timestamp)
  /// The project has a later version of its guideline.
  case guidelineChanged(version: String)
  /// What a new guideline would do to labels that exist, in sentences.
  case guidelineRefused([String])
  /// An earlier guideline of the project had that version.
  case guidelineVersionTaken(String)
  /// The item has a reference already, with other labels.
  case referenceExists(item: ItemID)
  /// The item is assigned, and can become no training item any more.
  case alreadyAssigned(item: ItemID)
  /// Real items are not open to the person yet.
  case trainingFirst(item: ItemID)
  /// A decision rests on what was to be taken back or replaced.
  case usedDownstream(item: ItemID)

  // Assistance.
  /// The guideline lets nobody look at the jury's opinion after a commit.
  case assistanceOff
  /// The annotator has not committed what the jury's opinion would be of.
  case commitFirst(item: ItemID)
  /// There is no opinion of the jury to look at (yet).
  case noOpinion(item: ItemID)

  // The jury.
  case noSuchJuror(String)
  /// The name stood for another model, prompt or sampling when it gave its verdicts.
  case jurorChanged(String)
  /// Two jurors of a jury are one model that is asked in one way.
  case jurorsAlike(String, String)
  /// A new name for a juror that has spoken, or has a batch under way.
  case jurorRenamed(String, from: String)
  case alreadyReviewed(item: ItemID, juror: String, attempt: Int)
  /// The name stood for another model, prompt or sampling when an open batch was written.
  case jurorInBatchChanged(String)
  /// Another open batch asks the juror about the item.
  case trialInBatch(item: ItemID, juror: String)
  /// Another program did something with the batch meanwhile.
  case batchMovedOn(String)
  case noSuchBatch(String)

  // Answers.
  case noSuchQuestion(ItemID)
  case noSuchWriter(String)
  /// The name stood for another model or sampling when it wrote its answers.
  case writerChanged(String)

  // Adjudicating.
  case notALead(String)
  /// The lead has not finished the item as an annotator.
  case ownWork(item: ItemID)
  case notDisputed(item: ItemID, field: FieldID)
  /// The field depends on others that are to be decided first.
  case awaits(item: ItemID, field: FieldID, [FieldID])
  case illegalValue(item: ItemID, field: FieldID, value: FieldValue?)
}

/// Why an item was not taken in.
package enum ImportProblem: Error, Hashable, Sendable {
  /// The project has an item of that id with other content; the first column that differs.
  case differs(id: ItemID, column: String)
  /// The id stands in the file twice.
  case duplicate(id: ItemID, firstLine: Int)
  /// The store could not keep it.
  case store(StoreError)
}
