extension Bound: Codable {
  private enum CodingKeys: String, CodingKey { case undefined }

  package init(from decoder: any Decoder) throws {
    if let value = try? decoder.singleValueContainer().decode(Double.self) {
      self = .value(value)
    } else {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      self = .undefined(try container.decode(String.self, forKey: .undefined))
    }
  }

  /// Writes a number of twelve significant digits, or `{"undefined": reason}`.
  package func encode(to encoder: any Encoder) throws {
    switch self {
    case .value(let value):
      var container = encoder.singleValueContainer()
      try container.encode(Rounding.significant(value))
    case .undefined(let reason):
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(reason, forKey: .undefined)
    }
  }
}

extension Measured: Codable {
  private enum CodingKeys: String, CodingKey {
    case estimate
    case low
    case high
    case raw
    case status
    case undefined
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    if let reason = try container.decodeIfPresent(String.self, forKey: .undefined) {
      self = .undefined(reason)
      return
    }
    self = .value(
      Estimate(
        try container.decode(Double.self, forKey: .estimate),
        low: try container.decodeIfPresent(Bound.self, forKey: .low),
        high: try container.decodeIfPresent(Bound.self, forKey: .high),
        raw: try container.decodeIfPresent(Double.self, forKey: .raw),
        status: try container.decodeIfPresent(GapStatus.self, forKey: .status)))
  }

  /// Writes the estimate with what is known of it, or `{"undefined": reason}`.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .undefined(let reason):
      try container.encode(reason, forKey: .undefined)
    case .value(let estimate):
      try container.encode(Rounding.significant(estimate.estimate), forKey: .estimate)
      try container.encodeIfPresent(estimate.low, forKey: .low)
      try container.encodeIfPresent(estimate.high, forKey: .high)
      try container.encodeIfPresent(estimate.raw.map(Rounding.significant), forKey: .raw)
      try container.encodeIfPresent(estimate.status, forKey: .status)
    }
  }
}
