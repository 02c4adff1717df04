import EvalSystem
import Foundation
import Testing

struct JSONBytesTests {
  @Test(arguments: [
    "", "plain", "\"", "\\", "a\"b\\c", "\n\r\t", "\u{0}\u{1F}\u{7F}", "ü😀é", "/slash/", "\u{2028}",
    "ends with \"", "\"begins",
  ])
  func `a text comes back as it was`(_ text: String) throws {
    var bytes: [UInt8] = []
    JSONBytes.append(text, to: &bytes)
    let value = try JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
    #expect(value as? String == text)
  }

  @Test func `control characters are escaped, and nothing else is that need not be`() {
    var bytes: [UInt8] = []
    JSONBytes.append("a\u{1}/ü\n", to: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == #""a\u0001/ü\n""#)
  }
}
