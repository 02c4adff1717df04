/// Writes testsuites as XML.
struct JUnitDocument {
  private let suites: [JUnitSuite]
  private let isRich: Bool

  /// Prepares a document.
  ///
  /// - Parameters:
  ///   - suites: What the document holds.
  ///   - schema: Which dialect it is in.
  ///   - place: Names a file as the document's readers know it.
  init(suites: [JUnitSuite], schema: JUnitReport.Schema, place: (String) -> String) {
    isRich = schema == .rich
    var known: [String: String] = [:]
    func named(_ file: String) -> String {
      if let name = known[file] { return name }
      let name = file.isEmpty ? "" : place(file)
      known[file] = name
      return name
    }
    self.suites = suites.map { suite in
      var suite = suite
      suite.file = named(suite.file)
      for index in suite.cases.indices {
        guard let place = suite.cases[index].place else { continue }
        suite.cases[index].place = JUnitCase.Place(file: named(place.file), line: place.line)
      }
      return suite
    }
  }

  /// The document.
  var bytes: [UInt8] {
    let writer = XMLWriter()
    writer.open("testsuites", isRich ? totals : [])
    for (index, suite) in suites.enumerated() { write(suite, id: index, writer) }
    writer.close()
    return writer.finish()
  }

  private var totals: [(String, String)] {
    [
      ("name", "evalroute"),
      ("tests", String(suites.reduce(0) { $0 + $1.cases.count })),
      ("failures", String(suites.reduce(0) { $0 + $1.failures })),
      ("errors", String(suites.reduce(0) { $0 + $1.errors })),
      ("time", Self.seconds(suites.reduce(0) { $0 + $1.time })),
    ]
  }

  private func write(_ suite: JUnitSuite, id: Int, _ writer: borrowing XMLWriter) {
    var attributes = [
      ("name", suite.name), ("package", ""), ("id", String(id)),
      ("timestamp", suite.timestamp), ("hostname", "localhost"),
      ("tests", String(suite.cases.count)), ("failures", String(suite.failures)),
      ("errors", String(suite.errors)), ("skipped", "0"), ("time", Self.seconds(suite.time)),
    ]
    if isRich, !suite.file.isEmpty {
      attributes.append(("file", XMLText.line(suite.file, longest: 1024)))
    }
    writer.open("testsuite", attributes)
    writer.open("properties")
    for property in suite.properties {
      writer.element(
        "property",
        [("name", property.name), ("value", XMLText.line(property.value, longest: 1024))])
    }
    writer.close()
    for testcase in suite.cases { write(testcase, writer) }
    writer.element("system-out", text: XMLText.text(output(suite)))
    writer.element("system-err")
    writer.close()
  }

  /// What the suite says; with the remarks on green testcases where these cannot hold them.
  private func output(_ suite: JUnitSuite) -> String {
    guard !isRich else { return suite.output }
    let remarks = suite.cases.compactMap { testcase in
      testcase.remark.map { "\(testcase.className) \(testcase.name): \($0)" }
    }
    return ([suite.output] + remarks).joined(separator: "\n\n")
  }

  private func write(_ testcase: JUnitCase, _ writer: borrowing XMLWriter) {
    var attributes = [
      ("classname", testcase.className), ("name", testcase.name),
      ("time", Self.seconds(testcase.time)),
    ]
    if isRich, let place = testcase.place {
      attributes.append(("file", XMLText.line(place.file, longest: 1024)))
      attributes.append(("line", String(place.line)))
    }
    writer.open("testcase", attributes)
    switch testcase.outcome {
    case .failure(let message, let text):
      write("failure", "evalroute.regression", message, text, writer)
    case .error(let type, let message, let text):
      write("error", type, message, text, writer)
    case nil:
      if isRich, let remark = testcase.remark {
        writer.element("system-out", text: XMLText.text(remark))
      }
    }
    writer.close()
  }

  private func write(
    _ element: String, _ type: String, _ message: String, _ text: String,
    _ writer: borrowing XMLWriter
  ) {
    writer.element(
      element, [("type", type), ("message", XMLText.line(message, longest: 500))],
      text: XMLText.text(text))
  }

  /// At most three decimals: more are refused by the schemas.
  private static func seconds(_ value: Double) -> String {
    value.isFinite ? NumberText.fixed(value, decimals: 3) : "0.000"
  }
}
