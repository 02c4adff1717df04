import EvalStatistics
import Testing

/// Every platform and build must come to the same bits.
///
/// Each fingerprint folds the bits of a thousand values. One that changes means
/// that printed figures may change: then the engine version has to.
struct BitPatternTests {
  @Test func `elementary functions keep their bits`() {
    var source = SeededSample(seed: 1)
    #expect(fingerprint { Elementary.exp(source.uniform(-700, 700)) } == 0x6520_c92a_74aa_2221)
    #expect(fingerprint { Elementary.log(source.logUniform(-300, 300)) } == 0x713b_5a26_c5cb_dba9)
    #expect(fingerprint { Elementary.log1p(source.uniform(-0.99, 4)) } == 0xe567_0950_2462_999a)
    #expect(fingerprint { Elementary.logGamma(source.logUniform(-3, 6)) } == 0xa218_487e_c4f9_8a3c)
    #expect(fingerprint { Elementary.erfc(source.uniform(-5, 26)) } == 0x8292_26c6_c02f_2979)
  }

  @Test func `distributions keep their bits`() {
    var source = SeededSample(seed: 2)
    #expect(fingerprint { Normal.upperTail(source.uniform(-8, 37)) } == 0xca6f_eb4c_fc0e_3f3a)
    #expect(
      fingerprint {
        ChiSquared.upperTail(
          source.uniform(0.1, 80), degreesOfFreedom: source.uniform(1, 50))
      } == 0x7dbf_61c1_8146_6ac1)
    #expect(
      fingerprint {
        StudentT.cdf(source.uniform(-9, 3), degreesOfFreedom: source.uniform(1, 99))
      } == 0xdf5f_4faa_d667_9011)
    #expect(
      fingerprint {
        let trials = source.integer(1...5000)
        return Binomial.cdf(
          source.integer(0...trials), trials: trials, probability: source.unit())
      } == 0xa3fc_072f_886c_f5ee)
  }

  @Test func `quantiles keep their bits`() {
    var source = SeededSample(seed: 3)
    #expect(fingerprint { Normal.quantile(source.unit()) } == 0x8505_676e_5338_642c)
    #expect(
      fingerprint {
        StudentT.quantile(source.unit(), degreesOfFreedom: source.uniform(1, 99))
      } == 0x3321_60cd_0368_abef)
    #expect(
      fingerprint {
        BetaDistribution.quantile(
          source.unit(), alpha: source.uniform(0.5, 99), beta: source.uniform(0.5, 99))
      } == 0xfd74_2110_1fcb_b396)
  }

  @Test func `sums and standard errors keep their bits`() {
    var source = SeededSample(seed: 4)
    #expect(fingerprint { CompensatedSum.sum(source.normals(300)) } == 0xa391_ff72_87c9_6578)
    let clusters = (0..<40).map { Int32($0 / 3) }
    #expect(
      fingerprint {
        let estimate = ClusterRobust.mean(
          values: source.normals(40), weights: nil, clusters: clusters, clusterCount: 14)
        return estimate?.standardError ?? -1
      } == 0xe2ba_19e7_c94d_d1ac)
  }

  @Test func `measures of drift keep their bits`() {
    var source = SeededSample(seed: 5)
    #expect(
      fingerprint {
        let reference = (0..<6).map { _ in source.integer(1...500) }
        let current = (0..<6).map { _ in source.integer(0...500) }
        return CategoricalDrift.gTest(reference: reference, current: current)?.pValue ?? -1
      } == 0x0584_c147_fb65_d38b)
    #expect(
      fingerprint {
        let reference = (0..<6).map { _ in source.integer(1...500) }
        let current = (0..<6).map { _ in source.integer(0...500) }
        return PopulationStability.estimate(reference: reference, current: current)?.pValue ?? -1
      } == 0x2b6c_6588_6b7a_19b8)
    #expect(
      fingerprint {
        KolmogorovDistribution.upperTail(source.uniform(0, 0.5), sampleSize: 40)
      } == 0xdd7d_a9dd_0b01_0bb4)
    let stream = Philox4x32(key: SIMD2(5, 5))
    #expect(
      fingerprint {
        KolmogorovSmirnov.permutationP(
          reference: source.integers(6, 0...9), current: source.integers(7, 0...9),
          clusters: nil, replicates: 19, stream: stream, seed: 1 << 40 | 3) ?? -1
      } == 0x7606_295b_0030_512a)
  }

  /// The bits of a thousand values, folded by the rule of FNV-1a.
  private func fingerprint(_ value: () -> Double) -> UInt64 {
    (0..<1000).reduce(0xcbf2_9ce4_8422_2325) { hash, _ in
      (hash ^ value().bitPattern) &* 0x100_0000_01b3
    }
  }
}
