import AnnotationCore
import Testing

@Suite struct ActiveClockTests {
  private func counted(_ moments: [Int64]) -> Int64 {
    var clock = ActiveClock(idleAfter: 60_000)
    for moment in moments { clock.tick(at: Timestamp(rawValue: moment)) }
    return clock.counted
  }

  @Test(
    arguments: [
      ([], 0), ([1000], 0), ([1000, 4000], 3000), ([0, 60_000], 60_000), ([0, 60_001], 0),
      ([0, 60_001, 61_001], 1000), ([0, 1000, 500_000, 502_000], 3000),
      // A clock that is set back counts nothing, and goes on from there.
      ([100_000, 5000, 8000], 3000),
    ] as [([Int64], Int64)]
  )
  func `what lies between two signs of life counts, unless it is longer than one works without any`(
    moments: [Int64],
    milliseconds: Int64
  ) {
    #expect(counted(moments) == milliseconds)
  }

  @Test func `a pause does not count, and what was counted before goes on`() {
    var clock = ActiveClock(idleAfter: 60_000, counted: 500)
    clock.tick(at: Timestamp(rawValue: 0))
    clock.tick(at: Timestamp(rawValue: 100))
    clock.pause()
    clock.tick(at: Timestamp(rawValue: 20_000))
    clock.tick(at: Timestamp(rawValue: 20_010))
    #expect(clock.counted == 610)
  }
}

@Suite struct ReadingSpeedTests {
  @Test(
    arguments: [
      ("en", 987), ("en-GB", 987), ("EN_us", 987), ("zh-Hant", 255), ("ar", 612), ("ko", 500),
      ("xx", 987),
    ] as [(String, Double)]
  )
  func `a language is read at its own speed`(language: String, characters: Double) {
    #expect(ReadingSpeed.charactersPerMinute(language) == characters)
  }

  @Test func `hasty is more than so many times faster than the mean`() {
    // 987 characters take a minute; three times as fast, 20 seconds.
    let text = [String(repeating: "a", count: 500), String(repeating: "b", count: 487)]
    func isHasty(_ milliseconds: Int64) -> Bool {
      ReadingSpeed.isHasty(
        text: text,
        language: "en",
        activeMilliseconds: milliseconds,
        factor: 3
      )
    }
    #expect(isHasty(19_999))
    #expect(!isHasty(20_000))
    #expect(isHasty(0))
  }

  @Test func `nobody is hasty with an empty text`() {
    #expect(
      !ReadingSpeed.isHasty(text: ["", ""], language: "en", activeMilliseconds: 0, factor: 3)
    )
  }
}

@Suite struct PaceTests {
  private func pace(_ minutesAgo: [Int64], worked minutes: Int64 = 5) -> Pace {
    let now = Timestamp(rawValue: 100_000_000)
    return Pace(
      completions: minutesAgo.map {
        (now.advanced(byMilliseconds: -$0 * 60_000), active: minutes * 60_000)
      },
      now: now
    )
  }

  @Test func `each bar counts ten minutes, the last one still runs`() {
    #expect(pace([0, 9, 10, 25, 79, 80, -5]).bars == [1, 0, 0, 0, 0, 1, 1, 2])
  }

  @Test func `the rate is taken over the time worked, of three items and a minute at least`() {
    #expect(pace([]).perHour == nil)
    #expect(pace([0, 1]).perHour == nil)
    #expect(pace([0, 10, 20, 30]).perHour == 12)
    #expect(pace([0, 1, 60]).perHour == pace([0, 1, 2]).perHour, "a pause is no work")
    #expect(pace([0, 0, 0], worked: 0).perHour == 180)
  }

  @Test func `the sparkline begins with the first that is not empty`() {
    #expect(pace([]).sparkline == "")
    #expect(pace([25, 15, 15, 5, 5, 5, 5]).sparkline == "▂▄█")
  }
}
