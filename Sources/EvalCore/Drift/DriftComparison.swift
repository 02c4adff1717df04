import EvalStatistics

/// Which features of golden and traffic can be compared, and the comparison of each.
package struct DriftComparison: Sendable {
  /// A feature that is not compared, and why not.
  package struct Skipped: Equatable, Sendable, Encodable {
    package var feature: String
    package var reason: String

    package init(feature: String, reason: String) {
      self.feature = feature
      self.reason = reason
    }
  }

  private let golden: QuerySample
  private let traffic: QuerySample
  private let limits: DriftLimits
  private let streams: TestStreams
  private let replicates: Int?

  /// Prepares a comparison.
  ///
  /// - Parameters:
  ///   - golden: What is known of the golden's queries.
  ///   - traffic: What is known of the traffic's.
  ///   - limits: From where on a difference is a drift.
  ///   - streams: The random streams.
  ///   - replicates: The permutations; nil for as many as the decision needs.
  package init(
    golden: QuerySample, traffic: QuerySample, limits: DriftLimits, streams: TestStreams,
    replicates: Int? = nil
  ) {
    self.golden = golden
    self.traffic = traffic
    self.limits = limits
    self.streams = streams
    self.replicates = replicates
  }

  /// The features that both sides have.
  package var features: [String] {
    let others = Set(traffic.features)
    return golden.features.filter { others.contains($0) && hasValues($0) }
  }

  /// The features that cannot be compared.
  package var skipped: [Skipped] {
    let all = Set(golden.features).union(traffic.features)
    return all.sorted { (QuerySample.place($0), $0) < (QuerySample.place($1), $1) }
      .compactMap { feature in
        if !golden.features.contains(feature) {
          return Skipped(feature: feature, reason: "the golden has none")
        }
        if !traffic.features.contains(feature) {
          return Skipped(feature: feature, reason: "the traffic has none")
        }
        return hasValues(feature)
          ? nil : Skipped(feature: feature, reason: "one side has no number at all")
      }
  }

  /// Compares one of the features.
  ///
  /// - Returns: The test, not adjusted and not judged; nil for a feature that is not compared.
  package func test(_ feature: String) -> FeatureDrift? {
    if let (one, other) = pair(\.numbers, { $0.feature == feature }) {
      return NumberDrift(one, golden, other, traffic)?
        .test(limits, streams: streams, replicates: replicates)
    }
    guard let (one, other) = pair(\.labels, { QuerySample.feature(ofLabel: $0.name) == feature })
    else { return nil }
    return CategoryDrift(one, golden, other, traffic)
      .test(limits, streams: streams, replicates: replicates)
  }

  /// Adjusts the tests for their number and decides.
  package func judge(_ tests: [FeatureDrift]) -> [FeatureDrift] {
    let adjusted = MultipleTesting.benjaminiHochberg(tests.map(\.p))
    let isShown = MultipleTesting.rejections(adjusted: adjusted, level: limits.alpha)
    return tests.indices.map { index in
      var test = tests[index]
      test.adjustedP = adjusted[index]
      test.decision = decide(test, isShown: isShown[index])
      return test
    }
  }

  private func decide(_ test: FeatureDrift, isShown: Bool) -> FeatureDrift.Decision {
    if isShown, test.isLarge {
      let isWarning = test.statistics.allSatisfy { statistic in
        guard statistic.isLarge else { return true }
        return statistic.name == .psiDebiased && (statistic.value.value ?? 0) <= limits.psiFails
      }
      return isWarning ? .warned : .drifted
    }
    let isSmall = [test.golden, test.traffic].contains { side in
      side.effective ?? Double(side.queries) < Double(limits.queries)
        || (side.clusters ?? limits.clusters) < limits.clusters
    }
    return isSmall ? .undecided : isShown ? .small : .steady
  }

  private func hasValues(_ feature: String) -> Bool {
    guard let (one, other) = pair(\.numbers, { $0.feature == feature }) else { return true }
    return [one, other].allSatisfy { $0.values.contains { !$0.isNaN } }
  }

  private func pair<Column>(
    _ columns: KeyPath<QuerySample, [Column]>, _ matches: (Column) -> Bool
  ) -> (Column, Column)? {
    guard let one = golden[keyPath: columns].first(where: matches),
      let other = traffic[keyPath: columns].first(where: matches)
    else { return nil }
    return (one, other)
  }
}
