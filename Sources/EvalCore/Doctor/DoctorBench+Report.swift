extension DoctorBench {
  /// Puts the pieces together.
  ///
  /// - Parameters:
  ///   - plan: How often each examination was repeated.
  ///   - alarms: The pieces of the false alarms, in order.
  ///   - planted: The pieces of the power, in order.
  ///   - broken: What became of each router broken in turn.
  ///   - reach: Each gate's reach.
  /// - Returns: The report.
  package func report(
    _ plan: DoctorPlan, alarms: [[Bool]], planted: [Planted], broken: [DoctorReport.Broken?],
    reach: [[DoctorReport.Reach]]
  ) -> DoctorReport {
    var report = DoctorReport(
      suite: suite.name, suiteFile: suite.file, golden: golden.name, verdict: .inconclusive,
      exitCode: .inconclusive,
      extent: DoctorReport.Extent(
        replicates: plan.replicates, powerReplicates: plan.powerReplicates,
        isReduced: plan.isReduced, flipShare: settings.flipShare, seed: streams.seed,
        traces: golden.count, clusters: golden.clusterCount))
    report.selfReplay = selfReplay()
    report.falseAlarms = falseAlarms(alarms, plan)
    report.power = power(planted, plan)
    report.brokenRouters = broken.compactMap { $0 }
    report.reach = reach.flatMap { $0 }
    report.findings = findings(report)
    report.notes = notes(report)
    guard !cases.isEmpty else { return report }
    report.verdict = report.findings.isEmpty ? .passed : .failed
    report.exitCode = report.findings.isEmpty ? .passed : .failed
    return report
  }

  private func findings(_ report: DoctorReport) -> [DoctorReport.Finding] {
    var findings: [DoctorReport.Finding] = []
    for item in report.selfReplay where !item.isQuiet {
      findings.append(
        finding(
          .selfReplay, item.gate,
          "is not quiet where \(item.gate.router) is compared with itself:"
            + " \(item.reason ?? "it has no verdict")"))
    }
    for item in report.falseAlarms where item.isAboveLevel {
      findings.append(
        finding(
          .falseAlarms, item.gate,
          "fails on \(item.alarms) of \(item.replicates) changes of \(item.gate.router) that"
            + " change nothing, and 1 in 20 is allowed"))
    }
    findings += powerFindings(report)
    for item in report.brokenRouters where isUncaught(item) {
      findings.append(
        DoctorReport.Finding(
          section: .brokenRouter, line: line(of: item.router),
          message: "router \(item.router) could send everything to the worst model and no blocking"
            + " gate would fail"))
    }
    return findings + reachFindings(report)
  }

  private func finding(
    _ section: DoctorReport.Finding.Section, _ gate: DoctorReport.Gate, _ message: String
  ) -> DoctorReport.Finding {
    DoctorReport.Finding(section: section, line: gate.line, message: "\(gate.title) \(message)")
  }

  /// Blocking gates that miss most of even the largest regressions wherever they look.
  private func powerFindings(_ report: DoctorReport) -> [DoctorReport.Finding] {
    DoctorReport.grouped(report.power.filter(\.isOwnScope), by: \.gate).compactMap { gate, places in
      guard gate.isBlocking, places.allSatisfy(\.isHopeless) else { return nil }
      // What cannot fail at all is named for that.
      let own = report.reach.filter { $0.gate.line == gate.line && $0.gate.title == gate.title }
      guard own.contains(where: \.canFail) else { return nil }
      let best = places.compactMap(\.sizes.last).max { $0.share < $1.share }
      return finding(
        .power, gate,
        "finds at most \(best?.found ?? 0) of \(best?.replicates ?? 0) regressions of three times"
          + " its margin, wherever they are planted")
    }
  }

  /// Gates that could fail for none of the routers that they speak of.
  private func reachFindings(_ report: DoctorReport) -> [DoctorReport.Finding] {
    DoctorReport.grouped(report.reach, by: \.gate).compactMap { gate, routers in
      guard routers.allSatisfy({ !$0.canFail }) else { return nil }
      return finding(.reach, gate, "could never fail on these traces: \(routers[0].reason)")
    }
  }

  private func isUncaught(_ item: DoctorReport.Broken) -> Bool {
    item.blockingGates > 0 && !item.isCaught && item.quality != item.brokenQuality
  }

  private func line(of router: String) -> Int {
    routers.first { $0.spec.name == router }?.spec.line ?? 1
  }

  private func notes(_ report: DoctorReport) -> [String] {
    var notes: [String] = []
    if suite.gates.isEmpty {
      notes.append("the suite has no gates: nothing can be told")
    } else if cases.isEmpty {
      notes.append("no gate speaks of the routers that ran: nothing can be told")
    }
    guard !cases.isEmpty else { return notes }
    let names = routers.map(\.spec.name)
    let ungated = names.filter { name in !report.brokenRouters.contains { $0.router == name } }
    if !ungated.isEmpty { notes.append("no gate speaks of \(ungated.joined(separator: ", "))") }
    notes += report.brokenRouters.compactMap { item in
      if item.blockingGates == 0 { return "no blocking gate speaks of \(item.router)" }
      return item.quality == item.brokenQuality
        ? "\(item.router) chooses the worst model already: breaking it changes nothing" : nil
    }
    notes += hopelessNotes(report)
    let averaged = routers.indices.filter { router in
      let own = cases.filter { $0.router == router && $0.gate.metric == .quality }
      return !own.isEmpty && own.allSatisfy { $0.gate.scope == .all }
    }
    if !averaged.isEmpty, let label = suite.cohorts.first {
      notes.append(
        "what \(averaged.map { names[$0] }.joined(separator: ", ")) lose in one \(label) shows in"
          + " their average only: no gate looks at the quality of their cohorts")
    }
    return notes
  }

  /// Which cohorts of a gate on every cohort are too small, or too good, to show a regression in.
  private func hopelessNotes(_ report: DoctorReport) -> [String] {
    let cohorts = report.power.filter { $0.isOwnScope && !$0.cohort.isAll }
    return DoctorReport.grouped(cohorts, by: \.gate).compactMap { gate, places in
      let hopeless = places.filter(\.isHopeless)
      guard !hopeless.isEmpty, let most = hopeless.map(\.traces).max() else { return nil }
      return "\(gate.title) misses most regressions of three times its margin in"
        + " \(hopeless.count) of \(places.count) cohorts, of at most \(most) traces"
    }
  }
}
