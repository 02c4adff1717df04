package import EvalCore
package import EvalSystem

extension RouterRunner {
  /// Checks what can be known of a router outside this program without asking it.
  ///
  /// - Throws: `ProblemReport` where it could not be asked.
  package func checkLive(_ router: RouterSpec) throws(ProblemReport) {
    let server: HTTPSpec
    switch router.kind {
    case .http(let spec): server = spec
    case .llm(let spec):
      guard case .live(let spec) = spec.source else { return }
      server = spec
    default: return
    }
    do {
      _ = try HTTPRouter(server).headerLines()
    } catch {
      throw problem(router, error.text)
    }
  }

  /// Asks a router outside this program, and turns what it answered into decisions.
  func live(_ router: RouterSpec) throws(ProblemReport) -> Answer {
    let answers = try ask(router, golden: field.golden)
    let threshold = router.kind.threshold
    let scores = answers.sheet.scores
    var fitted: FittedThreshold?
    if let threshold {
      if threshold.isFitted, scores == nil {
        throw problem(router, "its threshold cannot be fitted: not every answer has a score")
      }
      fitted = try fit(threshold, for: router, scores: scores ?? []) {
        golden throws(ProblemReport) in try liveScores(router, golden: golden)
      }
    }
    do {
      let models = try answers.sheet.models(threshold: fitted?.value, in: field.pool)
      let usesThreshold = scores != nil && fitted != nil
      var answer = Answer(
        decisions: Decisions(
          models: models, scores: scores, threshold: usesThreshold ? fitted?.value : nil))
      if usesThreshold { answer.threshold = fitted?.report }
      answer.faults = answers.sheet.faults
      answer.fallenBack = answers.sheet.fallenBack
      answer.latency = answers.latency
      return answer
    } catch {
      throw problem(router, error)
    }
  }

  /// Asks a router outside this program for its scores, for a threshold to be fitted on.
  func liveScores(_ router: RouterSpec, golden: Golden) throws(ProblemReport) -> [Double] {
    guard let scores = try ask(router, golden: golden).sheet.scores else {
      throw problem(
        router,
        "its threshold cannot be fitted on \(golden.name): not every answer has a score")
    }
    return scores
  }

  private func ask(_ router: RouterSpec, golden: Golden) throws(ProblemReport) -> LiveAnswers {
    guard let messages = golden.messages, messages.firstWithout == nil else {
      throw problem(router, "reads the queries' text, and \(golden.name) does not hold it")
    }
    do throws(RouterBreakdown) {
      switch router.kind {
      case .exec(let spec):
        return try ExecRouter(spec, folder: FileBytes.folder(of: suiteFile))
          .ask(golden, messages: messages, models: field.pool.names)
      case .http(let spec):
        return try HTTPRouter(spec).ask(golden, messages: messages, models: field.pool.names)
      default: throw RouterBreakdown(message: "is not outside this program")
      }
    } catch {
      throw problem(router, error)
    }
  }

  func problem(_ router: RouterSpec, _ breakdown: RouterBreakdown) -> ProblemReport {
    var report = problem(router, breakdown.text)
    report.notes = breakdown.notes
    return report
  }
}
