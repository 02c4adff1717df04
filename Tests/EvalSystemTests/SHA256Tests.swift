import EvalSystem
import EvalTestSupport
import Testing

struct SHA256Tests {
  /// FIPS 180-4 and NIST's example values.
  private static let vectors: [(String, String)] = [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
      "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
    ),
  ]

  @Test(arguments: vectors)
  func `the published vectors`(text: String, digest: String) {
    #expect(SHA256.hex(SHA256.digest(text)) == digest)
    #expect(SHA256.hex(SHA256.digest(Array(text.utf8))) == digest)
  }

  @Test func `a million letters`() {
    #expect(
      SHA256.hex(SHA256.digest([UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000)))
        == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  @Test(arguments: [1, 3, 63, 64, 65, 1000])
  func `pieces of any size give the same digest`(size: Int) {
    let bytes = (0..<5000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    var hash = SHA256()
    var start = 0
    while start < bytes.count {
      Array(bytes[start..<min(start + size, bytes.count)]).withUnsafeBytes { hash.update($0) }
      start += size
    }
    #expect(hash.finish() == SHA256.digest(bytes))
  }

  @Test func `integers are hashed as little-endian bytes`() {
    var hash = SHA256()
    hash.update([Int32(1), -2])
    #expect(hash.finish() == SHA256.digest([1, 0, 0, 0, 0xFE, 0xFF, 0xFF, 0xFF]))
    var empty = SHA256()
    empty.update([Int64]())
    empty.update("")
    #expect(empty.finish() == SHA256.digest(""))
  }

  @Test func `hexadecimal digits are lowercase, two a byte`() {
    #expect(SHA256.hex([0, 0x0F, 0xA0, 0xFF]) == "000fa0ff")
    #expect(SHA256.hex([]) == "")
  }

  @Test(arguments: [0, 1, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 3_000_001])
  func `a file's digest is that of its bytes, whatever its size`(size: Int) throws {
    let folder = try TemporaryFolder()
    let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ $0 >> 8) }
    try AtomicFile.write(bytes, to: folder.file("f"))
    #expect(try FileDigest.sha256(of: OpenFile(folder.file("f"))) == SHA256.digest(bytes))
  }
}
