import EvalStatistics
import Testing

struct MixShiftTests {
  typealias Side = CohortShift.Side

  /// The case `kitagawa_mix_shift` of the known answers: en, de, ja.
  private static let known = [
    cohort(800, 0.9, 950, 0.88), cohort(150, 0.7, 40, 0.65), cohort(50, 0.4, 10, 0.3),
  ]

  private static func cohort(
    _ reference: Int64,
    _ before: Double,
    _ current: Int64,
    _ after: Double
  ) -> CohortShift {
    CohortShift(
      reference: reference == 0 ? nil : Side(weight: reference, mean: before),
      current: current == 0 ? nil : Side(weight: current, mean: after))
  }

  @Test func `the totals meet the known answer`() throws {
    let shift = try #require(MixShift(cohorts: Self.known))
    #expect(isClose(shift.referenceMean, 0.845, relative: 1e-14))
    #expect(isClose(shift.currentMean, 0.865, relative: 1e-14))
    #expect(isClose(shift.difference, 0.02, relative: 1e-14))
    #expect(isClose(shift.mix, 181.0 / 4000, relative: 1e-14))
    #expect(isClose(shift.within, -101.0 / 4000, relative: 1e-14))
    #expect(shift.isReversed)
  }

  @Test func `the effects of cohorts meet the known answer`() throws {
    let effects = try #require(MixShift(cohorts: Self.known)).effects
    for (effect, mix) in zip(effects, [0.00525, 0.0198, 0.0202]) {
      #expect(isClose(effect.mix, mix, relative: 1e-14))
    }
    for (effect, within) in zip(effects, [-0.0175, -0.00475, -0.003]) {
      #expect(isClose(effect.within, within, relative: 1e-14))
    }
  }

  @Test func `nothing on a side cannot be split`() {
    #expect(MixShift(cohorts: []) == nil)
    #expect(MixShift(cohorts: [Self.cohort(3, 0.5, 0, 0)]) == nil)
    #expect(MixShift(cohorts: [Self.cohort(0, 0, 3, 0.5)]) == nil)
  }

  @Test func `one cohort has no mix`() throws {
    let shift = try #require(MixShift(cohorts: [Self.cohort(7, 0.5, 900, 0.25)]))
    #expect(shift.mix == 0)
    #expect(shift.within == -0.25)
    #expect(!shift.isReversed)
  }

  @Test func `a cohort that vanished or is new is all mix`() throws {
    let shift = try #require(
      MixShift(cohorts: [
        Self.cohort(50, 0.75, 50, 0.75), Self.cohort(50, 0.25, 0, 0),
        Self.cohort(0, 0, 50, 0.5),
      ]))
    #expect(shift.effects.map(\.within) == [0, 0, 0])
    // c = 0.5625: a cohort below it left, one slightly below it came.
    #expect(shift.effects.map(\.mix) == [0, 0.15625, -0.03125])
    #expect(shift.difference == 0.125)
    #expect(!shift.isReversed)
  }

  @Test func `the same on both sides is no shift`() throws {
    let shift = try #require(
      MixShift(cohorts: [Self.cohort(3, 0.1, 6, 0.1), Self.cohort(5, 0.7, 10, 0.7)]))
    #expect(shift.mix == 0)
    #expect(shift.within == 0)
    #expect(!shift.isReversed)
  }

  @Test func `a change of mix alone is no reversal`() throws {
    let shift = try #require(
      MixShift(cohorts: [Self.cohort(30, 0.1, 60, 0.1), Self.cohort(70, 0.7, 40, 0.7)]))
    #expect(shift.within == 0)
    #expect(isClose(shift.mix, -0.18, relative: 1e-14))
    #expect(!shift.isReversed)
  }

  @Test func `both parts sum to the difference, in any order`() throws {
    var source = SeededSample(seed: 341)
    for _ in 0..<200 {
      let cohorts = (0..<8).map { index in
        Self.cohort(
          Int64(source.integer(index == 0 ? 1...90 : 0...90)), source.unit(),
          Int64(source.integer(1...90)), source.unit())
      }
      let shift = try #require(MixShift(cohorts: cohorts))
      #expect((shift.mix + shift.within - shift.difference).magnitude < 1e-15)
      let reversed = try #require(MixShift(cohorts: cohorts.reversed()))
      #expect((shift.mix - reversed.mix).magnitude < 1e-15)
      #expect((shift.within - reversed.within).magnitude < 1e-15)
    }
  }

  @Test func `exchanging the sides changes every sign`() throws {
    var source = SeededSample(seed: 342)
    let cohorts = (0..<6).map { _ in
      Self.cohort(
        Int64(source.integer(1...9)), source.unit(), Int64(source.integer(1...9)), source.unit())
    }
    let shift = try #require(MixShift(cohorts: cohorts))
    let back = try #require(
      MixShift(
        cohorts: cohorts.map { CohortShift(reference: $0.current, current: $0.reference) }))
    #expect(shift.mix == -back.mix)
    #expect(shift.within == -back.within)
    #expect(shift.isReversed == back.isReversed)
  }

  @Test func `a cohort without weight or side is a programming error`() async {
    await #expect(processExitsWith: .failure) { _ = CohortShift(reference: nil, current: nil) }
    await #expect(processExitsWith: .failure) { _ = CohortShift.Side(weight: 0, mean: 1) }
    await #expect(processExitsWith: .failure) { _ = CohortShift.Side(weight: 1, mean: .nan) }
  }
}
