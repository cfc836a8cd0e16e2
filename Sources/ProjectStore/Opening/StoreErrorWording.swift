import AnnotationCore

// Every sentence that the store says to people stands in this file.

extension StoreError: CustomStringConvertible {
  /// What happened, where, and what to do next.
  package var description: String {
    opening ?? working ?? doing
  }

  private var opening: String? {
    switch self {
    case .noSuchFile(let path):
      "There is no project at \(path). Check the path, or make a project with 'review new'."
    case .folderMissing(let folder):
      "The folder \(folder) does not exist. Make it first, or choose another one."
    case .folderReadOnly(let folder):
      "The folder \(folder) cannot be written to. A project needs to keep its journal beside "
        + "itself: ask for permission to write there, or move the project to another folder."
    case .fileReadOnly(let path):
      "The project \(path) cannot be written to. Ask its owner for permission to write."
    case .exists(let path):
      "There is a file at \(path) already. Choose another path; nothing is overwritten."
    case .notAProject(let path):
      "The file \(path) is not a project of Values Workbench. Check the path."
    case .newerVersion(let path, let found, let known):
      "The project \(path) was written by a later version of this program (format \(found), "
        + "this one knows \(known)). Update the program; the project is untouched."
    default: nil
    }
  }

  private var working: String? {
    switch self {
    case .busy(let path):
      "Another program keeps the project \(path) busy. Wait for it to finish, then try "
        + "again; nothing was changed."
    case .diskFull(let path):
      "The disk that holds \(path) is full. Make room, then try again; nothing was changed."
    case .moved(let path):
      "The project is no longer at \(path): it was moved, deleted or replaced while it was open. "
        + "Put it back and try again; nothing was written to the file that is gone."
    case .damaged(let path, let detail):
      "The project \(path) is damaged (\(detail)). Go back to the latest copy, or keep this one "
        + "safe and try 'sqlite3 PROJECT .recover'."
    case .refused(let detail):
      "The project refused a row that would break a promise of its own: \(detail)."
    case .failed(let path, let detail):
      "The project \(path) could not be read or written: \(detail)."
    default: nil
    }
  }

