/// How labels become the label of record, as far as it is not said field by field.
package struct DecisionPolicy: Hashable, Sendable, Codable {
  /// Humans whose label counts, for a field to be decided by rule.
  package var minimumRaters: Int
  package var jury: JuryRole
  /// Verdicts that count, for the jury to have a say.
  package var juryQuorum: Int
  /// How the jury's verdict is made of its jurors'.
  package var juryRule: JuryRule
  /// What a jury does that is short of verdicts, split, or of another opinion than the humans.
  package var juryConflict: JuryConflict
  /// How many votes a juror has in a majority, by name; one where it is not here.
  package var jurorVotes: [String: Double]
  /// Who breaks the tie of humans on a field that a majority decides.
  package var ties: Ties

  package init(
    minimumRaters: Int,
    jury: JuryRole,
    juryQuorum: Int,
    juryRule: JuryRule = .majority,
    juryConflict: JuryConflict = .lead,
    jurorVotes: [String: Double] = [:],
    ties: Ties = .jury
  ) {
    self.minimumRaters = minimumRaters
    self.jury = jury
    self.juryQuorum = juryQuorum
    self.juryRule = juryRule
    self.juryConflict = juryConflict
    self.jurorVotes = jurorVotes
    self.ties = ties
  }

  /// Reads a policy as a project keeps it; one that was kept before there was a choice has what was done
  /// then.
  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    minimumRaters = try values.decode(Int.self, forKey: .minimumRaters)
    jury = try values.decode(JuryRole.self, forKey: .jury)
    juryQuorum = try values.decode(Int.self, forKey: .juryQuorum)
    juryRule = try values.decodeIfPresent(JuryRule.self, forKey: .juryRule) ?? .majority
    juryConflict =
      try values.decodeIfPresent(JuryConflict.self, forKey: .juryConflict) ?? .lead
    jurorVotes = try values.decodeIfPresent([String: Double].self, forKey: .jurorVotes) ?? [:]
    ties = try values.decodeIfPresent(Ties.self, forKey: .ties) ?? .jury
  }

  /// What the jury is for.
  package enum JuryRole: String, Hashable, Sendable, Codable, CaseIterable {
    /// Its verdict must agree with the humans.
    case confirms = "confirms"
    /// Items are decided without it.
    case ignored = "ignored"
  }

  /// What follows where humans agree and the jury does not confirm it.
  package enum JuryConflict: String, Hashable, Sendable, Codable, CaseIterable {
    /// A lead decides.
    case lead = "lead"
    /// What the humans say is decided, without the jury.
    case humans = "humans"
  }

  /// What follows where no label has the share of the humans that it needs.
  package enum Ties: String, Hashable, Sendable, Codable, CaseIterable {
    /// Humans and jurors are counted together.
    case jury = "jury"
    /// A lead decides.
    case lead = "lead"
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
