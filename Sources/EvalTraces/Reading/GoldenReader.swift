package import EvalCore
package import EvalSystem

/// Reads a golden from its folder into columns, in parallel over blocks of lines.
package struct GoldenReader: Sendable {
  /// A golden with what its files say of it.
  package struct Reading: Sendable {
    package var golden: Golden
    package var manifest: Manifest
    /// Traces whose `total_tokens` is not input plus output tokens.
    package var wrongTotals: Int
  }

  /// The number of threads.
  package var jobs: Int

  package init(jobs: Int) {
    self.jobs = jobs
  }

  /// Reads and verifies a golden.
  ///
  /// - Parameter folder: The folder that holds `golden.yaml`.
  /// - Returns: The golden, its traces sorted by id.
  /// - Throws: `ProblemReport` with every mistake: of the manifest, else of the traces.
  package func read(_ folder: String) throws(ProblemReport) -> Reading {
    let manifest = try ManifestReader.read(folder: folder)
    var problems: [Problem] = []
    var parts: [Part] = []
    for file in manifest.files {
      let part = try read(file, of: manifest, folder: folder)
      problems += part.problems
      parts.append(part)
    }
    guard problems.isEmpty else { throw ProblemReport(problems) }
    let blocks = parts.flatMap(\.blocks)
    let assembly = GoldenAssembly(manifest: manifest, blocks: blocks)
    try assembly.throwIfDuplicated(parts: parts)
    try assembly.throwIfTooHeavy()
    guard assembly.count > 0 else {
      throw ProblemReport(file: manifest.file, message: "has no traces")
    }
    return Reading(
      golden: assembly.golden(jobs: jobs), manifest: manifest,
      wrongTotals: blocks.reduce(0) { $0 + $1.wrongTotals })
  }

  /// One file's blocks, in order.
  struct Part: Sendable {
    var shown: String
    var blocks: [TraceBlock]
    var problems: [Problem]

    /// Returns the line of a trace, counted from 1, by its row among all of the file's.
    func line(ofRow row: Int) -> Int {
      var rowsBefore = 0
      var linesBefore = 0
      for block in blocks {
        if row < rowsBefore + block.count {
          return linesBefore + Int(block.lines[row - rowsBefore])
        }
        rowsBefore += block.count
        linesBefore += block.lineCount
      }
      return linesBefore
    }
  }

  /// What one job of reading a file yields.
  private enum Piece: Sendable {
    case digest([UInt8])
    case block(TraceBlock)
  }

  private func read(
    _ listed: Manifest.File, of manifest: Manifest, folder: String
  ) throws(ProblemReport) -> Part {
    let path = FileBytes.join(folder, listed.path)
    let file = try OpenFile(path)
    let reader = BlockReader(
      file: file, models: manifest.models.map(\.name), scale: manifest.scale,
      pool: BufferPool())
    let size = BlockReader.blockSize
    let blockCount = (file.size + size - 1) / size
    // The digest is a job of its own, so that a second core hashes while the first parses.
    let results = Parallel.map(count: blockCount + 1, jobs: jobs) {
      index -> Result<Piece, ProblemReport> in
      Result { () throws(ProblemReport) -> Piece in
        if index == 0 { return .digest(try FileDigest.sha256(of: file)) }
        let start = (index - 1) * size
        return .block(try reader.read(start..<min(start + size, file.size)))
      }
    }
    var part = Part(shown: path, blocks: [], problems: [])
    for result in results {
      switch try result.get() {
      case .block(let block): part.blocks.append(block)
      case .digest(let digest):
        if SHA256.hex(digest) != listed.sha256 {
          part.problems.append(
            Problem(
              file: path,
              message: "is not the file that was recorded: its SHA-256 is \(SHA256.hex(digest)),"
                + " \(manifest.file) says \(listed.sha256); restore it, or record a new golden"))
        }
      }
    }
    part.problems += mistakes(in: part, listed: listed)
    return part
  }

  private func mistakes(in part: Part, listed: Manifest.File) -> [Problem] {
    var problems: [Problem] = []
    var linesBefore = 0
    var omitted = 0
    for block in part.blocks {
      for mistake in block.mistakes {
        problems.append(
          Problem(
            file: part.shown, line: linesBefore + mistake.line, keyPath: mistake.keyPath,
            message: mistake.message))
      }
      omitted += block.mistakesOmitted
      linesBefore += block.lineCount
    }
    let rows = part.blocks.reduce(0) { $0 + $1.count }
    if problems.isEmpty, rows != listed.rows {
      problems.append(
        Problem(
          file: part.shown, message: "has \(rows) traces, the manifest says \(listed.rows)"))
    }
    let shown = ProblemLog.limit
    if problems.count > shown || omitted > 0 {
      let rest = omitted + max(problems.count - shown, 0)
      problems = Array(problems.prefix(shown))
      problems.append(Problem(file: part.shown, message: "and \(rest) more like these"))
    }
    return problems
  }
}
