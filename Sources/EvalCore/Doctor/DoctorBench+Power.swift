import EvalStatistics

extension DoctorBench {
  /// A gate on a fall of quality, and a cohort to plant one in.
  struct Plant: Sendable {
    let item: Case
    let partition: Int
    let index: Int
    /// Whether the gate judges the cohort itself.
    let isOwnScope: Bool
    /// How much quality the gate allows to be lost.
    let margin: Double
  }

  /// What one replicate of one plant came to, size by size.
  package struct Planted: Sendable {
    var found: [Bool]
    /// The loss of the cohort's mean quality.
    var loss: [Double]
    var isShort: [Bool]
  }

  /// Every gate on a fall of quality with every place that it is tried in.
  ///
  /// A gate on all traces is tried there and, for what an average hides, in each cohort of the
  /// suite's first label; a gate on every cohort in these and, where all are too small for it, in
  /// those of the next label that has larger ones; a gate on one cohort in that one.
  var plants: [Plant] {
    changeCases.flatMap { item -> [Plant] in
      guard item.gate.metric == .quality, !item.gate.isRise else { return [] }
      let labels = partitions.dropFirst().prefix(suite.cohorts.count)
      let single = labels.first?.cohorts ?? []
      let large = labels.first(where: Self.hasTestableCohort)?.cohorts ?? single
      let cohorts: [Cohort] =
        switch item.gate.scope {
        case .all: [.all] + single
        case .cohort(let cohort): [cohort]
        case .everyCohort: large == single ? single : single + large
        }
      return cohorts.compactMap { cohort in
        find(cohort).map { partition, index in
          Plant(
            item: item, partition: partition, index: index,
            isOwnScope: item.gate.scope != .all || cohort.isAll,
            margin: margin(item, partition, index))
        }
      }
    }
  }

  private static func hasTestableCohort(_ partition: CohortPartition) -> Bool {
    partition.cohorts.indices.contains { index in
      partition.range(of: index).count >= CohortScan.fewest.traces
        && partition.clusterCounts[index] >= CohortScan.fewest.clusters
    }
  }

  /// The loss that a gate allows; that of the suite's defaults where it allows none.
  private func margin(_ item: Case, _ partition: Int, _ index: Int) -> Double {
    let (limit, isRelative) = item.gate.limit
    guard limit > 0 else { return item.gate.scope == .all ? 0.01 : 0.03 }
    guard isRelative else { return limit }
    let value = qualities(routers[item.router].decisions, partition, index)
    return limit * value
  }

  /// The mean quality of a cohort, from 0 to 1.
  private func qualities(_ decisions: Decisions, _ partition: Int, _ index: Int) -> Double {
    let members = partitions[partition].members[partitions[partition].range(of: index)]
    let low = Int64(golden.scale.minUnits)
    let sum = members.reduce(Int64(0)) { sum, trace in
      let quality = pool.quality[Int(decisions.models[Int(trace)])][Int(trace)]
      return sum + (quality - low) * (golden.weights?[Int(trace)] ?? 1)
    }
    return Double(sum) / (Double(golden.scale.widthUnits) * Double(weight(partition, index)))
  }

  /// How many pieces the power comes in: one for each gate, place and replicate.
  package func powerPieces(_ plan: DoctorPlan) -> Int { plan.plants.count * plan.powerReplicates }

  /// Plants every size of regression in one place and asks the gate.
  package func planted(_ piece: Int, _ plan: DoctorPlan) -> Planted {
    let plant = plan.plants[piece / plan.powerReplicates]
    let replicate = piece % plan.powerReplicates
    let router = plant.item.router
    let sides = fake.sides(
      of: routers[router].decisions, scores: scores[router], replicate: replicate)
    let partition = partitions[plant.partition]
    let order = fake.shuffled(
      Array(partition.members[partition.range(of: plant.index)]), replicate: replicate)
    let whole =
      Double(golden.scale.widthUnits) * Double(weight(plant.partition, plant.index))
    var planted = Planted(found: [], loss: [], isShort: [])
    var now = sides.now
    var (next, lost) = (0, Int64(0))
    for multiple in DoctorSettings.multiples {
      let target = plant.margin * Double(multiple) * whole
      // A larger regression holds the smaller one.
      while next < order.count, Double(lost) < target {
        lost += spoil(Int(order[next]), in: &now)
        next += 1
      }
      planted.isShort.append(Double(lost) < target)
      planted.loss.append(Double(lost) / whole)
      planted.found.append(finds(plant, now: now, before: sides.before))
    }
    return planted
  }

  /// Sends a trace to the worst model.
  ///
  /// - Returns: The quality lost, in units.
  private func spoil(_ trace: Int, in decisions: inout Decisions) -> Int64 {
    let own = pool.quality[Int(decisions.models[trace])][trace]
    let qualities = pool.quality.map { $0[trace] }
    guard let lowest = qualities.min(), lowest < own,
      let worst = qualities.firstIndex(of: lowest)
    else { return 0 }
    decisions.models[trace] = UInt8(worst)
    return (own - lowest) * (golden.weights?[trace] ?? 1)
  }

  /// Whether the gate fails, for a gate on every cohort by the one planted in or a part of it.
  private func finds(_ plant: Plant, now: Decisions, before: Decisions) -> Bool {
    let pair = pair(plant.item.router, now: now, before: before)
    guard mayFail(plant.item, pair) else { return false }
    let labels = partitions[plant.partition].cohorts[plant.index].labels
    return judge(plant.item, pair).contains { result in
      result.verdict == .failed
        && (plant.item.gate.scope != .everyCohort
          || labels.allSatisfy(result.cohort.labels.contains))
    }
  }

  /// Counts what every gate found.
  func power(_ pieces: [Planted], _ plan: DoctorPlan) -> [DoctorReport.Power] {
    plan.plants.enumerated().map { place, plant in
      let first = place * plan.powerReplicates
      let own = pieces[first..<(first + plan.powerReplicates)]
      let sizes = DoctorSettings.multiples.enumerated().map { size, multiple in
        DoctorReport.Power.Size(
          multiple: multiple, asked: Rounding.significant(plant.margin * Double(multiple)),
          planted: Rounding.significant(
            CompensatedSum.sum(own.map { $0.loss[size] }) / Double(max(own.count, 1))),
          replicates: own.count, found: own.count { $0.found[size] },
          isShort: own.contains { $0.isShort[size] })
      }
      let partition = partitions[plant.partition]
      return DoctorReport.Power(
        gate: name(plant.item), cohort: partition.cohorts[plant.index],
        traces: partition.range(of: plant.index).count,
        clusters: partition.clusterCounts[plant.index], isOwnScope: plant.isOwnScope,
        margin: Rounding.significant(plant.margin), sizes: sizes,
        isHopeless: (sizes.last?.share ?? 0) < 0.5)
    }
  }
}
