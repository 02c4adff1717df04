/// A division of the traces into disjoint cohorts: all of them, one label's levels, or a pair's.
package struct CohortPartition: Sendable {
  /// The cohorts, sorted.
  package var cohorts: [Cohort]
  /// For each trace the index of its cohort.
  package var codes: [Int32]
  /// For each cohort where its traces end in `members`.
  package var ends: [Int]
  /// The traces, cohort by cohort, each cohort's in id order.
  package var members: [Int32]
  /// For each trace its cluster within its cohort, 0 ..< that cohort's `clusterCounts`.
  package var clusters: [Int32]
  /// For each cohort the number of clusters that have a trace in it.
  package var clusterCounts: [Int]

  /// Divides a golden's traces by a code for each of them.
  ///
  /// - Parameters:
  ///   - cohorts: The cohorts, one for each code.
  ///   - codes: For each trace its cohort.
  ///   - golden: The golden, for its clusters.
  package init(cohorts: [Cohort], codes: [Int32], golden: Golden) {
    self.cohorts = cohorts
    self.codes = codes
    var counts = [Int](repeating: 0, count: cohorts.count)
    for code in codes { counts[Int(code)] += 1 }
    var ends: [Int] = []
    var total = 0
    for count in counts {
      total += count
      ends.append(total)
    }
    self.ends = ends
    self.members = []
    self.clusters = []
    self.clusterCounts = []
    self.members = distribute((0..<codes.count).lazy.map(Int32.init))
    numberClusters(of: golden)
  }

  /// The partition with a single cohort: all traces.
  package static func all(of golden: Golden) -> CohortPartition {
    CohortPartition(
      cohorts: [.all], codes: [Int32](repeating: 0, count: golden.count), golden: golden)
  }

  /// Where a cohort's traces stand in `members`.
  package func range(of cohort: Int) -> Range<Int> {
    (cohort == 0 ? 0 : ends[cohort - 1])..<ends[cohort]
  }

  /// Returns traces cohort by cohort, keeping their order within each.
  ///
  /// Complexity: O(n).
  package func distribute(_ order: some Collection<Int32>) -> [Int32] {
    var next = (0..<cohorts.count).map { range(of: $0).lowerBound }
    var result = [Int32](repeating: 0, count: order.count)
    for trace in order {
      let code = Int(codes[Int(trace)])
      result[next[code]] = trace
      next[code] += 1
    }
    return result
  }

  private mutating func numberClusters(of golden: Golden) {
    var seenIn = [Int32](repeating: -1, count: golden.clusterCount)
    var number = [Int32](repeating: 0, count: golden.clusterCount)
    var clusters = [Int32](repeating: 0, count: golden.count)
    for cohort in cohorts.indices {
      var count: Int32 = 0
      for trace in members[range(of: cohort)] {
        let cluster = Int(golden.clusters[Int(trace)])
        if seenIn[cluster] != Int32(cohort) {
          seenIn[cluster] = Int32(cohort)
          number[cluster] = count
          count += 1
        }
        clusters[Int(trace)] = number[cluster]
      }
      clusterCounts.append(Int(count))
    }
    self.clusters = clusters
  }

  /// Returns the partitions that a suite looks at: all traces, each label, each pair of labels.
  ///
  /// A pair of labels that divides the traces just as one of the two does is left out: it would
  /// show the same cohorts twice.
  ///
  /// - Parameters:
  ///   - golden: The golden.
  ///   - names: Labels of that golden, in the suite's order.
  ///   - gated: Cohorts that a gate names: their pairs are never left out.
  /// - Returns: The partitions; the first is all traces.
  package static func partitions(
    of golden: Golden, by names: [String], gated: [Cohort] = []
  ) -> [CohortPartition] {
    let gatedPairs = Set(gated.map { $0.labels.map(\.name) })
    let labels = names.compactMap(golden.label(named:))
    var partitions = [all(of: golden)]
    partitions += labels.map { single($0, golden: golden) }
    for (index, first) in labels.enumerated() {
      for second in labels[(index + 1)...] {
        let isGated = gatedPairs.contains([first.name, second.name].sorted())
        if let pair = pair(first, second, golden: golden, keepsRedundant: isGated) {
          partitions.append(pair)
        }
      }
    }
    return partitions
  }

  private static func single(_ label: LabelColumn, golden: Golden) -> CohortPartition {
    let cohorts = label.levels.map { Cohort([Cohort.Label(name: label.name, level: $0)]) }
    return CohortPartition(cohorts: cohorts, codes: label.codes, golden: golden)
  }

  private static func pair(
    _ first: LabelColumn, _ second: LabelColumn, golden: Golden, keepsRedundant: Bool
  ) -> CohortPartition? {
    let (outer, inner) = first.name < second.name ? (first, second) : (second, first)
    let width = inner.levels.count
    var isUsed = [Bool](repeating: false, count: outer.levels.count * width)
    for trace in outer.codes.indices {
      isUsed[Int(outer.codes[trace]) * width + Int(inner.codes[trace])] = true
    }
    let used = isUsed.indices.filter { isUsed[$0] }
    let isRedundant = used.count <= outer.levels.count || used.count <= width
    guard keepsRedundant || !isRedundant else { return nil }
    var position = [Int32](repeating: 0, count: isUsed.count)
    for (index, code) in used.enumerated() { position[code] = Int32(index) }
    let cohorts = used.map { code in
      Cohort([
        Cohort.Label(name: outer.name, level: outer.levels[code / width]),
        Cohort.Label(name: inner.name, level: inner.levels[code % width]),
      ])
    }
    let codes = outer.codes.indices.map {
      position[Int(outer.codes[$0]) * width + Int(inner.codes[$0])]
    }
    return CohortPartition(cohorts: cohorts, codes: codes, golden: golden)
  }
}
