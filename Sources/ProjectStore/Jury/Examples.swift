package import AnnotationCore

extension Project {
  /// Items whose every field is decided, with their labels, in the order of their ids: of each language
  /// those that were imported first.
  /// - Parameter limit: how many of each language at most.
  package func settledExamples(limit: Int = 20) throws(StoreError) -> [Example] {
    try read(.manage) { db in
      let languages: [String] = try db.values("SELECT language FROM item_language")
      let items = try languages.flatMap { language in
        try db.rows(
          """
          SELECT item.* FROM item CROSS JOIN readiness ON readiness.item = item.id
          WHERE item.language = :language AND readiness.settled = 1 ORDER BY item.id LIMIT :limit
          """,
          ["language": language, "limit": limit]
        ) { (row: try $0["id"] as Int64, item: try ItemRows.item($0, withModel: false)) }
      }.sorted { $0.item.id < $1.item.id }
      return try DossierReader(db, detail: .forRules).dossiers(of: items).map { dossier in
        Example(item: dossier.item, values: dossier.decisions.compactMapValues(\.value))
      }
    }
  }
}
