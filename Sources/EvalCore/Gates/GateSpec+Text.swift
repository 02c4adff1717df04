extension GateSpec {
  /// Tells whether the gate is about a router.
  package func speaksOf(_ router: String) -> Bool {
    switch routers {
    case .every: true
    case .one(let name): name == router
    }
  }

  /// Tells whether the gate has a verdict on a router where some routers of a suite ran.
  ///
  /// - Parameters:
  ///   - router: The router.
  ///   - routers: Those that ran.
  /// - Returns: Whether both it and what it is compared with ran.
  package func judges(_ router: String, among routers: [String]) -> Bool {
    speaksOf(router) && routers.contains(router) && noWorseThan.map(routers.contains) ?? true
  }

  /// The limit, and whether it is a fraction of the reference.
  var limit: (value: Double, isRelative: Bool) {
    switch condition {
    case .atLeast(let value), .atMost(let value), .maxDrop(.absolute(let value)),
      .maxRise(.absolute(let value)):
      (value, false)
    case .maxDrop(.relative(let value)), .maxRise(.relative(let value)): (value, true)
    }
  }

  /// What the gate requires, such as `at least 0.55`.
  package var requirement: String {
    switch condition {
    case .atLeast(let value): "at least \(value)"
    case .atMost(let value): "at most \(value)"
    case .maxDrop(let amount): "drop at most \(amount.text)"
    case .maxRise(let amount): "rise at most \(amount.text)"
    }
  }

  /// A name that stays the same while the gate means the same, without measured numbers.
  package var title: String {
    let subject: String =
      switch routers {
      case .every: "*"
      case .one(let name): name
      }
    let scopeText: String =
      switch scope {
      case .all: "all"
      case .cohort(let cohort): cohort.description
      case .everyCohort: "every cohort"
      }
    let comparison = noWorseThan.map { " no worse than \($0)" } ?? ""
    let counted = model.map { " of \($0)" } ?? ""
    return "\(metric.rawValue)\(counted) of \(subject) (\(scopeText)) \(requirement)\(comparison)"
  }
}

extension GateSpec.Amount {
  /// `0.02`, or `5%`.
  var text: String {
    switch self {
    case .absolute(let value): "\(value)"
    case .relative(let value): "\(Rounding.significant(value * 100))%"
    }
  }
}
