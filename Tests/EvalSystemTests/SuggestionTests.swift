import EvalSystem
import Testing

struct SuggestionTests {
  private static let known = ["quality", "pgr", "apgr", "cost", "savings", "strong_share"]

  private static let slips: [(String, String?)] = [
    ("qualtiy", "quality"), ("qualiti", "quality"), ("Quality", "quality"), ("savigns", "savings"),
    ("strongshare", "strong_share"), ("cots", "cost"), ("pgrr", "pgr"), ("latency", nil),
    ("", nil), ("xyz", nil), ("quality", "quality"),
  ]

  @Test(arguments: slips)
  func `a slip finds the name that was meant`(text: String, meant: String?) {
    #expect(Suggestion.nearest(to: text, among: Self.known) == meant)
  }

  @Test func `nothing is near among nothing`() {
    #expect(Suggestion.nearest(to: "a", among: []) == nil)
    #expect(Suggestion.clause(for: "a", among: []) == "")
  }

  @Test func `a name of one character is nothing like another`() {
    #expect(Suggestion.nearest(to: "3", among: ["1", "2"]) == nil)
    #expect(Suggestion.nearest(to: "R", among: ["q", "r"]) == "r")
    #expect(Suggestion.nearest(to: "rr", among: ["q", "r"]) == "r")
    #expect(Suggestion.nearest(to: "", among: ["r"]) == nil)
  }

  @Test func `the clause asks`() {
    #expect(Suggestion.clause(for: "cots", among: Self.known) == " (did you mean `cost`?)")
  }

  @Test func `among equally near names the first by name is taken, in any order`() {
    let names = ["model-c", "model-a", "model-b"]
    #expect(Suggestion.nearest(to: "model-x", among: names) == "model-a")
    #expect(Suggestion.nearest(to: "model-x", among: names.reversed()) == "model-a")
  }

  @Test func `a text of a megabyte takes no time`() {
    let text = String(repeating: "q", count: 1_000_000)
    #expect(Suggestion.nearest(to: text, among: Self.known) != "pgr")
  }
}
