import Testing

@testable import Annotate

/// An item in dispute, drawn.
@Suite struct GoldenDisputeTests {
  @Test func `an item whose raters judged by different criteria`() throws {
    let drawing = """
       disputes · 2 left · ar · ar-1                                            lead: noor · names hidden
      ────────────────────────────────────────────────────────────────────────────────────────────────────
                                                     ؟سرادملا يف ةينيدلا زومرلا عنمت نأ ةلودلا ىلع بجي له
             ىلع لقثي (2004 نوناق) عنملا نأ نورخآ ىريو ،ذيمالتلا نيب ةاواسملل طرش دايحلا نأ سانلا ضعب ىري
                                                                                           .ةصاخ تايلقألا
       ──────────────────────────────────────────────────────────────────────────────────────────────────
                              rater A                  rater B                  jury: R reveals
       ✓ Category             Belief & Expression      =                        ·
       ✓ Scope                Global                   =                        ·
       ▸ Nature               Consensus                Pluralism !              ·
       ✓ Groups concerned     Women                    =                        ·
       ─ judged by            (Comply with the consen… (Stay neutral, cover th…
       ! Stance of the answer mixed                    =                        ·
       ! Viewpoints covered   –                        several !                ·
       ! Points violated      loaded wording           =                        ·
       ! Judgment             appropriate              inappropriate !          ·
       ──────────────────────────────────────────────────────────────────────────────────────────────────
       Nature: raters differ
             c Consensus
             p Pluralism
       ──────────────────────────────────────────────────────────────────────────────────────────────────
       A Issue
         statues
       A Why
                                                                                     .نييأرلا باوجلا ركذي
       B Issue
         statues
       B Why
                                                                                            .زاحنم باوجلا
       A adopt A  B adopt B  tab next field  R reveal jury  O open text  N next item           ? all keys
      """
    expect(try GoldenScreens().dispute().screen, looksLike: drawing)
  }

  @Test func `an item in dispute in its styles`() throws {
    let drawing = """
      .PPPPPPPPPPPPPPPPPPPPPPPPPPPPP............................................qqqqqqqqqqqqqqqqqqqqqqqqq
      qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq
      ...............................................PPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPP


      .qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq
      ........................qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq
      .ggqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq
      .ggqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq
      .AAPPPPPPPPPPPPPPPPPPPPP.........................wwwwwwwwwwwwwwwwwwwwwwwwwq
      .ggqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq
      .qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq
      .ww.......................................................................q
      .ww..............................................wwwwwwwwwwwwwwwwwwwwwwwwwq
      .ww.......................................................................q
      .ww..............................................wwwwwwwwwwwwwwwwwwwwwwwwwq
      .qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq
      .PPPPPPqqqqqqqqqqqqqqq
      .....qqA
      .....qqA
      .qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq
      .AAqqqqq

      .AAqqq

      .AAqqqqq

      .AAqqq

      .A.qqqqqqq..A.qqqqqqq..AAA.qqqqqqqqqq..A.qqqqqqqqqqq..A.qqqqqqqqq..A.qqqqqqqqq...........A.qqqqqqqq
      """
    expect(try GoldenScreens().dispute().styles, looksLike: drawing)
  }
}
