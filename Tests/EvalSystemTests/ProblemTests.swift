import EvalSystem
import Testing

struct ProblemTests {
  private static let problems: [(Problem, String)] = [
    (Problem(file: "f", message: "is bad"), "f: is bad"),
    (Problem(file: "f", line: 3, message: "is bad"), "f:3: is bad"),
    (Problem(file: "f", line: 3, keyPath: "a.b[0]", message: "is bad"), "f:3: a.b[0]: is bad"),
    (Problem(file: "f", line: 3, keyPath: "", message: "is bad"), "f:3: is bad"),
    (Problem(file: "f", keyPath: "k", message: "is bad"), "f: k: is bad"),
  ]

  @Test(arguments: problems)
  func `a problem says file, line and key path`(problem: Problem, text: String) {
    #expect(problem.description == text)
  }

  @Test func `a log reports in line order, equal lines as they came`() {
    var log = ProblemLog(file: "f")
    log.add("c", line: 9)
    log.add("a", line: 2)
    log.add("whole")
    log.add("b", line: 2)
    #expect(complaints { try log.throwIfAny() } == ["f: whole", "f:2: a", "f:2: b", "f:9: c"])
  }

  @Test func `an empty log throws nothing`() {
    #expect(complaints { try ProblemLog(file: "f").throwIfAny() }.isEmpty)
  }

  @Test func `beyond twenty the rest are counted`() {
    var log = ProblemLog(file: "f")
    for line in 1...33 { log.add("m", line: line) }
    let lines = complaints { try log.throwIfAny() }
    #expect(lines.count == 21)
    #expect(lines.last == "f: and 13 more like these")
  }
}
