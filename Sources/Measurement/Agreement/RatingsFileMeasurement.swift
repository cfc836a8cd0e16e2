import Agreement
import RatingFiles

/// Agreement in a file of ratings, overall and by its other columns.
struct RatingsFileMeasurement {
  let file: RatingFile
  let scale: Scale
  let order: [String]?
  let options: MeasuringOptions

  /// - Parameter by: columns to measure by, or two with a comma between them.
  func rows(by: [String]) throws -> [MeasuredRow] {
    let categories = try Categories(of: file.table, scale: scale, order: order)
    var rows = rows(of: nil, "", categories)
    for names in by {
      for (stratum, items) in try strata(names) {
        rows += self.rows(of: items, stratum, categories)
      }
    }
    return rows
  }

  private func rows(
    of items: [Int]?,
    _ stratum: String,
    _ categories: Categories
  ) -> [MeasuredRow] {
    options.measure(file.table, categories, items: items).map { coefficient in
      MeasuredRow(
        coefficient,
        interval: options.reported(coefficient.intervals),
        stratum: stratum
      )
    }
  }

  /// The items of each value of a column, or of each pair of values of two.
  private func strata(_ names: String) throws -> [(stratum: String, items: [Int])] {
    let columns = try names.split(separator: ",").map { name in
      guard let found = file.attributes.first(where: { $0.name == name }) else {
        let known = file.attributes.map(\.name)
        throw CommandFailure(
          "There is no column '\(name)' to measure by. "
            + (known.isEmpty
              ? "The file has item, annotator and label alone."
              : "The file has: \(known.joined(separator: ", ")).")
        )
      }
      return found
    }
    return Strata.groups(
      file.table.items.indices.map { item in
        columns.map { "\($0.name)=\($0.values[item])" }.joined(separator: ", ")
      }
    )
  }
}

/// Items by what they have in common.
enum Strata {
  /// - Parameter names: the stratum of each item; nil for items that are in none.
  /// - Returns: the strata by name, with the positions of their items.
  static func groups(_ names: [String?]) -> [(stratum: String, items: [Int])] {
    var groups: [String: [Int]] = [:]
    for (item, name) in names.enumerated() {
      if let name { groups[name, default: []].append(item) }
    }
    return groups.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}
