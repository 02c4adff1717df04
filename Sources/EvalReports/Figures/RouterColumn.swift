import EvalCore

/// The columns of the table of routers, the same in every report.
enum RouterColumn {
  /// Mean quality with half its interval.
  case quality
  /// Performance gap recovered.
  case pgr
  /// The same, averaged over every strong share.
  case apgr
  /// The strong share that recovers half of the gap.
  case cpt50
  /// The share of calls that go to the strong model.
  case strongShare
  /// USD for 1,000 queries.
  case cost
  /// Cost saved against always calling the strong model.
  case savings
  /// Quality gained over random routing at the same strong share.
  case versusRandom
  /// Quality averaged over what the ladder's models cost.
  case aiq
  /// Quality gained over the best random mix of the models at the same cost.
  case versusMix

  /// The columns of a report, in their order: with more than two models a share of strong calls
  /// says little, so mixes at the same cost stand in for it.
  static func shown(_ report: RunReport) -> [RouterColumn] {
    report.golden.models.count > 2 && report.models != nil
      ? [.quality, .pgr, .apgr, .aiq, .strongShare, .cost, .savings, .versusMix]
      : [.quality, .pgr, .apgr, .cpt50, .strongShare, .cost, .savings, .versusRandom]
  }

  /// The heading, short.
  var title: String {
    switch self {
    case .quality: "quality"
    case .pgr: "PGR"
    case .apgr: "APGR"
    case .cpt50: "CPT50"
    case .strongShare: "strong"
    case .cost: "$ / 1,000"
    case .savings: "savings"
    case .versusRandom: "vs random"
    case .aiq: "AIQ"
    case .versusMix: "vs mix"
    }
  }

  /// What the heading means, for a legend.
  var meaning: String {
    switch self {
    case .quality: "mean quality with half its 95 % interval"
    case .pgr: "share of the quality gap between weak and strong that is recovered"
    case .apgr: "the same, averaged over every strong share"
    case .cpt50: "share of strong calls that recovers half of the gap"
    case .strongShare: "share of calls that go to the strong model"
    case .cost: "USD for 1,000 queries"
    case .savings: "cost saved against always calling the strong model"
    case .versusRandom:
      "quality gained over random routing at the same strong share; ~ where chance may do as well"
    case .aiq: "quality averaged over the costs from the cheapest to the dearest model"
    case .versusMix:
      "quality gained over the best random mix of the models at the same cost; ~ where the mix may"
        + " do as well"
    }
  }

  /// Which columns a narrow terminal drops first: the highest.
  var dropRank: Int {
    switch self {
    case .quality: 0
    case .cost: 1
    case .pgr: 2
    case .savings: 3
    case .strongShare: 4
    case .apgr: 5
    case .versusRandom, .versusMix: 6
    case .cpt50, .aiq: 7
    }
  }

  /// Returns the column's figure.
  ///
  /// - Parameters:
  ///   - metrics: The router's metrics.
  ///   - random: Those of random routing at its strong share; nil for a row without it.
  ///   - contrast: What is known of its gain over that.
  ///   - quality: The golden's quality scale.
  /// - Returns: The figure; an empty one where the row has no place in the column.
  func figure(
    _ metrics: MetricSet, random: ReferenceEntry?, contrast: RandomContrast? = nil,
    quality: QualityText
  ) -> Figure {
    switch self {
    case .quality: quality.figure(metrics.quality)
    case .pgr: Figure(metrics.pgr) { NumberText.fixed($0, decimals: 3) }
    case .apgr: Figure(metrics.apgr) { NumberText.fixed($0, decimals: 3) }
    case .cpt50: Figure(metrics.cpt[50].first) { NumberText.percent($0) }
    case .strongShare: Figure(metrics.strongShare) { NumberText.percent($0) }
    case .cost: Figure(metrics.cost) { NumberText.usd($0 * 1000) }
    case .savings: Figure(metrics.savings) { NumberText.percent($0) }
    case .versusRandom: Self.gain(metrics, over: random, contrast, quality)
    case .aiq: Figure(metrics.aiq) { NumberText.fixed($0, decimals: 3) }
    case .versusMix: Figure("")
    }
  }

  /// Returns the column's figure of a router.
  func figure(of router: RouterReport, quality: QualityText) -> Figure {
    guard self == .versusMix else {
      return figure(
        router.metrics, random: router.reference.random, contrast: router.versusRandom,
        quality: quality)
    }
    guard let mix = router.versusMix else { return Figure(NumberText.undefined) }
    let isOpen = mix.p != nil && !mix.isShown
    return Figure(mix.gain) { (isOpen ? "~ " : "") + quality.change($0) }
  }

  private static func gain(
    _ metrics: MetricSet, over random: ReferenceEntry?, _ contrast: RandomContrast?,
    _ quality: QualityText
  ) -> Figure {
    guard let random else { return Figure("") }
    if case .undefined(let reason) = random { return Figure(NumberText.undefined, note: reason) }
    guard let own = metrics.quality.estimate else { return Figure(metrics.quality) }
    guard let other = random.metrics?.quality else { return Figure(NumberText.undefined) }
    // A router that calls one model alone is chance at its own share: nothing to show.
    let isOpen = contrast.map { $0.p != nil && !$0.isShown } ?? false
    return Figure(other) { (isOpen ? "~ " : "") + quality.change(own.estimate - $0) }
  }
}
