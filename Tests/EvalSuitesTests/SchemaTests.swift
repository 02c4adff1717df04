import EvalCore
import EvalSystem
import Foundation
import Testing

@testable import EvalSuites

/// Holds the JSON Schemas of `docs` against the decoder: neither may know a key more.
struct SchemaTests {
  private let schema: SchemaFile

  init() throws {
    schema = try SchemaFile("suite")
  }

  // MARK: Keys

  @Test(arguments: SchemaPlace.all)
  func `the schema knows the keys that the decoder knows`(_ place: SchemaPlace) throws {
    let known = try place.keysOfDecoder()
    #expect(try schema.keys(of: schema.part(place.path)) == known)
  }

  @Test(arguments: SchemaPlace.all)
  func `what the schema does not require may be left out`(_ place: SchemaPlace) throws {
    #expect(try place.problems(with: place.minimal) == [])
  }

  @Test(arguments: SchemaPlace.all)
  func `what the schema requires may not be left out`(_ place: SchemaPlace) throws {
    let required = try schema.part(place.path).required
    for key in required {
      let text = place.minimal.replacing(try Regex("\(key): [^,}\\[]*(\\[.*\\])?,?"), with: "")
      #expect(text != place.minimal, "\(place): the example has no \(key)")
      #expect(try place.problems(with: text) != [], "\(place) without \(key)")
    }
  }

  // MARK: Words

  @Test func `the schema has the kinds that this version runs`() throws {
    let router = try schema.readings(of: schema.part("$defs/router"))
    let kinds = router.compactMap { ($0.properties["kind"])?["const"] as? String }
    #expect(kinds == RouterKind.names)
    #expect(router.count == kinds.count)
    for kind in kinds { #expect(try schema.part("$defs/\(kind)").required.contains("kind")) }
  }

  @Test func `the schema has the metrics that this version measures`() throws {
    let metrics = try schema.part("$defs/gate/properties/metric").words
    #expect(metrics == MetricName.allCases.map(\.rawValue))
  }

  @Test func `the schema lets a gate name a model where the decoder does`() throws {
    let rules = try #require(schema.part("$defs/gate").keywords["allOf"] as? [[String: Any]])
    let rule = try #require(
      rules.first { (($0["if"] as? [String: Any])?["required"] as? [String]) == ["model"] })
    let then = try #require(rule["then"] as? [String: [String: [String: [String]]]])
    let named = Set(then["properties"]?["metric"]?["enum"] ?? [])
    #expect(named == Set(MetricName.allCases.filter(\.isByModel).map(\.rawValue)))
  }

