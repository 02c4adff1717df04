import EvalTestSupport
import Foundation
import Testing

/// `examples/ladders/run`: ladders of eleven and of four models on public data.
struct LadderExampleTests {
  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  private static let data = root.deletingLastPathComponent().appendingPathComponent("shared/data")
  private static let hasData = ["routerbench", "omnisbench"].allSatisfy {
    FileManager.default.fileExists(atPath: data.appendingPathComponent($0).path)
  }

  private func run(in folder: TemporaryFolder) throws -> (status: Int32, output: String) {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = [
      Self.root.appendingPathComponent("examples/ladders/run").path, Self.data.path, folder.path,
    ]
    process.environment = ProcessInfo.processInfo.environment
      .merging(["EVALROUTE": Program.path, "NO_COLOR": "1"]) { $1 }
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let text = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: text, as: UTF8.self))
  }

  private func report(_ name: String, in folder: TemporaryFolder) throws -> [String: Any] {
    let text = try folder.text("reports/\(name)/report.json")
    return try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test(
    .enabled(if: hasData, "../shared/data/routerbench and ../shared/data/omnisbench are not here"))
  func `both ladders import, run and pass their gates`() throws {
    let folder = try TemporaryFolder()
    let result = try run(in: folder)
    #expect(result.status == 0, "\(result.output)")
    let eleven = try report("ladder-routerbench", in: folder)
    let models = try #require(eleven["models"] as? [[String: Any]])
    #expect(models.count == 11)
    #expect(
      models.filter { $0["on_hull"] as? Bool == true }.compactMap { $0["model"] as? String } == [
        "mistralai/mistral-7b-chat", "WizardLM/WizardLM-13B-V1.2", "zero-one-ai/Yi-34B-Chat",
        "gpt-4-1106-preview",
      ])
    #expect(models.count { $0["dominated_by"] != nil } == 6)
    for name in ["ladder-routerbench", "ladder-omnisbench"] {
      let report = try report(name, in: folder)
      #expect(report["verdict"] as? String == "passed")
      for router in try #require(report["routers"] as? [[String: Any]]) {
        let metrics = try #require(router["metrics"] as? [String: Any])
        for key in ["aiq", "oracle_gap"] {
          let value = try #require(metrics[key] as? [String: Any])
          let estimate = try #require(value["estimate"] as? Double, "\(name) \(key)")
          #expect((0...1).contains(estimate))
        }
        let reference = try #require(router["reference"] as? [String: Any])
        #expect((reference["domain"] as? [String: Any])?["apgr"] != nil)
      }
    }
    #expect((try report("ladder-omnisbench", in: folder)["models"] as? [Any])?.count == 4)
  }
}
