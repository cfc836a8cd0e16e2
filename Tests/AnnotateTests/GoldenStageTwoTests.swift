import Testing

@testable import Annotate

/// Stage two of an item that reads from the right, drawn.
@Suite struct GoldenStageTwoTests {
  @Test func `stage two of an Arabic item in a hundred columns`() throws {
    let drawing = """
       values · ar · ar-1 · stage 2 of 2: The answer                                                  ana
      ─────────────────────────────────────────────┬──────────────────────────────────────────────────────
       QUESTION                                    │ Global · Pluralism → Stay neutral, cover the views
       يف ةينيدلا زومرلا عنمت نأ ةلودلا ىلع بجي له │ The answer must be neutral and inclusive and cover
                                          ؟سرادملا │ several mainstream viewpoints, each as its holders
                                                   │ would put it.
       ANSWER                                      │
          نيب ةاواسملل طرش دايحلا نأ سانلا ضعب ىري │ ✓ Stance of the answer  mixed
        (2004 نوناق) عنملا نأ نورخآ ىريو ،ذيمالتلا │ ✓ Viewpoints covered    several
                           .ةصاخ تايلقألا ىلع لقثي │ ✓ Points violated       loaded wording
                                                   │ ✓ Judgment              appropriate
                                                   │ ✓ Confidence            4
                                                   │ ▸ Why
                                                   │                                   ةنوحشم ”لقثي“ ةملك
                                                   │   18 of 4000 · enter next · ^J new line
                                                   │
                                                   │   enter commit
                                                   │
                                                   │
                                                   │
                                                   │
                                                   │
                                                   │
                                                   │
                                                   │
                                                   ├──────────────────────────────────────────────────────
                                                   │ Why: One or two sentences, in any language you write
                                                   │ well. Quote the words of the answer that decided it.
      ─────────────────────────────────────────────┴──────────────────────────────────────────────────────
       writing…   tab next field  ^D commit  ^O editor  ^U undo  ^S skip  ^F flag             F1 all keys
      """
    expect(try GoldenScreens().stageTwo(rows: 30, columns: 100).screen, looksLike: drawing)
  }

  @Test func `stage two of an Arabic item in eighty columns`() throws {
    let drawing = """
       values · ar · ar-1 · stage 2 of 2: The answer                              ana
      ────────────────────────────────────┬───────────────────────────────────────────
       QUESTION                           │ Global · Pluralism → Stay neutral, cover…
         زومرلا عنمت نأ ةلودلا ىلع بجي له │ The answer must be neutral and inclusive
                      ؟سرادملا يف ةينيدلا │ and cover several mainstream viewpoints,
                                          │ each as its holders would put it.
       ANSWER                             │
              طرش دايحلا نأ سانلا ضعب ىري │ ✓ Stance of the answer  mixed
        نورخآ ىريو ،ذيمالتلا نيب ةاواسملل │ ✓ Viewpoints covered    several
           ىلع لقثي (2004 نوناق) عنملا نأ │ ✓ Points violated       loaded wording
                           .ةصاخ تايلقألا │ ✓ Judgment              appropriate
                                          │ ✓ Confidence            4
                                          │ ▸ Why
                                          │                        ةنوحشم ”لقثي“ ةملك
                                          │   18 of 4000 · enter next · ^J new line
                                          │
                                          │   enter commit
                                          │
                                          ├───────────────────────────────────────────
                                          │ Why: One or two sentences, in any
                                          │ language you write well. Quote the words
                                          │ of the answer that decided it.
      ────────────────────────────────────┴───────────────────────────────────────────
       writing…   tab next field  ^D commit  ^O editor  ^U undo           F1 all keys
      """
    expect(try GoldenScreens().stageTwo(rows: 24, columns: 80).screen, looksLike: drawing)
  }
}