  @Test func `the schema has the policies and the compatibilities of the decoder`() throws {
    let policies = try schema.part("$defs/on_inconclusive").words
    #expect(policies == InconclusivePolicy.allCases.map(\.rawValue))
    let complaints = SchemaPlace.complaints(SchemaPlace.suite(keys: "compat: nobody"))
    let words = try schema.part("properties/compat").words
    #expect(
      complaints.map(\.message)
        == ["`nobody` is not one of \(words.joined(separator: ", "))"])
  }

  @Test func `a gate has exactly one of the schema's conditions`() throws {
    let rules = try #require(schema.part("$defs/gate").keywords["allOf"] as? [[String: Any]])
    let choices = rules.compactMap { $0["oneOf"] as? [[String: [String]]] }.flatMap { $0 }
    let conditions = choices.compactMap { $0["required"]?.first }
    let complaints = SchemaPlace.complaints(
      SchemaPlace.suite(gate: "{metric: quality, router: r}"))
    #expect(
      complaints.map(\.message)
        == ["needs exactly one of \(conditions.joined(separator: ", "))"])
  }

  // MARK: Patterns

  @Test(arguments: [
    "mtbench", "a", "a.b_c-9", ".a", ".", "..", "...", "", "A", "a b", "a/b", "ä",
    String(repeating: "a", count: 64), String(repeating: "a", count: 65),
  ])
  func `the schema and the decoder agree on a suite's name`(_ name: String) throws {
    let isAccepted = SchemaPlace.complaints(SchemaPlace.suite(name: "\"\(name)\"")).isEmpty
    #expect(try schema.part("properties/name").matches(name) == isAccepted)
  }

  @Test(arguments: ["5%", "0.5%", "100%", "0%", "5 %", "-5%", "five%", "%", "5%%", "5"])
  func `the schema and the decoder agree on a percentage`(_ text: String) throws {
    let gate = "{metric: cost, router: r, max_rise: \"\(text)\"}"
    let isAccepted = SchemaPlace.complaints(SchemaPlace.suite(gate: gate)).isEmpty
    let texts = try schema.readings(of: schema.part("$defs/amount"))
      .filter { $0.keywords["pattern"] != nil }
    #expect(try texts.contains { try $0.matches(text) } == isAccepted)
  }

  @Test(arguments: ["2027-01-31", "2027-1-31", "31.01.2027", "2027-01-31T00:00", "soon"])
  func `the schema and the decoder agree on the shape of a day`(_ day: String) throws {
    let gate = "{metric: cost, router: r, at_most: 1, waived: {until: \"\(day)\", reason: x}}"
    let isAccepted = SchemaPlace.complaints(SchemaPlace.suite(gate: gate)).isEmpty
    let until = try schema.part("$defs/gate/properties/waived/properties/until")
    #expect(try until.matches(day) == isAccepted)
  }

  @Test(arguments: [
    "http://a", "HTTPS://a/b?c=d", "ftp://a", "http://", "a", "http://a b", "http://ä", "//a",
  ])
  func `the schema and the decoder agree on an address`(_ url: String) throws {
    let router = "{name: r, kind: http, url: \"\(url)\"}"
    let isAccepted = SchemaPlace.complaints(SchemaPlace.suite(router: router)).isEmpty
    #expect(try schema.part("$defs/http/properties/url").matches(url) == isAccepted)
  }

  @Test(arguments: ["/a", "/", "a", "", "/choices/0/a~1b"])
  func `the schema and the decoder agree on a pointer`(_ pointer: String) throws {
    for key in ["score_pointer: \"\(pointer)\"", "answer: {pointer: \"\(pointer)\"}"] {
      let router = "{name: r, kind: http, url: http://a, \(key)}"
      let isAccepted = SchemaPlace.complaints(SchemaPlace.suite(router: router)).isEmpty
      let part = try schema.part("$defs/http/properties/score_pointer")
      #expect(try part.matches(pointer) == isAccepted)
    }
  }

  // MARK: What is committed

  @Test(arguments: ["gsm8k", "mmlu", "mtbench"])
  func `the schema has every key of a committed suite`(_ name: String) throws {
    let file = SchemaFile.root.appendingPathComponent("suites/\(name)/suite.yaml").path
    let document = try YAMLDocument.parse(try FileBytes.read(file), file: file)
    #expect(try schema.strangers(in: document, at: schema.document) == [])
  }

  @Test(arguments: ["gsm8k", "mmlu", "mtbench"])
  func `the schema has every key of a committed golden`(_ name: String) throws {
    let file = SchemaFile.root.appendingPathComponent("goldens/\(name)/golden.yaml").path
    let document = try YAMLDocument.parse(try FileBytes.read(file), file: file)
    let golden = try SchemaFile("golden")
    #expect(try golden.strangers(in: document, at: golden.document) == [])
  }

  @Test func `a key that a schema does not have is found`() throws {
    let text = SchemaPlace.suite(
      router: "{name: r, kind: oracle, threshold: 1}",
      gate: "{metric: cost, router: r, at_most: 1, cohort: {a: b}, waived: {untill: x}}")
    let document = try YAMLDocument.parse(Array(text.utf8), file: "x")
    #expect(
      try schema.strangers(in: document, at: schema.document)
        == ["routers[0].threshold", "gates[0].waived.untill"])
  }

  @Test func `every key of the schemas is described`() throws {
    for name in ["suite", "golden"] {
      let schema = try SchemaFile(name)
      #expect(Self.undescribed(schema.document.keywords, at: name) == [])
    }
  }

  /// Returns the keys without a description, wherever in the schema they stand.
  private static func undescribed(_ value: Any, at path: String) -> [String] {
    if let items = value as? [Any] {
      return items.enumerated().flatMap { undescribed($1, at: "\(path)[\($0)]") }
    }
    guard let keywords = value as? [String: Any] else { return [] }
    let properties = keywords["properties"] as? [String: [String: Any]] ?? [:]
    let bare = properties.filter { $1["description"] == nil && $1["$ref"] == nil }
    let isCondition = path.hasSuffix(".then")
    return (isCondition ? [] : bare.keys.sorted().map { "\(path).\($0)" })
      + keywords.sorted { $0.key < $1.key }.flatMap { undescribed($1, at: "\(path).\($0)") }
  }
}
