import Testing

@testable import EvalCore

struct CohortPartitionTests {
  /// Six traces: two subjects of one area, one of another; turns across.
  private static let golden: Golden = {
    var made = HandMade(gaps: [1, 1, 1, 1, 1, 1])
    made.labels = [
      ("turn", ["1", "2", "1", "2", "1", "2"]),
      ("subject", ["algebra", "algebra", "logic", "logic", "poems", "∅"]),
      ("area", ["math", "math", "math", "math", "words", "∅"]),
      ("language", ["en", "en", "en", "en", "en", "en"]),
    ]
    made.clusters = [0, 0, 1, 1, 2, 2]
    return made.golden
  }()

  private func names(_ partitions: [CohortPartition]) -> [String] {
    partitions.map { partition in
      partition.cohorts[0].labels.map(\.name).joined(separator: "+")
    }
  }

  @Test func `the partitions are all traces, each label, each pair`() {
    let partitions = CohortPartition.partitions(of: Self.golden, by: ["turn", "subject"])
    #expect(names(partitions) == ["", "turn", "subject", "subject+turn"])
    #expect(partitions[0].cohorts == [.all])
    #expect(partitions[3].cohorts.first?.description == "subject=algebra, turn=1")
  }

  @Test func `a pair that one of the two decides is left out`() {
    let partitions = CohortPartition.partitions(
      of: Self.golden, by: ["area", "subject", "language"])
    #expect(names(partitions) == ["", "area", "subject", "language"])
  }

  @Test func `such a pair stays where a gate names it, in any order`() {
    let gated = Cohort([.init(name: "area", level: "math"), .init(name: "subject", level: "logic")])
    let partitions = CohortPartition.partitions(
      of: Self.golden, by: ["subject", "area", "language"], gated: [gated])
    #expect(names(partitions) == ["", "subject", "area", "language", "area+subject"])
    #expect(partitions[4].cohorts.contains(gated))
    #expect(partitions[4].cohorts.count == 4)
  }

  @Test func `a gate on one label keeps no pair`() {
    let gated = Cohort([.init(name: "area", level: "math")])
    let partitions = CohortPartition.partitions(
      of: Self.golden, by: ["subject", "area"], gated: [gated])
    #expect(names(partitions) == ["", "subject", "area"])
  }

  @Test func `traces without a label are a cohort of their own`() throws {
    let partition = try #require(
      CohortPartition.partitions(of: Self.golden, by: ["subject"]).last)
    #expect(partition.cohorts.map { $0.labels[0].level } == ["algebra", "logic", "poems", "∅"])
    #expect(Array(partition.members[partition.range(of: 3)]) == [5])
    #expect(partition.clusterCounts == [1, 1, 1, 1])
  }

  @Test func `a label that the golden lacks is passed over`() {
    #expect(
      names(CohortPartition.partitions(of: Self.golden, by: ["none", "turn"])) == ["", "turn"])
  }

  @Test(arguments: 1...60 as ClosedRange<UInt64>)
  func `a partition's cohorts are disjoint, cover all and number their clusters`(seed: UInt64) {
    let golden = SampleGolden(seed: seed).golden
    for partition in CohortPartition.partitions(of: golden, by: ["turn", "category"]) {
      #expect(partition.members.sorted() == (0..<Int32(golden.count)).map { $0 })
      for cohort in partition.cohorts.indices {
        let members = partition.members[partition.range(of: cohort)]
        #expect(!members.isEmpty)
        #expect(Array(members) == members.sorted())
        #expect(members.allSatisfy { partition.codes[Int($0)] == Int32(cohort) })
        let clusters = Set(members.map { golden.clusters[Int($0)] })
        #expect(partition.clusterCounts[cohort] == clusters.count)
        let numbers = members.map { partition.clusters[Int($0)] }
        #expect(Set(numbers).count == clusters.count)
        #expect((numbers.max() ?? -1) == Int32(clusters.count - 1))
        for label in partition.cohorts[cohort].labels {
          guard let column = golden.label(named: label.name) else { continue }
          #expect(
            members.allSatisfy { column.levels[Int(column.codes[Int($0)])] == label.level })
        }
      }
    }
  }

  @Test func `distributing keeps the order within each cohort`() throws {
    let partition = try #require(CohortPartition.partitions(of: Self.golden, by: ["turn"]).last)
    #expect(partition.distribute([5, 4, 3, 2, 1, 0] as [Int32]) == [4, 2, 0, 5, 3, 1])
  }

  @Test(arguments: 1...40 as ClosedRange<UInt64>)
  func `the cohorts' qualities weigh up to the whole`(seed: UInt64) throws {
    let sample = SampleGolden(seed: seed)
    let report = sample.golden.report(sample.decisions)
    let whole = try #require(report.metrics.quality.estimate?.estimate)
    for label in ["category", "turn"] {
      let cohorts = report.cohorts.filter { $0.cohort.labels.map(\.name) == [label] }
      let sum = cohorts.reduce(0.0) { sum, cohort in
        let calls = cohort.metrics.calls.values.reduce(0, +)
        return sum + Double(calls) * (cohort.metrics.quality.estimate?.estimate ?? .nan)
      }
      #expect(isClose(sum / Double(sample.golden.totalWeight), whole, relative: 1e-12))
      #expect(cohorts.reduce(0) { $0 + $1.traces } == sample.golden.count)
    }
  }
}
