import Testing

@testable import EvalStore

struct XXHash64Tests {
  @Test(
    arguments: [
      ("", 0xEF46_DB37_51D8_E999), ("a", 0xD24E_C4F1_A98C_6E5B), ("abc", 0x44BC_2CF5_AD77_0999),
      ("Nobody inspects the spammish repetition", 0xFBCE_A83C_8A37_8BF1),
    ] as [(String, UInt64)])
  func `published hashes come out`(text: String, hash: UInt64) {
    #expect(Array(text.utf8).withUnsafeBytes { XXHash64.hash($0) } == hash)
  }

  @Test func `the seed changes the hash`() {
    let bytes: [UInt8] = [1, 2, 3]
    let hashes = (0..<8).map { seed in
      bytes.withUnsafeBytes { XXHash64.hash($0, seed: UInt64(seed)) }
    }
    #expect(Set(hashes).count == 8)
  }
}