  private var doing: String {
    switch self {
    case .invalidName: "A name needs at least one visible character."
    case .personExists(let name):
      "The name '\(name)' is taken on the team. Choose another one; 'review people' shows who is "
        + "there."
    case .noSuchPerson(let name):
      "There is nobody called '\(name)' on the team. Add them with 'review people add'."
    case .noSuchItem(let id): "There is no item '\(id)' in the project. Check the id."
    case .notAssigned(let item): "The item '\(item)' is not assigned to this person."
    case .notNow(let item, let stage, let state):
      "Stage \(stage.rawValue) of the item '\(item)' cannot be worked on now: it is \(state.words)."
    case .emptyReason: "A reason is needed. Say in a few words why."
    case .emptyComment: "A flag needs a comment. Say in a few words what the lead should see."
    case .nothingToUndo: "There is nothing to take back."
    case .takenOver: "Another session of yours writes to the project now. Take over there or here."
    case .guidelineChanged(let version):
      "The project's guideline is now version \(version). Open the project again to go on with it."
    case .guidelineRefused(let sentences):
      "The guideline cannot be replaced: labels that exist would lose their meaning. "
        + sentences.joined(separator: " ") + " Make a project of its own for such a change."
    case .guidelineVersionTaken(let version):
      "The project had a guideline of version \(version) before. Give this one a version of its own, "
        + "so that labels tell which one they followed."
    case .referenceExists(let item):
      "The item '\(item)' has a reference already, with other labels. A reference never changes: "
        + "give the corrected case an item of its own."
    case .alreadyAssigned(let item):
      "The item '\(item)' is assigned to annotators already, so it cannot become a training item. "
        + "Import training references before 'review assign'."
    case .trainingFirst(let item):
      "The item '\(item)' opens after your training. Finish the training items; where they are done, "
        + "ask a lead."
    case .usedDownstream(let item):
      "The item '\(item)' has been decided with what you said, so it cannot be taken back. Tell a "
        + "lead, or flag the item."
    case .assistanceOff:
      "The guideline shows nobody what the jury says. A lead can choose otherwise there "
        + "(assistance: {mode: after_commit})."
    case .commitFirst(let item):
      "What the jury says of the item '\(item)' is shown once you have committed it."
    case .noOpinion(let item):
      "There is nothing of the jury to see on the item '\(item)' yet. Your list marks the items where "
        + "there is."
    case .noSuchJuror(let name):
      "There is no juror called '\(name)' in the jury. Check the jury file."
    case .jurorChanged(let name):
      "The juror '\(name)' gave its verdicts with another model, way of asking or sampling. Give the "
        + "changed juror a new name in the jury file, so that nobody takes the one for the other."
    case .jurorsAlike(let one, let other):
      "The jurors '\(one)' and '\(other)' are the same model, asked in the same way: it would have two "
        + "votes. Take one of them out of the jury file, or give them different seeds."
    case .jurorRenamed(let name, let old):
      "The juror '\(name)' is '\(old)' under a new name, and what '\(old)' said would not count any more. "
        + "Keep the name '\(old)' in the jury file."
    case .alreadyReviewed(let item, let juror, let attempt):
      "The juror '\(juror)' has a review of the item '\(item)' already (attempt \(attempt)). "
        + "Perhaps a second run is under way."
    case .jurorInBatchChanged(let name):
      "The juror '\(name)' has a batch under way that asks another model, or in another way. Collect it "
        + "with the jury file it was written for, or give the changed juror a new name."
    case .trialInBatch(let item, let juror):
      "The juror '\(juror)' is asked about the item '\(item)' in another batch already. A second "
        + "'review jury batch' is under way: wait for it, then try again."
    case .batchMovedOn(let key):
      "Something happened to the batch \(key) meanwhile: a second 'review jury batch' is under way. "
        + "Wait for it, then try again."
    case .noSuchBatch(let key):
      "There is no batch \(key) in the project. 'review jury batch PROJECT --list' shows which there are."
    case .noSuchQuestion(let id):
      "There is no question '\(id)' in the project. Check the id, or import the questions."
    case .noSuchWriter(let name):
      "There is no writer called '\(name)' in the project. Check the file of writers."
    case .writerChanged(let name):
      "The writer '\(name)' wrote its answers with another model or sampling. Give the changed "
        + "writer a new name in its file, so that nobody takes the one for the other."
    case .notALead(let name): "Only a lead may do this, and '\(name)' is none."
    case .ownWork(let item):
      "You are still to label the item '\(item)' yourself. Finish or skip it first, then "
        + "adjudicate it."
    case .notDisputed(let item, let field):
      "The field '\(field)' of the item '\(item)' is not in dispute (any more). Look at it again."
    case .awaits(let item, let field, let fields):
      "The field '\(field)' of the item '\(item)' depends on \(fields.joined(separator: ", ")). "
        + "Decide that first."
    case .illegalValue(let item, let field, _):
      "That value is not one that the field '\(field)' of the item '\(item)' takes."
    default: "The project could not do this."
    }
  }
}

extension WorkState {
  fileprivate var words: String {
    switch self {
    case .open: "open, and stage one comes first"
    case .started: "started, and stage one is committed"
    case .waiting: "waiting until stage one is decided"
    case .done: "done"
    case .skipped: "skipped"
    }
  }
}

extension ImportProblem: CustomStringConvertible {
  /// What is wrong with the item, and what to do next.
  package var description: String {
    switch self {
    case .differs(let id, let column):
      "the project has an item '\(id)' whose \(column) differs. An item never changes once it is "
        + "imported: give this one another id"
    case .duplicate(let id, let firstLine):
      "the id '\(id)' stands on line \(firstLine) already. Every item needs an id of its own"
    case .store(let error): error.description
    }
  }
}
