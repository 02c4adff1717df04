/// Divides two exact sums, rounding once where both are below 2^53.
func ratio(_ numerator: Int128, _ denominator: Int128) -> Double {
  Double(numerator) / Double(denominator)
}
