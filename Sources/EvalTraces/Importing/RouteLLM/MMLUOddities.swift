/// Finds subjects whose figures look like a defect of the source.
enum MMLUOddities {
  private struct Count {
    var questions = 0
    var strong = 0
    var weak = 0
  }

  /// Returns a sentence for each subject in which the strong model is right less than half as
  /// often as the weak one, in the order of the entries.
  static func find(_ entries: [RightWrongImport.Entry]) -> [String] {
    var subjects: [String] = []
    var counts: [String: Count] = [:]
    for entry in entries {
      guard let subject = entry.cohorts.first?.level else { continue }
      if counts[subject] == nil { subjects.append(subject) }
      count(entry.row, in: &counts[subject, default: Count()])
    }
    return subjects.compactMap { subject in
      guard let count = counts[subject], count.strong * 2 < count.weak else { return nil }
      return "In \(subject) the source marks the strong model right on \(count.strong) of"
        + " \(count.questions) questions and the weak one on \(count.weak): likely a defect of"
        + " the source, kept as it is."
    }
  }

  private static func count(_ row: RightWrongTable.Row, in count: inout Count) {
    count.questions += 1
    for answer in row.answers where answer.isRight {
      switch answer.model {
      case .strong: count.strong += 1
      case .weak: count.weak += 1
      }
    }
  }
}
