import EvalCore

/// Finds the integer unit in which the means of all repeated recordings are whole.
enum RecordingMultiple {
  /// The largest quality in units that sums far from overflow.
  private static let maximumUnits = 1e12

  /// Returns the least common multiple of all traces' recordings, 1 where each has one.
  ///
  /// Where that is too large to count in, 1: means are then rounded to 1e-6 of a raw point.
  static func common(of columns: [OutcomeBuilder], scale: QualityScale) -> Int64 {
    var multiple: Int64 = 1
    let largest = max(scale.min.magnitude, scale.max.magnitude, 1) * 1e6
    for column in columns {
      for count in Set(column.recordings ?? []).sorted() {
        multiple = leastCommonMultiple(multiple, Int64(count))
        if Double(multiple) * largest > maximumUnits { return 1 }
      }
    }
    return multiple
  }

  private static func leastCommonMultiple(_ left: Int64, _ right: Int64) -> Int64 {
    var (a, b) = (left, right)
    while b != 0 { (a, b) = (b, a % b) }
    return left / a * right
  }
}
