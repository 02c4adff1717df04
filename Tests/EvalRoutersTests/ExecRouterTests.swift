import EvalCore
import EvalRouters
import EvalSystem
import EvalTestSupport
import Foundation
import Testing

/// Routers that are programs, told every trace and asked for their answers.
struct ExecRouterTests {
  private let live: LiveField

  init() throws {
    live = try LiveField()
  }

  /// Answers every trace with what stands after its id.
  private func awk(_ answer: String) -> String {
    #"""
    awk '{ id = $0; sub(/,"messages":.*/, "", id); printf "%s,\#(answer)}\n", id, NR / 10 }'
    """#
  }

  @Test func `a program is told id, messages and models, and nothing of outcomes`() throws {
    _ = try? live.run(sh: "cat > seen.txt")
    let lines = try live.folder.text("seen.txt").split(separator: "\n").map(String.init)
    #expect(lines.count == 5)
    let system = #"{"role":"system","content":"SYSTEM PROMPT"}"#
    #expect(
      lines[1]
        == #"{"id":"t1001","messages":[\#(system),{"role":"user","content":"bb \"q\"\n"}],"models":["small","big"]}"#
    )
    for line in lines {
      #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(line.utf8)) }
    }
  }

  @Test func `a program that names models is taken at its word`() throws {
    let answer = try live.run(sh: awk(#"\"model\":\"big\""#))
    #expect(answer.decisions.models == [1, 1, 1, 1, 1])
    #expect(answer.decisions.scores == nil)
    #expect(answer.threshold == nil)
    #expect(answer.faults == FaultReport(counts: [:], fallbacks: 0, allowed: 0, traces: []))
    #expect(answer.latency?.answers == 5)
  }

  @Test func `a score with a threshold decides, and one beside a model ranks`() throws {
    let scored = try live.run(sh: awk(#"\"score\":%g"#), threshold: Threshold(.value(0.3)))
    #expect(scored.decisions.models == [0, 0, 1, 1, 1])
    #expect(scored.decisions.scores == [0.1, 0.2, 0.3, 0.4, 0.5])
    #expect(scored.decisions.threshold == 0.3)
    #expect(scored.threshold?.rule == "0.3")
    let both = awk(#"\"model\":\"small\",\"score\":%g"#)
    #expect(try live.run(sh: both).decisions.models == [0, 0, 0, 0, 0])
    #expect(try live.run(sh: both).decisions.scores == [0.1, 0.2, 0.3, 0.4, 0.5])
    #expect(
      try live.run(sh: both, threshold: Threshold(.value(0.3))).decisions.models == [0, 0, 1, 1, 1])
  }

  @Test func `a threshold is fitted on the scores of this golden, or of another one`() throws {
    let share = Threshold(.strongShare(0.4))
    let here = try live.run(sh: awk(#"\"score\":%g"#), threshold: share)
    #expect(here.decisions.models == [0, 0, 0, 1, 1])
    #expect(here.threshold?.fittedHere == true)
    let there = Threshold(.strongShare(0.5), calibrateOn: "other")
    #expect(
      try live.run(sh: awk(#"\"score\":%g"#), threshold: there).decisions.models == [0, 0, 1, 1, 1])
  }

  @Test func `scores alone need a threshold`() {
    #expect(
      live.complaint(sh: awk(#"\"score\":%g"#))
        == "answered trace t1000 with a score alone: give it a `threshold`")
    #expect(
      live.complaint(sh: awk(#"\"model\":\"big\""#), threshold: Threshold(.strongShare(0.5)))
        == "its threshold cannot be fitted: not every answer has a score")
  }

  @Test func `answers may come at the end, and in any order`() throws {
    let reversed = """
      awk '{ id = $0; sub(/,"messages":.*/, "", id); ids[NR] = id }
        END { for (i = NR; i > 0; i--) printf "%s,\\"model\\":\\"%s\\"}\\r\\n", ids[i], \
      (i == 2 ? "big" : "small") }'
      """
    #expect(try live.choices(sh: reversed) == ["small", "big", "small", "small", "small"])
  }

  @Test func `the last line needs no line break, and the calls of a cascade are understood`() throws
  {
    let script = """
      cat > /dev/null
      for id in t1000 t1001 t1002 t1003; do
        echo "{\\"id\\":\\"$id\\",\\"calls\\":[\\"small\\",\\"big\\"]}"
      done
      printf '{"id":"t1004","model":"small","calls":["small"],"note":1}'
      """
    #expect(try live.choices(sh: script) == ["big", "big", "big", "big", "small"])
  }

  @Test func `a program runs in the folder of its suite, with signals as they are by default`()
    throws
  {
    try live.folder.write("small", to: "choice.txt")
    #expect(
      try live.choices(
        sh: #"c=$(cat choice.txt); sed -E "s/,\"messages.*/,\"model\":\"$c\"}/""#)
        == ["small", "small", "small", "small", "small"])
    #if os(Linux)
    _ = try? live.run(sh: "grep -E 'Sig(Blk|Ign)' /proc/self/status > signals.txt")
    let masks = try live.folder.text("signals.txt").split(separator: "\n")
    #expect(masks.count == 2)
    let named = [SIGHUP, SIGINT, SIGQUIT, SIGPIPE, SIGTERM].reduce(0) { $0 | 1 << (UInt64($1) - 1) }
    for mask in masks {
      let bits = try #require(UInt64(mask.suffix(16), radix: 16))
      #expect(bits & UInt64(named) == 0, "\(mask)")
    }
    #endif
  }

  @Test func `a command that cannot be started says so`() {
    let complaint = live.complaint {
      _ = try live.run(.exec(ExecSpec(command: ["no-such-router"])))
    }
    #expect(
      complaint
        == "its command `no-such-router` cannot be started in \(live.folder.path): does not exist")
  }

  // MARK: Faults

  private static let faults: [(String, String)] = [
    (
      #"read -r l; echo '{"id":"t1000","model":"big"}'; exit 3"#,
      "fault crash: it exited with status 3 before it answered 4 traces, the first of them t1001"
    ),
    (
      "kill -9 $$",
      "fault crash: it was ended by signal 9 before it answered 5 traces, the first of them t1000"
    ),
    (
      #"read -r l; echo '{"id":"t1000","model":"big"}'"#,
      "fault missing_answer: it exited with status 0 before it answered 4 traces, the first of them"
        + " t1001"
    ),
    (
      "exec >&-; cat > /dev/null; sleep 1000",
      "fault missing_answer: it closed its output before it answered 5 traces, the first of them"
        + " t1000"
    ),
    (
      #"echo '{"id":"t1002","model":"big"}'; echo '{"id":"t1002","model":"big"}'; sleep 1000"#,
      "fault second_answer: trace t1002 was answered a second time"
    ),
    (
      #"echo '{"id":"t1000","model":"big"}'; echo '{"id":"zzz","model":"big"}'; sleep 1000"#,
      "fault unknown_id: it answered `zzz`, which is no trace (trace t1001 is the first without an"
        + " answer)"
    ),
    (
      "echo loading; sleep 1000",
      "fault not_json: line 1 of its output is not JSON (trace t1000 is the first without an answer)"
    ),
    (
      #"echo '{"id":"t1000","score":NaN}'; sleep 1000"#,
      "fault not_json: line 1 of its output is not JSON (trace t1000 is the first without an answer)"
    ),
    (
      #"echo '{"id":7,"model":"big"}'; sleep 1000"#,
      "fault bad_answer: line 1 of its output has no `id`, the text that it was sent (trace t1000 is"
        + " the first without an answer)"
    ),
    (
      #"echo '{"id":"t1003","score":"high"}'; sleep 1000"#,
      "fault bad_answer: its answer to trace t1003 is none: `score` is not a number"
    ),
    (
      #"echo '{"id":"t1003"}'; sleep 1000"#,
      "fault bad_answer: its answer to trace t1003 is none: it has neither `model` nor `score`"
    ),
    (
      #"echo '{"id":"t1003","calls":["small","huge"]}'; sleep 1000"#,
      "fault unknown_model: it sent trace t1003 to `huge`; the suite has small, big"
    ),
    (
      "yes",
      "fault not_json: line 1 of its output is not JSON (trace t1000 is the first without an answer)"
    ),
    (
      "yes | tr -d '\\n'",
      "fault too_long: it wrote a line of more than 1 MiB before it answered 5 traces, the first of"
        + " them t1000"
    ),
    (
      "yes >&2",
      "fault stderr_flood: it wrote more than 64 MiB to standard error before it answered 5 traces,"
        + " the first of them t1000"
    ),
  ]

  @Test(arguments: faults)
  func `what a program does wrong is named, with the trace, and nothing is left running`(
    _ script: String, _ message: String
  ) throws {
    #expect(live.complaint(sh: "echo $$ > group; \(script)") == message)
    let group = try #require(Int32(try live.folder.text("group").dropLast()))
    #expect(ProcessGroupCheck.isGone(group))
  }

  private static let silences = [
    "exec sleep 1000", "cat > /dev/null; sleep 1000", "exec < /dev/null; sleep 1000",
    "trap '' TERM; while :; do sleep 1; done",
  ]

  @Test(arguments: silences)
  func `a silent program is ended after its time-out, whether it minds or not`(
    _ script: String
  ) throws {
    let began = MonotonicTime.now
    #expect(
      live.complaint(sh: "echo $$ > group; \(script)", timeout: 0.5)
        == "fault time_out: it neither read nor answered for 0.5 s before it answered 5 traces, the"
        + " first of them t1000")
    #expect(MonotonicTime.now - began < MonotonicTime.nanoseconds(10))
    let group = try #require(Int32(try live.folder.text("group").dropLast()))
    #expect(ProcessGroupCheck.isGone(group))
  }

  @Test func `a program that never reads is not written to without end`() throws {
    var live = live
    live.field = TestField(texts: (0..<40).map { _ in String(repeating: "x", count: 100_000) })
    #expect(
      live.complaint(sh: "exec sleep 1000", timeout: 0.5)
        == "fault time_out: it neither read nor answered for 0.5 s before it answered 40 traces, the"
        + " first of them t1000")
  }

  @Test func `a program that does not end after its last answer is ended`() {
    let script = awk(#"\"model\":\"big\""#) + "; sleep 1000"
    #expect(
      live.complaint(sh: script, timeout: 1).hasPrefix(
        "fault time_out: it did not exit within 1 s of its last answer"))
  }

  @Test func `a failure after the last answer is a fault too`() {
    #expect(
      live.complaint(sh: awk(#"\"model\":\"big\""#) + "; exit 4")
        == "fault crash: it exited with status 4 after its last answer")
  }

  @Test func `what a good program leaves running is ended without a word`() throws {
    let script =
      "echo $$ > group; sleep 1000 & sleep 1000 > /dev/null 2>&1 & " + awk(#"\"model\":\"big\""#)
    #expect(try live.choices(sh: script) == ["big", "big", "big", "big", "big"])
    let group = try #require(Int32(try live.folder.text("group").dropLast()))
    #expect(ProcessGroupCheck.isGone(group))
  }

  @Test func `the last lines of standard error are for the terminal, and in no report`() {
    do {
      _ = try live.run(sh: "echo first >&2; echo 'a secret' >&2; exit 1")
      Issue.record("the router is accepted")
    } catch let report as ProblemReport {
      #expect(report.notes == ["the last lines of its standard error:", "| first", "| a secret"])
      #expect(!report.description.contains("secret"))
    } catch {
      Issue.record("\(error)")
    }
  }

  // MARK: Faults allowed

  private static let some = #"""
    cat > /dev/null
    echo '{"id":"t1000","model":"small"}'
    echo '{"id":"t1001","model":"huge"}'
    echo '{"id":"t1002","model":"small"}'
    echo '{"id":"t1003","model":"small"}'
    """#

  @Test func `as many traces as are allowed fall back to the strong model, and are named`() throws {
    let answer = try live.run(sh: Self.some, allowed: 2)
    #expect(answer.decisions.models == [0, 1, 0, 0, 1])
    #expect(answer.fallenBack == [1, 4])
    let faults = FaultReport(
      counts: ["missing_answer": 1, "unknown_model": 1], fallbacks: 2, allowed: 2,
      traces: ["t1001", "t1004"])
    #expect(answer.faults == faults)
    #expect(
      faults.warning(about: "x", of: "exec")
        == "x: 2 traces without a valid answer went to the strong model (1 missing_answer,"
        + " 1 unknown_model): t1001, t1004")
  }

  @Test func `one fault more than is allowed ends the run`() {
    #expect(
      live.complaint(sh: Self.some, allowed: 1)
        == "fault missing_answer: it exited with status 0 before it answered 1 trace, the first of"
        + " them t1004; allow_faults is 1, and that is exceeded now")
  }

  @Test func `lines of no trace are allowed as often as traces`() throws {
    let noisy = "echo loading; " + awk(#"\"model\":\"big\""#)
    #expect(try live.run(sh: noisy, allowed: 1).faults?.counts == ["not_json": 1])
    #expect(try live.run(sh: noisy, allowed: 1).fallenBack == [])
    #expect(live.complaint(sh: "echo loading; \(noisy)", allowed: 1).hasPrefix("fault not_json: "))
  }

  @Test func `a crash and a time-out are allowed where few traces are missing`() throws {
    let crash = try live.run(sh: Self.some + "\nexit 3", allowed: 2)
    #expect(crash.faults?.counts == ["crash": 1, "missing_answer": 1, "unknown_model": 1])
    let hang = try live.run(sh: Self.some + "\nexec sleep 1000", timeout: 0.5, allowed: 2)
    #expect(hang.faults?.counts == ["missing_answer": 1, "time_out": 1, "unknown_model": 1])
    #expect(hang.decisions.models == [0, 1, 0, 0, 1])
  }

  @Test func `a trace that fell back has the highest score of all`() throws {
    let script = #"""
      cat > /dev/null
      echo '{"id":"t1000","score":0.2}'; echo '{"id":"t1001","score":0.7}'
      echo '{"id":"t1002","score":0.1}'; echo '{"id":"t1003","score":0.4}'
      """#
    let answer = try live.run(sh: script, threshold: Threshold(.value(0.5)), allowed: 1)
    #expect(answer.decisions.scores == [0.2, 0.7, 0.1, 0.4, 0.7])
    #expect(answer.decisions.models == [0, 1, 0, 0, 1])
  }

  @Test func `a golden without texts is refused by name`() {
    var live = live
    live.field = TestField(gaps: [1, -1], scores: [0, 1])
    #expect(
      live.complaint(sh: "cat") == "reads the queries' text, and demo does not hold it")
  }
}
