/// A router's replay beside an earlier one, with the cohorts in which its quality changed.
package struct ComparedReplay: Sendable {
  package let pair: PairedReplay
  /// The test of all cohorts for a loss of quality; nil where nothing changed, or where nobody has
  /// looked yet.
  let cohorts: CohortScan?
  /// What recording anew moves a mean by; nil on one recording.
  let noiseFloor: NoiseFloor?

  /// Takes a pair whose cohorts are looked at when a gate asks for them.
  package init(_ pair: PairedReplay) {
    self.pair = pair
    noiseFloor = NoiseFloor(pair)
    cohorts = nil
  }

  /// Tests the cohorts; O(draws × changes).
  init(_ pair: PairedReplay, partitions: [CohortPartition], streams: TestStreams) {
    self.pair = pair
    noiseFloor = NoiseFloor(pair)
    cohorts =
      pair.flips.isEmpty && pair.qualityChanges.isEmpty
      ? nil
      : CohortScan(
        pair.qualityColumn, isRise: false, pair: pair, partitions: partitions,
        signs: streams.signs(metric: MetricName.quality.rawValue, test: "cohorts"))
  }
}
