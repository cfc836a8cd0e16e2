package import AnnotationCore

extension Project {
  /// Items whose every field is decided, with their labels, in the order of their ids.
  ///
  /// - Parameter limit: how many of each language at most.
  package func settledExamples(limit: Int = 20) throws(StoreError) -> [Example] {
    try read { db in
      let items = try db.rows(
        """
        SELECT item.* FROM (
          SELECT item.id AS row, row_number() OVER (PARTITION BY item.language ORDER BY item.key)
            AS place
          FROM readiness JOIN item ON item.id = readiness.item
          WHERE readiness.settled = 1
        ) AS settled JOIN item ON item.id = settled.row
        WHERE place <= :limit ORDER BY item.key
        """,
        ["limit": limit]
      ) { (row: try $0["id"] as Int64, item: try ItemRows.item($0, withModel: false)) }
      return try DossierReader(db, detail: .forRules).dossiers(of: items).map { dossier in
        Example(item: dossier.item, values: dossier.decisions.compactMapValues(\.value))
      }
    }
  }
}
