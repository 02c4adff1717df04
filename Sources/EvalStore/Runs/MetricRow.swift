import EvalCore

/// One row of the table `metric`.
struct MetricRow {
  /// The cohort as `Cohort.storedText` writes it.
  var cohort: String
  /// The metric's name.
  var metric: String
  /// The model, for metrics counted by model; empty for all of them.
  var model = ""
  /// The value; nil where undefined.
  var estimate: Double?
  /// The lower end of its interval or band.
  var low: Double?
  /// The upper end.
  var high: Double?
  /// The value on the golden's own scale.
  var raw: Double?
  /// Whether a gate may decide on it.
  var status: String?
  /// Why there is no estimate.
  var undefined: String?

  /// Returns all rows of a router.
  ///
  /// By model there are rows for all traces only: cohorts by models would be most of the store.
  ///
  /// - Parameters:
  ///   - router: The router's report.
  ///   - models: The models' names.
  /// - Returns: The rows of all traces, then those of each cohort.
  static func rows(of router: RouterReport, models: [String]) -> [MetricRow] {
    rows(of: router.metrics, cohort: .all)
      + rows(of: router.metrics, models: models)
      + router.cohorts.flatMap { rows(of: $0.metrics, cohort: $0.cohort) }
  }

  private static func rows(of metrics: MetricSet, cohort: Cohort) -> [MetricRow] {
    let text = cohort.storedText
    // How long a router took is a figure of that machine and hour.
    var rows = MetricName.allCases.filter(metrics.has).map { name in
      var row = MetricRow(metrics.value(of: name), metric: name.rawValue, cohort: text)
      if let level = name.bandLevel {
        let band = metrics.cpt[level]
        row.low = band.low.value.map(Rounding.significant)
        row.high = band.high.value.map(Rounding.significant)
      }
      return row
    }
    rows.append(MetricRow(metrics.costUSD, metric: "cost_usd", cohort: text))
    return rows
  }

  private static func rows(of metrics: MetricSet, models: [String]) -> [MetricRow] {
    models.flatMap { model in
      MetricName.allCases.filter { $0.isByModel && metrics.has($0) }.map { name in
        var row = MetricRow(
          metrics.value(of: name, model: model), metric: name.rawValue,
          cohort: Cohort.all.storedText)
        row.model = model
        return row
      }
    }
  }

  /// Takes a measured value, rounded as in the JSON document.
  private init(_ measured: Measured, metric: String, cohort: String) {
    self.cohort = cohort
    self.metric = metric
    switch measured {
    case .undefined(let reason): undefined = reason
    case .value(let value):
      estimate = Rounding.significant(value.estimate)
      low = value.low?.value.map(Rounding.significant)
      high = value.high?.value.map(Rounding.significant)
      raw = value.raw.map(Rounding.significant)
      status = value.status?.rawValue
    }
  }
}

extension MetricName {
  /// The level in percent whose band belongs to the metric, nil where none does.
  fileprivate var bandLevel: Int? {
    switch self {
    case .cpt20: 20
    case .cpt50: 50
    case .cpt80: 80
    case .cpt95: 95
    default: nil
    }
  }
}

extension Bound {
  /// Why there is no number, nil where there is one.
  var undefinedReason: String? {
    if case .undefined(let reason) = self { return reason }
    return nil
  }
}

extension Cohort {
  /// `category=math, turn=1`, empty for all traces; `\` stands before a `,`, `=` or `\` of a name.
  var storedText: String {
    func escape(_ text: String) -> String {
      guard text.contains(where: { ",=\\".contains($0) }) else { return text }
      return text.map { ",=\\".contains($0) ? "\\\($0)" : String($0) }.joined()
    }
    return labels.map { "\(escape($0.name))=\(escape($0.level))" }.joined(separator: ", ")
  }
}
