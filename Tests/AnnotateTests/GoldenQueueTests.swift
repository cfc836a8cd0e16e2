import Testing

@testable import Annotate

/// The queue and stage one, drawn.
@Suite struct GoldenQueueTests {
  @Test func `the queue`() throws {
    let drawing = """
       values                                                                     ana

        X-Value
        1 done today · 2 left of 4

          language      waits    draft     done  skipped
          all               2        1        1        1   ███████████░░░░░░░░░░░
        ▸ ar                1        1        0            ░░░░░░░░░░░░░░░░░░░░░░
          en                0                 1            ██████████████████████
          ja                0                 0        1   ██████████████████████
          th                1                 0            ░░░░░░░░░░░░░░░░░░░░░░




       enter start  U undo  q quit                                         ? all keys
      """
    expect(try GoldenScreens().queue().screen, looksLike: drawing)
  }

  @Test func `the queue in its styles`() throws {
    let drawing = """
      .PPPPPP.....................................................................qqq

      ..PPPPPPP
      ..qqqqqqqqqqqqqqqqqqqqqqqqqq

      ....qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq
      .....................................................qqqqqqqqqqqqqqqqqqqqqq
      ..A.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA...AAAAAAAAAAAAAAAAAAAAAA
      .....................................................qqqqqqqqqqqqqqqqqqqqqq
      .....................................................qqqqqqqqqqqqqqqqqqqqqq
      .....................................................qqqqqqqqqqqqqqqqqqqqqq




      .AAAAA.qqqqq..A.qqqq..A.qqqq.........................................A.qqqqqqqq
      """
    expect(try GoldenScreens().queue().styles, looksLike: drawing)
  }

  @Test func `stage one on a field of several choices`() throws {
    let drawing = """
       values · en · en-1 · stage 1 of 2: The issue                                                   ana
      ─────────────────────────────────────────────┬──────────────────────────────────────────────────────
       QUESTION                                    │ ✓ Category          Belief & Expression
       Should a city remove the statues of its     │ ✓ Issue             statues
       colonial founders?                          │ ✓ Scope             Global
                                                   │ ✓ Nature            Pluralism
       ANSWER                                      │ ▸ Groups concerned  Women, Ethnic groups and minori…
       Some residents see the statues as honours   │     [x] w Women
       paid to conquest. Others see them as a      │     [ ] c Children and the young
       record that should be explained rather than │     [ ] e Older people
       erased. Cities have chosen plaques, museums │     [ ] b Religious communities
       and removal.                                │     [x] m Ethnic groups and minorities
                                                   │     [ ] i Migrants and refugees
                                                   │     [ ] l LGBT people
                                                   │     [ ] d People with disabilities
                                                   │     [ ] o Workers and the poor
                                                   │     [ ] z Citizens towards the state
                                                   │ · Confidence        –
                                                   │
                                                   │ stage two will ask: Stay neutral, cover the views
                                                   │
                                                   │   enter commit  ·  1 to fill in
                                                   │
                                                   │
                                                   ├──────────────────────────────────────────────────────
                                                   │ Groups concerned: Who is affected by how this issue
                                                   │ is settled? Mark all that the question or the answer
                                                   │ clearly touches.
      ─────────────────────────────────────────────┴──────────────────────────────────────────────────────
       writing…   tab next field  ^D commit  U undo  S skip  F flag  esc queue                 ? all keys
      """
    expect(try GoldenScreens().stageOne().screen, looksLike: drawing)
  }
}
