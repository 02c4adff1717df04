import EvalCore

/// What a metric is counted in, and how that is written.
enum MetricUnit {
  /// A share, a PGR or a quality, as a fraction of 1.
  case fraction
  /// Points of the golden's own quality scale.
  case points
  /// US dollars.
  case usd
  /// Thousandths of a second.
  case milliseconds
  /// Whole calls or tokens.
  case count

  init(_ metric: MetricName) {
    self =
      switch metric {
      case .quality, .pgr, .apgr, .cpt20, .cpt50, .cpt80, .cpt95, .cpt20Sustained,
        .cpt50Sustained, .cpt80Sustained, .cpt95Sustained, .strongShare, .savings,
        .brier, .ece, .auroc, .aiq, .oracleGap, .agreement:
        .fraction
      case .auc, .rating: .points
      case .cost: .usd
      case .latencyP50, .latencyP95, .latencyP99, .routerLatencyP50, .routerLatencyP95:
        .milliseconds
      case .calls, .tokens: .count
      }
  }

  /// Returns a value with its unit.
  ///
  /// - Parameters:
  ///   - value: The value.
  ///   - limit: A limit that the text must not be mistaken for: decimals are added until the
  ///     two differ, as the numbers do.
  ///   - isChange: Whether the value is a change, which shows its sign.
  /// - Returns: Such as `0.482`, `+$0.0021` or `840.0 ms`.
  func text(_ value: Double, apartFrom limit: Double? = nil, isChange: Bool = false) -> String {
    var decimals = leastDecimals(value)
    if let limit, limit != value {
      while decimals < 12,
        NumberText.fixed(value, decimals: decimals) == NumberText.fixed(limit, decimals: decimals)
      { decimals += 1 }
    }
    let number =
      isChange
      ? NumberText.signed(value, decimals: decimals)
      : NumberText.fixed(value, decimals: decimals)
    return labelled(number)
  }

  /// Returns a limit with its unit and all its digits.
  func exact(_ value: Double) -> String {
    labelled(NumberText.plain(value))
  }

  private func leastDecimals(_ value: Double) -> Int {
    switch self {
    case .fraction, .points: 3
    case .milliseconds: 1
    case .count: 0
    case .usd: value == 0 ? 2 : max(2, 3 - DecimalDigits(value).point)
    }
  }

  private func labelled(_ number: String) -> String {
    switch self {
    case .fraction, .points, .count: number
    case .milliseconds: number + " ms"
    case .usd: Self.dollars(number)
    }
  }

  private static func dollars(_ number: String) -> String {
    guard let sign = number.first, sign == "-" || sign == "+" else { return "$" + number }
    return "\(sign)$\(number.dropFirst())"
  }
}
