/// The tables of the first release.
///
/// Frozen: a later release is another migration.
///
/// Moments are milliseconds since 1970 in UTC, money is whole billionths, `item` and `person` in other
/// tables are row ids. What people and models said is only ever added to (see ``AppendOnly``); a later
/// row of a chain supersedes an earlier one. Tables and views are SQL that other databases take with
/// small changes; what only SQLite has is in the folder SQLite.
enum FirstRelease {
  static let statements: [String] =
    ProjectTables.all + ItemTables.all + TeamTables.all + AnnotationTables.all + JuryTables.all
    + DecisionTables.all + AssistanceTables.all + AnswerTables.all + BatchTables.all
    + AgreementTables.all
    + TeamViews.all + ItemViews.all + AnnotationViews.all + JuryViews.all + DecisionViews.all
    + AnswerViews.all
    + OpinionViews.all + GivenChoiceViews.all + SearchIndex.tables + ChainTriggers.all
    + WorkTriggers.all + JuryQueueTriggers.all
    + BatchTriggers.all + TeamTriggers.all + AppendOnly.all
}
