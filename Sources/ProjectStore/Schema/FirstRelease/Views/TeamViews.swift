/// Who is on the team, as it is now.
enum TeamViews {
  static let all = [
    """
    CREATE VIEW member AS
    SELECT person.id, person.pseudonym, state.name, state.role, state.languages, state.system_user,
      state.groups, state.is_active
    FROM person JOIN person_state AS state
      ON state.id = (SELECT max(id) FROM person_state WHERE person_state.person = person.id)
    """
  ]
}
