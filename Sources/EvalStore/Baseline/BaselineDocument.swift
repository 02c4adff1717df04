package import EvalCore
import Foundation

/// What `baseline.json` says of an accepted run: the figures, small enough for a review.
///
/// It holds no run id and no time: the same run accepted twice gives the same bytes.
package struct BaselineDocument: Equatable, Sendable, Encodable {
  /// The version of the file.
  package static let currentVersion = 1

  /// The golden that was replayed.
  package struct Golden: Equatable, Sendable, Encodable {
    /// The golden's name.
    package var name: String
    /// The number of traces.
    package var traces: Int
  }

  /// One router's figures over all traces.
  package struct Router: Equatable, Sendable, Encodable {
    /// The router's name.
    package var name: String
    /// Its kind, as suites name it.
    package var kind: String
    /// The SHA-256 of its configuration.
    package var configSHA256: String
    /// Mean quality, normalised to 0…1.
    package var quality: Bound
    /// The area under PGR over the strong share.
    package var apgr: Bound
    /// The share of the quality gap that the decisions captured.
    package var pgr: Bound
    /// The smallest strong share that reaches half of the gap.
    package var cpt50: Bound
    /// The share of calls that went to the strong model.
    package var strongShare: Bound
    /// USD for each query.
    package var cost: Bound
    /// One minus the cost over that of the strong model alone.
    package var savings: Bound

    private enum CodingKeys: String, CodingKey {
      case name
      case kind
      case configSHA256 = "config_sha256"
      case quality
      case apgr
      case pgr
      case cpt50
      case strongShare = "strong_share"
      case cost
      case savings
    }
  }

  /// One gate's verdict.
  package struct Gate: Equatable, Sendable, Encodable {
    /// The gate's title, which stays the same while it means the same.
    package var name: String
    /// The metric, with the model where one is named.
    package var metric: String
    /// The router's name.
    package var router: String
    /// The cohort, no labels for all traces.
    package var cohort: Cohort
    /// What the gate concluded.
    package var verdict: Verdict
  }

  /// The version of this file.
  package var version = BaselineDocument.currentVersion
  /// The suite's name.
  package var suite: String
  /// What a later run must share with it.
  package var comparability: Comparability
  /// The golden that was replayed.
  package var golden: Golden
  /// The models, cheapest first.
  package var models: [String]
  /// The models' prices, by name; nil where none has one.
  package var prices: [String: PriceFigures]?
  /// How many units of quality one point on the golden's scale has.
  package var unitsPerPoint: Int64
  /// The routers, in the order of the suite.
  package var routers: [Router]
  /// The gates, in the order of the suite.
  package var gates: [Gate]
  /// The SHA-256 of the file of decisions.
  package var decisionsSHA256: String

  private enum CodingKeys: String, CodingKey {
    case version
    case suite
    case comparability
    case golden
    case models
    case prices
    case unitsPerPoint = "units_per_point"
    case routers
    case gates
    case decisionsSHA256 = "decisions_sha256"
  }

  /// Returns the file's bytes: keys sorted, one value a line, a line break at its end.
  func render() -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    guard let json = try? encoder.encode(self) else {
      preconditionFailure("a baseline holds texts and finite numbers only")
    }
    var text = ""
    for scalar in String(decoding: json, as: UTF8.self).unicodeScalars {
      if scalar.isUnsafeInYAML {
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    return Array(text.utf8) + [UInt8(ascii: "\n")]
  }
}

extension BaselineDocument {
  /// Takes the figures of a run.
  init(_ report: RunReport, unitsPerPoint: Int64, decisionsSHA256: String) {
    self.init(
      suite: report.suite, comparability: report.comparability,
      golden: Golden(name: report.golden.name, traces: report.golden.traces),
      models: report.golden.models, prices: report.golden.prices, unitsPerPoint: unitsPerPoint,
      routers: report.routers.map(Router.init), gates: report.gates.map(Gate.init),
      decisionsSHA256: decisionsSHA256)
  }
}

extension BaselineDocument.Router {
  /// Takes the figures of one router.
  fileprivate init(_ report: RouterReport) {
    func figure(_ metric: MetricName) -> Bound {
      switch report.metrics.value(of: metric) {
      case .value(let estimate): .value(estimate.estimate)
      case .undefined(let reason): .undefined(reason)
      }
    }
    self.init(
      name: report.name, kind: report.kind, configSHA256: report.configSHA256,
      quality: figure(.quality), apgr: figure(.apgr), pgr: figure(.pgr), cpt50: figure(.cpt50),
      strongShare: figure(.strongShare), cost: figure(.cost), savings: figure(.savings))
  }
}

extension BaselineDocument.Gate {
  /// Takes one gate's verdict.
  fileprivate init(_ result: GateResult) {
    self.init(
      name: result.baselineTitle, metric: result.metricTitle, router: result.router,
      cohort: result.cohort, verdict: result.verdict)
  }
}

extension Unicode.Scalar {
  /// Whether YAML would refuse the scalar inside a text or take it for the end of a line.
  ///
  /// The file is read back as YAML, which knows the lines of its values; escaped, it is the same
  /// JSON.
  fileprivate var isUnsafeInYAML: Bool {
    switch value {
    case 0x7F...0x9F, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF: true
    default: false
    }
  }
}
