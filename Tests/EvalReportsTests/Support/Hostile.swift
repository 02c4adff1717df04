@testable import EvalCore

/// Names that a file may hold and a report must survive.
enum Hostile {
  static let names = [
    "<script>alert(1)</script>", "a & b \"c\" 'd'", "pipe|in|name", "back`tick``s", "new\nline\r\n",
    "tab\there", "\u{1B}[31mred\u{1B}[0m", "\u{1B}]0;title\u{07}", "nul\u{0}byte", "bell\u{07}",
    "not\u{FFFE}a\u{FFFF}character", "\u{9B}31m", "right\u{202E}tfel", "line\u{2028}separator",
    "]]>", "&amp;", "&#27;", "<!-- x -->", "{{x}}", "$(rm -rf /)", "../../etc/passwd",
    "emoji 👩‍👩‍👧 🇩🇪", "日本語のルーター", "e\u{301}\u{302}\u{303}", "[link](https://example.org)",
    "![image](x)", "@someone #1 https://example.org www.example.org", "**bold** _it_ ~~no~~ $x$",
    "back\\slash|pipe\\", "", " ", "-", "---", "+ x", "1. one", "12) x", "    indented", "===",
    "...", "gpt-4.1", "gpt-4_1",
    "'; DROP TABLE runs; --", String(repeating: "x", count: 100_000),
    "e" + String(repeating: "\u{301}", count: 50_000),
  ]

  /// A report whose every name, reason and warning is the text.
  static func report(_ text: String) -> RunReport {
    let cohort = Cohort([Cohort.Label(name: text, level: text)])
    var report = Sample.report(
      gates: [
        Sample.gate(.apgr, text, .failed, value: 0.4, limit: 0.5, reason: text, why: text),
        Sample.gate(
          .quality, text, .failed, cohort: cohort, requirement: text, value: -0.3, limit: 0.02,
          against: text, reason: text, waiver: GateSpec.Waiver(until: text, reason: text)),
        Sample.gate(.pgr, text, .inconclusive, limit: 0.5, reason: text),
        Sample.gate(.savings, text, .inconclusive, isBlocking: false, limit: 0.5, reason: text),
        Sample.gate(.apgr, text, value: 0.6, limit: 0.5),
      ])
    report.suiteFile = text
    report.run = text
    report.tool = text
    report.startedAt = text
    report.golden.name = text
    report.golden.sha256 = text
    report.golden.models = [text, text + "2"]
    report.git = RunReport.GitState(commit: text, branch: text, dirty: false)
    report.tags = [text: text]
    report.warnings = [text]
    report.models = [text, text + "2"].map {
      ModelReport(model: $0, quality: .undefined(text), cost: .undefined(text), dominatedBy: text)
    }
    report.baseline = RunReport.BaselineSummary(
      ref: text, comparable: false, differences: [text], events: [text])
    report.comparison = [comparison(text)]
    report.routers = [router(text, cohort)]
    return report
  }

  private static func router(_ text: String, _ cohort: Cohort) -> RouterReport {
    var router = Sample.router("mf", kind: "signal", quality: 0.9, pgr: 0.7, share: 0.4)
    router.name = text
    router.kind = text
    router.why = text
    router.threshold?.rule = text
    router.threshold?.fittedOn = text
    router.metrics.savings = .undefined(text)
    router.metrics.calls = [text: 3]
    router.reference.length = .undefined(text)
    router.reference.random = .undefined(text)
    router.compat = CompatReport(routellm: .undefined(text))
    for index in router.cohorts.indices { router.cohorts[index].cohort = cohort }
    return router
  }

  private static func comparison(_ text: String) -> RouterComparison {
    var comparison = Sample.comparison(text)
    for index in comparison.worst.indices {
      comparison.worst[index].trace = text
      comparison.worst[index].from = text
      comparison.worst[index].to = text
    }
    for index in comparison.directions.indices { comparison.directions[index].from = text }
    comparison.costDelta = .undefined(text)
    return comparison
  }
}
