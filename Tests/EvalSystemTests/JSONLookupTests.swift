import EvalSystem
import Testing

struct JSONLookupTests {
  private struct NoParser: Error {}

  private func parser() throws -> JSONLookup {
    guard let lookup = JSONLookup() else { throw NoParser() }
    return lookup
  }

  private func text(_ value: JSONLookup.Value) -> String? {
    if case .text(let bytes) = value { return String(decoding: bytes, as: UTF8.self) }
    return nil
  }

  @Test func `values are looked up by pointer`() throws {
    let lookup = try parser()
    let json = #"{"model":"a\u00fcb","n":[1,{"x/y":2.5}],"t":true,"z":null,"o":{}}"#
    let isJSON = lookup.parse(copying: json.utf8)
    #expect(isJSON)
    #expect(text(lookup.value(at: "/model")) == "aüb")
    guard case .number(2.5) = lookup.value(at: "/n/1/x~1y") else {
      Issue.record("no number")
      return
    }
    guard case .list = lookup.value(at: "/n"), case .boolean = lookup.value(at: "/t"),
      case .null = lookup.value(at: "/z"), case .object = lookup.value(at: "/o"),
      case .object = lookup.value(at: ""), case .number(1) = lookup.value(at: "/n/0")
    else {
      Issue.record("another kind")
      return
    }
    for pointer in ["/none", "/n/2", "/n/x", "/model/a", "model", "/n/-"] {
      guard case .absent = lookup.value(at: pointer) else {
        Issue.record("\(pointer) is there")
        return
      }
    }
  }

  @Test(arguments: ["", " ", "{", "{}x", "{\"a\":NaN}", "{\"a\":1e999}", "{'a':1}"])
  func `what is not JSON is refused`(_ text: String) throws {
    let lookup = try parser()
    let isJSON = lookup.parse(copying: text.utf8)
    #expect(!isJSON)
  }

  @Test func `invalid UTF-8 is refused, and any value is JSON`() throws {
    let lookup = try parser()
    let isText = lookup.parse(copying: [0x22, 0xFF, 0x22])
    #expect(!isText)
    let isNumber = lookup.parse(copying: "7".utf8)
    #expect(isNumber)
    guard case .absent = lookup.value(at: "/id") else {
      Issue.record("a number has no keys")
      return
    }
  }
}
