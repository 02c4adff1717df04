/// Hashes files without holding them.
package enum FileDigest {
  private static let chunk = 1 << 20

  /// Returns the SHA-256 of an open file.
  ///
  /// - Throws: `ProblemReport` where the disk fails.
  package static func sha256(of file: OpenFile) throws(ProblemReport) -> [UInt8] {
    var hash = SHA256()
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: chunk, alignment: 64)
    defer { buffer.deallocate() }
    var offset = 0
    while true {
      let count = try file.read(at: offset, into: buffer)
      if count == 0 { break }
      hash.update(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
      offset += count
    }
    return hash.finish()
  }
}
