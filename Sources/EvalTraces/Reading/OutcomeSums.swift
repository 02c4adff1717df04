import EvalCore

/// The sums of one trace's recordings of one model; `Golden.missing` where a key is absent.
struct OutcomeSums {
  var recordings: Int32 = 0
  /// In 1e-6 of a raw point.
  var quality: Int64 = 0
  /// Σq² in raw points squared while summing, then the squared deviations.
  var spread = 0.0
  var inputTokens: Int64 = -1
  var outputTokens: Int64 = -1
  var cachedInputTokens: Int64 = -1
  var reasoningTokens: Int64 = -1
  /// In 1e-9 USD.
  var cost: Int64 = -1
  /// In µs.
  var latency: Int64 = -1
  /// How many recordings a person rated: not every one need be.
  private(set) var ratings: Int64 = 0
  /// In 1e-6 of a point.
  private var rating: Int64 = 0

  /// Takes the rating of this recording.
  mutating func addRating(_ units: Int64) {
    ratings += 1
    rating += units
  }

  /// The mean of the ratings in 1e-6 of a point, rounded half up; `Golden.missing` without one.
  var meanRating: Int64 {
    ratings == 0 ? Self.absent : (rating + ratings / 2) / ratings
  }

  /// Adds one recording; false where it has other keys than those before.
  mutating func add(_ one: OutcomeSums) -> Bool {
    let point = Double(one.quality) / 1e6
    let squares = spread + point * point
    guard recordings > 0 else {
      self = one
      recordings = 1
      spread = squares
      return true
    }
    recordings += 1
    quality += one.quality
    spread = squares
    ratings += one.ratings
    rating += one.rating
    return Self.sum(one.inputTokens, &inputTokens)
      && Self.sum(one.outputTokens, &outputTokens)
      && Self.sum(one.cachedInputTokens, &cachedInputTokens)
      && Self.sum(one.reasoningTokens, &reasoningTokens)
      && Self.sum(one.cost, &cost)
      && Self.sum(one.latency, &latency)
  }

  private static func sum(_ value: Int64, _ total: inout Int64) -> Bool {
    if (value == absent) != (total == absent) { return false }
    if value != absent { total += value }
    return true
  }

  /// `Golden.missing`, where the optimiser can see it.
  private static let absent: Int64 = -1

  /// Returns the mean over the recordings, rounded half up.
  func mean(_ sum: Int64) -> Int64 {
    if recordings == 1 || sum == -1 { return sum }
    return (sum + Int64(recordings / 2)) / Int64(recordings)
  }
}
