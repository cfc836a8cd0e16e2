/// How labels become the label of record, as far as it is not said field by field.
package struct DecisionPolicy: Hashable, Sendable, Codable {
  /// Humans whose label counts, for a field to be decided by rule.
  package var minimumRaters: Int
  package var jury: JuryRole
  /// Verdicts that count, for the jury to have a say.
  package var juryQuorum: Int
  /// How the jury's verdict is made of its jurors'.
  package var juryRule: JuryRule

  package init(
    minimumRaters: Int,
    jury: JuryRole,
    juryQuorum: Int,
    juryRule: JuryRule = .majority
  ) {
    self.minimumRaters = minimumRaters
    self.jury = jury
    self.juryQuorum = juryQuorum
    self.juryRule = juryRule
  }

  /// Reads a policy as a project keeps it; one that was kept when majorities were all there was has
  /// that rule.
  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    minimumRaters = try values.decode(Int.self, forKey: .minimumRaters)
    jury = try values.decode(JuryRole.self, forKey: .jury)
    juryQuorum = try values.decode(Int.self, forKey: .juryQuorum)
    juryRule = try values.decodeIfPresent(JuryRule.self, forKey: .juryRule) ?? .majority
  }

  /// What the jury is for.
  package enum JuryRole: String, Hashable, Sendable, Codable, CaseIterable {
    /// Its verdict must agree with the humans.
    case confirms = "confirms"
    /// Items are decided without it.
    case ignored = "ignored"
  }

  /// How one verdict is made of those of the jurors.
  ///
  /// Where a field takes several choices it is always the majority.
  package enum JuryRule: String, Hashable, Sendable, Codable, CaseIterable {
    /// What more than half of the jurors say.
    case majority = "majority"
    /// The most probable label where each juror is as reliable as it was on other items.
    case weighted = "weighted"
    /// The most probable label by the model of Dawid and Skene, of humans and jurors together.
    case dawidSkene = "dawid_skene"
  }

  /// Whether the rules need opinions that are worked out before deciding.
  package var needsJurorWeights: Bool { jury == .confirms && juryRule != .majority }
}
