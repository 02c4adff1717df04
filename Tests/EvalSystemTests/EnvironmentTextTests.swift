import EvalSystem
import Foundation
import Testing

struct EnvironmentTextTests {
  @Test func `variables are put in where they are named`() throws {
    setenv("EVALROUTE_TEST_A", "one", 1)
    #expect(
      try EnvironmentText.filled("x ${EVALROUTE_TEST_A}${EVALROUTE_TEST_A} $y {z}")
        == "x oneone $y {z}")
    #expect(try EnvironmentText.filled("") == "")
  }

  @Test(arguments: ["${", "${}", "${A", "${A-B}", "${1A}", "${ A }", "a ${A}${"])
  func `a name that is none is a mistake`(_ text: String) {
    #expect(
      EnvironmentText.mistake(in: text) == "`${` must be followed by a variable's name and `}`")
  }

  @Test func `a variable that is empty counts as not set`() {
    setenv("EVALROUTE_TEST_EMPTY", "", 1)
    for name in ["EVALROUTE_TEST_EMPTY", "EVALROUTE_TEST_NOT_SET"] {
      #expect(EnvironmentText.mistake(in: "${\(name)}") == nil)
      #expect(
        throws: EnvironmentText.Failure(message: "the environment variable \(name) is not set")
      ) { try EnvironmentText.filled("${\(name)}") }
    }
  }
}
