/// One rater's label for one item.
package struct Rating: Hashable, Sendable {
  package var item: String
  package var rater: String
  package var label: String

  package init(item: String, rater: String, label: String) {
    self.item = item
    self.rater = rater
    self.label = label
  }
}
