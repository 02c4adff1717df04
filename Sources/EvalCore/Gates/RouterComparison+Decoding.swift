extension RouterComparison {
  /// Reads a comparison; what documents of earlier builds lack is as if nothing were known of it.
  package init(from decoder: any Decoder) throws {
    let keys = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      router: try keys.decode(String.self, forKey: .router),
      flips: try keys.decode(Int.self, forKey: .flips),
      delta: try keys.decode(Measured.self, forKey: .delta),
      costDelta: try keys.decode(Measured.self, forKey: .costDelta),
      grossLoss: try keys.decode(Bound.self, forKey: .grossLoss),
      grossGain: try keys.decode(Bound.self, forKey: .grossGain),
      directions: try keys.decode([Direction].self, forKey: .directions),
      worst: try keys.decode([Flip].self, forKey: .worst),
      sameScores: try keys.decode(Bool.self, forKey: .sameScores),
      sameCosts: try keys.decode(Bool.self, forKey: .sameCosts),
      sameEnds: try keys.decode(Bool.self, forKey: .sameEnds),
      sameStrongCosts: try keys.decode(Bool.self, forKey: .sameStrongCosts),
      cohorts: try keys.decode([CohortChange].self, forKey: .cohorts))
    flipsOmitted = try keys.decodeIfPresent(Int.self, forKey: .flipsOmitted) ?? flips - worst.count
    worseAnswers = try keys.decodeIfPresent([Flip].self, forKey: .worseAnswers)
    distances = try keys.decodeIfPresent([Distance].self, forKey: .distances)
    family = try keys.decodeIfPresent(Family.self, forKey: .family)
    sameRecording = try keys.decodeIfPresent(Bool.self, forKey: .sameRecording) ?? true
    negativeFlipRate =
      try keys.decodeIfPresent(Bound.self, forKey: .negativeFlipRate)
      ?? .undefined("an earlier build of evalroute did not store it")
    noiseFloor = try keys.decodeIfPresent(Double.self, forKey: .noiseFloor)
    attribution =
      try keys.decodeIfPresent(Attribution.self, forKey: .attribution) ?? Attribution()
  }
}
