/// What a gate found of one router, before several gates are weighed together.
struct GateFindings {
  /// What it found of all traces, or of one cohort.
  struct Finding {
    /// The verdict, unless there is a question yet to be weighed.
    var result: GateResult
    /// The change whose verdict depends on how many gates block.
    var question: ChangeQuestion?

    init(_ result: GateResult, question: ChangeQuestion? = nil) {
      self.result = result
      self.question = question
    }
  }

  let gate: GateSpec
  var findings: [Finding]

  /// The smallest p value of the questions; nil where there is none.
  var pValue: Double? { findings.compactMap(\.question?.pValue).min() }
}
