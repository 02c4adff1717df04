/// A reference router's metrics, or why it has none.
package enum ReferenceEntry: Equatable, Sendable {
  case metrics(MetricSet)
  case undefined(String)

  /// The metrics, nil where there are none.
  package var metrics: MetricSet? {
    if case .metrics(let metrics) = self { return metrics }
    return nil
  }
}

extension ReferenceEntry: Codable {
  private enum CodingKeys: String, CodingKey { case undefined }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    if let reason = try container.decodeIfPresent(String.self, forKey: .undefined) {
      self = .undefined(reason)
    } else {
      self = .metrics(try MetricSet(from: decoder))
    }
  }

  /// Writes the metrics, or `{"undefined": reason}`.
  package func encode(to encoder: any Encoder) throws {
    switch self {
    case .metrics(let metrics): try metrics.encode(to: encoder)
    case .undefined(let reason):
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(reason, forKey: .undefined)
    }
  }
}
