/// The law of Kolmogorov's statistic for one sample and a continuous law.
package enum KolmogorovDistribution {
  /// The size of a sample up to which the middle of the law is computed exactly.
  private static let exactSize = 2048

  /// Returns the probability of a largest gap of at least `d`.
  ///
  /// Exact up to samples of 2048, to about ten digits. Above them the limit
  /// law with the correction of Vrbik (2018), "Small-sample corrections to
  /// Kolmogorov–Smirnov test statistic", wrong by less than one part in five
  /// thousand; tails below 0.02 are good to five digits there.
  ///
  /// - Precondition: `d` is a number and `n` above zero.
  package static func upperTail(_ d: Double, sampleSize n: Int) -> Double {
    precondition(n > 0 && !d.isNaN, "a gap in the law of no sample")
    let size = Double(n)
    if d * size <= 0.5 { return 1 }
    if d >= 1 { return 0 }
    // Beyond one half only one of the two sides can have the gap; far out the
    // chance that both have one is lost in rounding.
    let square = d * d * size
    if d >= 0.5 || square >= (n <= exactSize ? 4.5 : 2.2) {
      return min(1, 2 * oneSidedTail(d, n))
    }
    return n <= exactSize ? max(0, 1 - exactCDF(d, n)) : correctedLimit(d, size)
  }

  /// Returns the probability that the sample exceeds the law by at least `d`.
  ///
  /// Smirnov's finite sum (Birnbaum & Tingey 1951), d Σ C(n,v) (d + v/n)ᵛ⁻¹
  /// (1 - d - v/n)ⁿ⁻ᵛ, whose terms are binomial probabilities over d + v/n.
  private static func oneSidedTail(_ d: Double, _ n: Int) -> Double {
    let size = Double(n)
    return CompensatedSum.sum(count: n) { v in
      let p = d + Double(v) / size
      return p < 1 ? d / p * Binomial.probability(v, trials: n, probability: p) : 0
    }
  }

  /// Returns Kolmogorov's limit 2 Σ (-1)ᵏ⁻¹ exp(-2k²z²), its argument corrected.
  private static func correctedLimit(_ d: Double, _ size: Double) -> Double {
    let root = size.squareRoot()
    let plain = d * root
    let z = plain + 1 / (6 * root) + (plain - 1) / (4 * size)
    guard z > 0.2 else { return 1 }
    let tail = CompensatedSum.sum(count: 30) { index in
      let k = Double(index + 1)
      let term = 2 * Elementary.exp(-2 * k * k * z * z)
      return index % 2 == 0 ? term : -term
    }
    return min(1, max(0, tail))
  }
}

/// The exact law, a walk between two parallel walls.
extension KolmogorovDistribution {
  /// The terms 1/j! of the walk's steps, up to where they no longer matter.
  private static let inverseFactorials: [Double] = (1...25).reduce(into: [1]) {
    $0.append($0[$0.count - 1] / Double($1))
  }

  /// Returns the probability that no gap reaches `d`.
  ///
  /// Marsaglia, Tsang & Wang (2003), "Evaluating Kolmogorov's distribution":
  /// n!/nⁿ times the middle element of a matrix to the n-th power. Here its
  /// middle row is multiplied n times and divided by e each time, which keeps
  /// it in range; the rest is Stirling's formula for n!.
  private static func exactCDF(_ d: Double, _ n: Int) -> Double {
    let size = Double(n)
    let half = Int(size * d) + 1
    let edge = edge(Double(half) - size * d, 2 * half - 1)
    var row = [Double](repeating: 0, count: edge.count)
    row[half - 1] = 1
    for _ in 0..<n { row = multiplied(row, edge) }
    return row[half - 1] * (2 * .pi * size).squareRoot()
      * Elementary.exp(Elementary.stirlingError(size))
  }

  /// Returns the first column of the matrix, which backwards is its last row.
  private static func edge(_ h: Double, _ width: Int) -> [Double] {
    var power = 1.0
    var cornerPower = 1.0
    var edge = [Double](repeating: 0, count: width)
    for index in edge.indices {
      power *= h
      cornerPower *= max(0, 2 * h - 1)
      edge[index] = (1 - power) * inverseFactorial(index + 1)
    }
    edge[width - 1] = (1 - 2 * power + cornerPower) * inverseFactorial(width)
    return edge
  }

  /// Returns a row times the matrix, divided by e.
  private static func multiplied(_ row: [Double], _ edge: [Double]) -> [Double] {
    let last = row.count - 1
    var product = [Double](repeating: 0, count: row.count)
    product[0] = zip(row, edge).reduce(0) { $0 + $1.0 * $1.1 }
    for column in stride(from: 1, through: last, by: 1) {
      // From row column - 1 on, the entries of a column are 1/0!, 1/1!, …
      var sum = row[last] * edge[last - column]
      let end = min(last - column + 1, inverseFactorials.count)
      for step in 0..<end { sum += row[column - 1 + step] * inverseFactorials[step] }
      product[column] = sum
    }
    return product.map { $0 * 0.36787944117144232 }
  }

  private static func inverseFactorial(_ n: Int) -> Double {
    n < inverseFactorials.count ? inverseFactorials[n] : 0
  }
}
