import EvalTestSupport
import Foundation
import Testing

/// `suites/learned`: routers trained on one half of MMLU's figures, judged on the other.
struct LearnedSuiteTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    for place in ["suites/learned", "goldens/mmlu"] { try folder.copy(fromProject: place) }
  }

  private func train() throws -> (status: Int32, output: String) {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = [
      "\(Project.root)/scripts/train-suites", folder.path + "/suites/learned",
    ]
    process.environment = ProcessInfo.processInfo.environment
      .merging(["EVALROUTE": Program.path]) { $1 }
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let text = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: text, as: UTF8.self))
  }

  @Test func `trained again, every router has the bytes that are committed`() throws {
    let names = ["linear", "mf", "similarity", "forest", "pupil"].map {
      "suites/learned/\($0).router"
    }
    let committed = try names.map(folder.text)
    for name in names where !name.contains("pupil") { try folder.write("", to: name) }
    let result = try train()
    #expect(result.status == 0, "\(result.output)")
    for (name, before) in zip(names, committed) {
      #expect(try folder.text(name) == before, "\(name) is not what training gives: make train")
    }
    #expect(committed.map(\.utf8.count).reduce(0, +) < 500_000)
  }

  @Test func `the suite passes against its baseline, and beats length and the subject alone`()
    throws
  {
    let result = try Program(in: folder.path).run("run", "suites/learned", "--json")
    #expect(result.status == 0, "\(result.stderr)")
    let report = try result.json
    #expect(report["verdict"] as? String == "passed")
    let routers = try #require(report["routers"] as? [[String: Any]])
    func apgr(_ metrics: Any?) throws -> Double {
      let value = (metrics as? [String: Any])?["apgr"] as? [String: Any]
      return try #require(value?["estimate"] as? Double)
    }
    var figures: [String: Double] = [:]
    for router in routers {
      let name = try #require(router["name"] as? String)
      figures[name] = try apgr(router["metrics"])
    }
    let references = try #require(routers[0]["reference"] as? [String: Any])
    let subject = try apgr(references["domain"])
    let length = try #require(figures["length"])
    for kind in ["linear", "mf", "forest"] {
      #expect(try #require(figures[kind]) > subject)
    }
    for kind in ["similarity", "pupil"] { #expect(try #require(figures[kind]) > length) }
    let comparison = try #require(report["comparison"] as? [[String: Any]])
    #expect(comparison.allSatisfy { $0["flips"] as? Int == 0 })
  }

  @Test func `a router is not judged on the half that trained it`() throws {
    try folder.edit("suites/learned/suite.yaml", "part: odd", "part: even")
    let result = try Program(in: folder.path).run("run", "suites/learned")
    #expect(result.status == 2)
    #expect(result.stderr.contains("6832 of 6832 queries are among those that it was trained on"))
  }
}
