package import AnnotationCore
import GRDB

extension Project {
  /// Items whose every field is decided, with their labels, in the order of their ids.
  ///
  /// - Parameter limit: how many of each language at most.
  package func settledExamples(limit: Int = 20) throws(StoreError) -> [Example] {
    try read { db in
      let items = try Row.fetchAll(
        db,
        sql: """
          SELECT \(ItemRows.columns), item.id FROM (
            SELECT item.id AS row, row_number() OVER (PARTITION BY item.language ORDER BY item.key)
              AS place
            FROM readiness JOIN item ON item.id = readiness.item
            WHERE readiness.settled = 1
          ) JOIN item ON item.id = row
          WHERE place <= ? ORDER BY item.key
          """,
        arguments: [limit]
      )
      let rows = items.map { row -> (row: Int64, item: Item) in
        (row[row.count - 1], ItemRows.item(row, withModel: false))
      }
      return try DossierReader(db, detail: .forRules).dossiers(of: rows).map { dossier in
        Example(item: dossier.item, values: dossier.decisions.compactMapValues(\.value))
      }
    }
  }
}
