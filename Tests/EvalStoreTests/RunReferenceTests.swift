import EvalStore
import EvalSystem
import Testing

struct RunReferenceTests {
  private let store: RunStore

  init() throws {
    store = try RunStore.inMemory()
    for (id, suite) in [("aa-1", "s"), ("aa-2", "s"), ("ab-1", "t"), ("aa-2-more", "s")] {
      try store.save(SampleRun.named(id, suite: suite))
    }
  }

  @Test(
    arguments: [
      ("latest", "s", "aa-2-more"), ("latest~0", "s", "aa-2-more"), ("latest~2", "s", "aa-1"),
      ("latest", "t", "ab-1"), ("latest", nil, "aa-2-more"), ("latest~1", nil, "ab-1"),
      ("aa-1", "s", "aa-1"), ("ab", nil, "ab-1"), ("ab", "t", "ab-1"), ("aa-2", "s", "aa-2"),
      ("aa-2-", nil, "aa-2-more"),
    ] as [(String, String?, String)])
  func `a reference names one run`(ref: String, suite: String?, id: String) throws {
    #expect(try store.resolve(ref, suite: suite) == id)
  }

  @Test(
    arguments: [
      ("latest~3", "s", "has 3 runs of suite s, so none is `latest~3`"),
      ("latest", "u", "has no run of suite u yet: `evalroute run` stores one"),
      ("latest~-1", nil, "`latest~-1` names no run: give a run's id, `latest` or `latest~2`"),
      ("latest~+1", nil, "`latest~+1` names no run: give a run's id, `latest` or `latest~2`"),
      ("latest~", nil, "`latest~` names no run: give a run's id, `latest` or `latest~2`"),
      ("latest2", nil, "`latest2` names no run: give a run's id, `latest` or `latest~2`"),
      ("", nil, "`` names no run: give a run's id, `latest` or `latest~2`"),
      (
        "latest~99999999999999999999", nil,
        "`latest~99999999999999999999` names no run: give a run's id, `latest` or `latest~2`"
      ),
      ("zz", nil, "has no run `zz`: `evalroute list` shows those that it has"),
      ("%", nil, "has no run `%`: `evalroute list` shows those that it has"),
      ("ab-1", "s", "run `ab-1` is of suite t, not of s"),
      ("aa", nil, "has more than one run that begins with `aa`: aa-2-more, aa-2, aa-1"),
      ("a", nil, "has more than one run that begins with `a`: aa-2-more, ab-1, aa-2, …"),
    ] as [(String, String?, String)])
  func `a reference that names none or many is refused`(
    ref: String, suite: String?, message: String
  ) {
    #expect(throws: ProblemReport(file: "memory", message: message)) {
      try store.resolve(ref, suite: suite)
    }
  }
}
