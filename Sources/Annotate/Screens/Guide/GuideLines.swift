import AnnotationCore
import SafeText

extension App {
  /// What the guideline says on the field that is asked, or everything that holds the words.
  func plainGuide(on query: String) -> [String] {
    let blocks = guideBlocks(self)
    if !query.isEmpty {
      let found = blocks.filter {
        $0.kind != .contents && !TextSearch.matches(of: query, in: $0.text).isEmpty
      }
      return found.isEmpty ? ["The guideline does not have '\(query)'."] : found.map(\.text)
    }
    guard let field = item?.focus,
      let start = blocks.firstIndex(where: { $0.anchor == "field:\(field)" })
    else { return blocks.filter { $0.kind != .contents }.map(\.text) }
    let rest = blocks[(start + 1)...].prefix { $0.anchor == nil && $0.kind != .heading }
    return [blocks[start].text] + rest.map(\.text)
  }
}
