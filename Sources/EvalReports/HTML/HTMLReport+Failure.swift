package import EvalSystem

extension HTMLReport {
  /// Returns the page of a suite whose run could not be completed.
  package static func renderError(suite: String, _ failure: ProblemReport) -> String {
    let name = HTMLText.escaped(suite)
    let lines =
      [
        "<!doctype html>", "<html lang=\"en\"><head><meta charset=\"utf-8\">",
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">",
        "<title>\(name): could not be run</title>", "<style>", HTMLStyle.sheet,
        "</style></head><body><main>", "<h1>\(name)</h1>",
        "<p class=\"verdict bad\">\(GateStanding.failed.glyph) "
          + "<span>could not be run: nothing was judged and nothing was stored.</span></p>",
      ] + list("What is wrong", failure.problems.map(\.description)) + ["</main></body></html>"]
    return lines.joined(separator: "\n") + "\n"
  }
}
