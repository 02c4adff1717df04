import EvalCore

/// Everything that was measured of each router, each on a click.
struct HTMLRouterDetails {
  private let report: RunReport
  private let quality: QualityText

  init(_ report: RunReport) {
    self.report = report
    self.quality = QualityText(report.golden)
  }

  /// The section; nothing where no router ran.
  var section: [String] {
    report.routers.isEmpty
      ? [] : ["<h2>Each router</h2>"] + report.routers.flatMap(details)
  }

  private func details(_ router: RouterReport) -> [String] {
    ["<details><summary>\(HTMLText.escaped(router.name))</summary>"]
      + about(router) + metrics(router) + calibration(router) + branches(router) + models(router)
      + references(router)
      + cohorts(router)
      + ["</details>"]
  }

  private func about(_ router: RouterReport) -> [String] {
    let threshold = router.threshold.map { threshold in
      let value = ThresholdText.value(threshold)
      let fitted = threshold.fittedOn.map { ", fitted on \($0)" } ?? ""
      let caution = threshold.fittedHere ? ", the data that it is judged on" : ""
      return "\(value) (\(threshold.rule)\(fitted)\(caution))"
    }
    let pairs: [(String, String?)] = [
      ("kind", router.kind), ("why", router.why), ("threshold", threshold),
      ("against the best mix of the models", router.versusMix.flatMap(mix)),
      ("planned and realised", ThresholdText.plan(router)),
      ("decision latency", router.routerLatency.map(latency)), ("imitates", router.imitates),
      ("deciding", RouteText.deciding(router)),
      ("configuration SHA-256", router.configSHA256), ("RouteLLM's own figures", compat(router)),
    ]
    return ["<dl>"]
      + pairs.compactMap { name, value in
        value.map { "<dt>\(name)</dt><dd>\(HTMLText.prose($0))</dd>" }
      } + ["</dl>"]
  }

  /// The gain over a mix at the same cost, and what is saved against one as good.
  private func mix(_ mix: MixContrast) -> String? {
    guard let gain = mix.gain.estimate?.estimate else { return mix.gain.undefinedReason }
    let interval = MetricRow.interval(mix.gain, quality.change).map { " (\($0))" } ?? ""
    let p = mix.p.map { ", p \(NumberText.significant($0, digits: 2))" } ?? ""
    let savings =
      mix.savings.estimate.map {
        "\(NumberText.percent($0.estimate)) of the cost of one as good saved"
      } ?? mix.savings.undefinedReason ?? ""
    return
      "\(quality.change(gain)) \(quality.changeUnit)\(interval) at the same cost\(p); \(savings)"
  }

  private func latency(_ latency: RouterLatency) -> String {
    "median \(NumberText.significant(latency.p50MS, digits: 3)) ms, 95 % within"
      + " \(NumberText.significant(latency.p95MS, digits: 3)) ms (\(latency.answers) answers)"
  }

  private func compat(_ router: RouterReport) -> String? {
    switch router.compat?.routellm {
    case nil: return nil
    case .undefined(let reason): return reason
    case .figures(let figures):
      let cpt = figures.cpt.sorted { $0.key < $1.key }.map {
        "CPT(\($0.key)%) \(NumberText.fixed($0.value, decimals: 2))%"
      }
      return
        ([
          "AUC \(NumberText.fixed(figures.auc, decimals: 3))",
          "APGR \(NumberText.fixed(figures.apgr, decimals: 3))",
        ] + cpt).joined(separator: ", ")
    }
  }

  private func metrics(_ router: RouterReport) -> [String] {
    var table = HTMLTable(
      columns: [("metric", false), ("value", true), ("95 % interval", true), ("note", false)],
      caption: "Every metric over all traces")
    table.rows = MetricRow.all(router.metrics, quality: quality).map { row in
      let cells = [
        row.title, HTMLText.escaped(row.figure.text), row.interval ?? "",
        HTMLText.prose(row.figure.note ?? ""),
      ]
      return (cells, "")
    }
    return table.html
  }

  private func calibration(_ router: RouterReport) -> [String] {
    guard let calibration = router.calibration, let sentence = CalibrationText.sentence(router)
    else { return [] }
    func fraction(_ value: Double) -> String { NumberText.fixed(value, decimals: 3) }
    var table = HTMLTable(
      columns: [
        ("bin", false), ("traces", true), ("mean score", true), ("strong model better", true),
      ],
      caption: "Calibration: scores beside the share of traces on which the strong model is better")
    table.rows = calibration.bins.enumerated().map { index, bin in
      (
        [String(index + 1), String(bin.traces), fraction(bin.meanScore), fraction(bin.meanLabel)],
        ""
      )
    }
    return table.html + ["<p>\(HTMLText.prose(sentence))</p>"]
  }

  private func branches(_ router: RouterReport) -> [String] {
    guard let branches = router.branches else { return [] }
    let isRated = branches.contains { $0.rating != nil }
    let noun = RouteText.noun(router.kind)
    var table = HTMLTable(
      columns: [
        (noun, false), ("n", true), ("share", true), ("quality", true),
        ("USD for each query", true),
        ("USD", true),
      ] + (isRated ? [("rating", true)] : []),
      caption: "What became of the queries, by \(noun); deciding is charged to the routes")
    table.rows = branches.map { branch in
      let rating = isRated ? [branch.rating.map(MetricRow.rating) ?? NumberText.undefined] : []
      let cells = [
        HTMLText.escaped(branch.name), String(branch.traces), NumberText.percent(branch.share),
        quality.figure(branch.quality).text, Figure(branch.cost) { NumberText.usd($0) }.text,
        Figure(branch.costUSD) { NumberText.usd($0) }.text,
      ]
      return (cells + rating, "")
    }
    return table.html
  }

  private func models(_ router: RouterReport) -> [String] {
    var table = HTMLTable(
      columns: [
        ("model", false), ("calls", true), ("input tokens", true), ("output tokens", true),
        ("USD", true),
      ], caption: "Calls by model")
    let metrics = router.metrics
    table.rows = metrics.calls.keys.sorted().map { model in
      let tokens = metrics.tokens[model]
      let cells = [
        HTMLText.escaped(model), String(metrics.calls[model] ?? 0),
        tokens.map { String($0.input) } ?? NumberText.undefined,
        tokens.map { String($0.output) } ?? NumberText.undefined,
        metrics.costByModel[model].map(NumberText.usd) ?? NumberText.undefined,
      ]
      return (cells, "")
    }
    return table.html
  }

  private func references(_ router: RouterReport) -> [String] {
    var table = HTMLTable(
      columns: [("reference", false)]
        + RouterColumn.shown(report).dropLast().map { ($0.title, true) },
      caption: "References; random, length and domain at the router's own strong share")
    let rows = ReferenceRow.matched(router) + ReferenceRow.shared(report)
    table.rows = rows.map { row in
      let figures = RouterColumn.shown(report).dropLast().map {
        HTMLText.escaped($0.figure(row.metrics, random: nil, quality: quality).text)
      }
      return ([row.name] + figures, "")
    }
    return table.html
  }

  private func cohorts(_ router: RouterReport) -> [String] {
    var table = HTMLTable(columns: CohortColumns.titles, caption: "Every cohort")
    var footnotes = Footnotes()
    table.rows = router.cohorts.map {
      (CohortColumns.cells($0, quality: quality, &footnotes), "")
    }
    return table.html + HTMLReport.notes(footnotes)
  }
}
