package import EvalCore

/// A run as one page: no script, no address of anything elsewhere, everything in it escaped.
package enum HTMLReport {
  /// Returns the page.
  package static func render(_ report: RunReport) -> String {
    let sections =
      [head(report)] + [header(report)] + [
        HTMLRouters(report).section,
        HTMLModels(report).section,
        HTMLGates(report).section,
        HTMLCohorts(report).section,
        HTMLRouterDetails(report).section,
        HTMLFlips(report).section,
        list("Warnings", report.warnings),
        provenance(report),
        ["</main></body></html>"],
      ]
    return sections.flatMap(\.self).joined(separator: "\n") + "\n"
  }

  private static func head(_ report: RunReport) -> [String] {
    let title = HTMLText.escaped("\(report.suite): \(VerdictSentence(report).word)")
    return [
      "<!doctype html>", "<html lang=\"en\"><head><meta charset=\"utf-8\">",
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">",
      "<meta http-equiv=\"Content-Security-Policy\" "
        + "content=\"default-src 'none'; style-src 'unsafe-inline'\">",
      "<title>\(title)</title>", "<style>", HTMLStyle.sheet, "</style></head><body><main>",
    ]
  }

  private static func header(_ report: RunReport) -> [String] {
    let verdict = VerdictSentence(report)
    let text = GoldenText(report)
    let models = text.models.map { "\($0.role) \(HTMLText.code($0.name))" }
      .joined(separator: ", ")
    var lines = [
      "<h1>\(HTMLText.escaped(report.suite))</h1>",
      "<p class=\"verdict \(style(verdict.standing))\">\(verdict.standing.glyph) "
        + "<span>\(HTMLText.prose(verdict.text))</span></p>",
      "<p>Golden \(HTMLText.code(report.golden.name)): \(text.golden).<br>\(models)<br>"
        + "\(HTMLText.prose(text.baseline))</p>",
    ]
    if let step = NextStep(after: report) {
      lines.append("<p class=\"soft\">Next, \(step.reason): \(HTMLText.code(step.command))</p>")
    }
    return lines
  }

  private static func provenance(_ report: RunReport) -> [String] {
    let pairs = Provenance.pairs(report).prefix(200).map {
      "<dt>\(HTMLText.escaped($0.name))</dt><dd>\(HTMLText.code($0.value))</dd>"
    }
    return ["<h2>Provenance</h2>", "<dl>"] + pairs + ["</dl>"]
  }

  /// Returns a titled list of sentences.
  static func list(_ title: String, _ items: [String]) -> [String] {
    guard !items.isEmpty else { return [] }
    let rest = items.count - 200
    return ["<h2>\(title)</h2>", "<ul>"]
      + items.prefix(200).map { "<li>\(HTMLText.prose($0))</li>" }
      + (rest > 0 ? ["<li>and \(rest) more in report.json</li>"] : []) + ["</ul>"]
  }

  /// Returns the notes of a table.
  static func notes(_ footnotes: Footnotes) -> [String] {
    footnotes.notes.isEmpty
      ? []
      : ["<ol class=\"notes\">"] + footnotes.notes.map { "<li>\(HTMLText.prose($0))</li>" }
        + ["</ol>"]
  }

  /// Returns the class that colours a standing.
  static func style(_ standing: GateStanding) -> String {
    switch standing {
    case .failed: "bad"
    case .open, .waived, .noted, .undecided: "doubt"
    case .passed: "good"
    }
  }

  /// Returns a standing as a coloured glyph and words.
  static func badge(_ standing: GateStanding, _ word: String) -> String {
    "<span class=\"\(style(standing))\">\(standing.glyph) \(word)</span>"
  }
}
