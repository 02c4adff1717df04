import EvalCore
import EvalSystem

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Reads the lines of a traces file that begin in a range of bytes.
struct BlockReader: Sendable {
  /// How many bytes of a file one block covers.
  static let blockSize = 2 << 20
  /// The longest line that is read.
  static let maximumLine = 256 << 20

  let file: OpenFile
  let models: [String]
  let scale: QualityScale
  let pool: BufferPool

  /// Reads the block of lines whose first byte lies in a range.
  ///
  /// - Parameter range: Bytes of the file.
  /// - Returns: The block's columns and mistakes.
  /// - Throws: `ProblemReport` where the disk fails or memory is short.
  func read(_ range: Range<Int>) throws(ProblemReport) -> TraceBlock {
    let buffer = pool.take()
    defer { pool.give(buffer) }
    guard let parser = JSONParser() else {
      throw ProblemReport(file: file.shown, message: "cannot be read: memory is short")
    }
    let start = max(range.lowerBound - 1, 0)
    let bytes = try load(start, range, into: buffer)
    var decoder = TraceDecoder(models: models, scale: scale)
    decodeLines(
      bytes, beginningBefore: range.upperBound - start, skipsFirst: range.lowerBound > 0,
      parser: parser, decoder: &decoder)
    return decoder.block
  }

  /// Reads the range and on to the end of its last line.
  private func load(
    _ start: Int, _ range: Range<Int>, into buffer: ReadBuffer
  ) throws(ProblemReport) -> UnsafeBufferPointer<UInt8> {
    var count = min(range.upperBound - start + (64 << 10), file.size - start)
    while true {
      buffer.reserve(count + JSONParser.padding)
      let read = try file.read(
        at: start, into: UnsafeMutableRawBufferPointer(rebasing: buffer.bytes[..<count]))
      let bytes = UnsafeBufferPointer(
        rebasing: UnsafeRawBufferPointer(buffer.bytes).assumingMemoryBound(to: UInt8.self)[..<read])
      let last = range.upperBound - start - 1
      if start + read >= file.size || lineEnd(bytes, from: last) < bytes.count {
        let padding = read..<(read + JSONParser.padding)
        UnsafeMutableRawBufferPointer(rebasing: buffer.bytes[padding])
          .initializeMemory(as: UInt8.self, repeating: 0x20)
        return bytes
      }
      guard count < range.count + Self.maximumLine else {
        throw ProblemReport(
          file: file.shown, message: "has a line longer than \(Self.maximumLine) bytes")
      }
      count = min(count * 2, file.size - start)
    }
  }

  /// Decodes every line that begins before an offset; the first, cut, line belongs to the block
  /// before.
  private func decodeLines(
    _ bytes: UnsafeBufferPointer<UInt8>, beginningBefore limit: Int, skipsFirst: Bool,
    parser: borrowing JSONParser, decoder: inout TraceDecoder
  ) {
    var start = skipsFirst ? lineEnd(bytes, from: 0) + 1 : Self.markLength(bytes)
    while start < min(limit, bytes.count) {
      let end = lineEnd(bytes, from: start)
      let line = UnsafeBufferPointer(rebasing: bytes[start..<end])
      decoder.block.lineCount += 1
      start = end + 1
      if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { continue }
      do throws(JSONFault) {
        decoder.decode(try parser.parse(line))
      } catch {
        decoder.block.add("is not JSON: \(error.message)")
      }
    }
  }

  /// The length of a byte order mark at the beginning of a file.
  private static func markLength(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  private func lineEnd(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    guard start < bytes.count, let base = bytes.baseAddress,
      let found = memchr(base + start, Int32(UInt8(ascii: "\n")), bytes.count - start)
    else { return bytes.count }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }
}
