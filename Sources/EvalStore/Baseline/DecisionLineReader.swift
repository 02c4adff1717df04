import EvalCore
import EvalSystem

/// Reads `baseline.decisions.jsonl` back, line by line, and trusts none of it.
struct DecisionLineReader {
  private let models: [String]
  /// The traces' ids, in the order of the lines.
  private(set) var ids = TextColumn()
  /// For each model the qualities in units.
  private(set) var quality: [[Int64]]
  private var costs: [[Int64]]
  /// Whether each model has costs, by the first line.
  private var hasCost: [Bool?]
  /// The routers with their decisions, without scores.
  private(set) var routers: [BaselineRun.Router]
  private var scores: [[Double]]
  /// Whether each router has scores, by the first line.
  private var hasScore: [Bool?]
  private var spent: [[Int64]]
  private var spentTokens: [[Int64]]
  /// Whether deciding cost something, for each router, by the first line.
  private var hasSpent: [Bool?]

  /// Prepares the columns that a document promises.
  init(_ document: BaselineDocument) {
    models = document.models
    quality = Array(repeating: [], count: models.count)
    costs = quality
    hasCost = Array(repeating: nil, count: models.count)
    routers = document.routers.map {
      BaselineRun.Router(name: $0.name, decisions: [], scores: nil)
    }
    scores = Array(repeating: [], count: routers.count)
    hasScore = Array(repeating: nil, count: routers.count)
    spent = Array(repeating: [], count: routers.count)
    spentTokens = spent
    hasSpent = hasScore
  }

  /// Reads all lines, and logs the mistakes of each.
  ///
  /// - Parameters:
  ///   - bytes: The file's contents.
  ///   - log: Where mistakes go, with their lines.
  mutating func read(_ bytes: [UInt8], log: inout ProblemLog) {
    bytes.withUnsafeBufferPointer { buffer in
      var start = 0
      var line = 1
      while start < buffer.count {
        let end = buffer[start...].firstIndex(of: UInt8(ascii: "\n"))
        do throws(LineMistake) {
          guard let end else { throw LineMistake("the file is cut off in this line") }
          var cursor = ByteCursor(UnsafeBufferPointer(rebasing: buffer[start..<end]))
          try readLine(&cursor)
        } catch {
          log.add(error.message, line: line)
        }
        start = (end ?? buffer.count) + 1
        line += 1
      }
    }
  }

  /// For each model the costs; nil where the file has none.
  var cost: [[Int64]?] {
    zip(costs, hasCost).map { $1 == true ? $0 : nil }
  }

  /// Returns the routers with their scores.
  func scoredRouters() -> [BaselineRun.Router] {
    routers.indices.map { index in
      var router = routers[index]
      router.scores = hasScore[index] == true ? scores[index] : nil
      router.spent = hasSpent[index] == true ? spent[index] : nil
      router.spentTokens = hasSpent[index] == true ? spentTokens[index] : nil
      return router
    }
  }

  private mutating func readLine(_ cursor: inout ByteCursor) throws(LineMistake) {
    try cursor.expect("{\"id\":")
    try readID(&cursor)
    try cursor.expect(",\"q\":[")
    for model in models.indices {
      if model > 0 { try cursor.expect(",") }
      quality[model].append(try cursor.millionths())
    }
    try cursor.expect("],\"c\":[")
    for model in models.indices {
      if model > 0 { try cursor.expect(",") }
      try readCost(of: model, &cursor)
    }
    try cursor.expect("],\"r\":[")
    for router in routers.indices {
      if router > 0 { try cursor.expect(",") }
      try readDecision(of: router, &cursor)
    }
    try cursor.expect("]")
    let isSpent = cursor.skip(UInt8(ascii: ","))
    if isSpent { try cursor.expect("\"d\":[") }
    for router in routers.indices {
      if isSpent, router > 0 { try cursor.expect(",") }
      try readSpending(of: router, isSpent: isSpent, &cursor)
    }
    try cursor.expect(isSpent ? "]}" : "}")
    guard cursor.isAtEnd else { throw cursor.mistake("the end of the line") }
  }

  private mutating func readID(_ cursor: inout ByteCursor) throws(LineMistake) {
    let id = try cursor.string()
    id.withUnsafeBufferPointer { ids.append(utf8: $0) }
    guard ids.count < 2 || ids.isOrdered(ids.count - 2, before: ids.count - 1) else {
      throw LineMistake(
        "the id `\(ids[ids.count - 1])` does not come after `\(ids[ids.count - 2])`: lines are"
          + " sorted by id, and every id stands once")
    }
  }

  private mutating func readCost(
    of model: Int, _ cursor: inout ByteCursor
  ) throws(LineMistake) {
    let isKnown = cursor.next != UInt8(ascii: "n")
    if isKnown { costs[model].append(try cursor.integer()) } else { try cursor.expect("null") }
    if hasCost[model] == nil { hasCost[model] = isKnown }
    guard hasCost[model] == isKnown else {
      throw LineMistake("\(models[model]) has a cost on some lines and none on others")
    }
  }

  private mutating func readDecision(
    of router: Int, _ cursor: inout ByteCursor
  ) throws(LineMistake) {
    try cursor.expect("[")
    let model = try cursor.integer()
    guard models.indices.contains(Int(model)) else {
      throw LineMistake(
        "router \(routers[router].name) chose model \(model); there are \(models.count),"
          + " counted from 0")
    }
    routers[router].decisions.append(UInt8(model))
    let isScored = cursor.skip(UInt8(ascii: ","))
    if isScored { scores[router].append(try readScore(&cursor)) }
    if hasScore[router] == nil { hasScore[router] = isScored }
    guard hasScore[router] == isScored else {
      throw LineMistake(
        "router \(routers[router].name) has a score on some lines and none on others")
    }
    try cursor.expect("]")
  }

  private mutating func readSpending(
    of router: Int, isSpent: Bool, _ cursor: inout ByteCursor
  ) throws(LineMistake) {
    var isKnown = isSpent
    if isSpent, cursor.next == UInt8(ascii: "n") {
      try cursor.expect("null")
      isKnown = false
    }
    if isKnown {
      try cursor.expect("[")
      spent[router].append(max(Golden.missing, try cursor.integer()))
      try cursor.expect(",")
      spentTokens[router].append(max(Golden.missing, try cursor.integer()))
      try cursor.expect("]")
    }
    if hasSpent[router] == nil { hasSpent[router] = isKnown }
    guard hasSpent[router] == isKnown else {
      throw LineMistake(
        "router \(routers[router].name) paid for deciding on some lines and not on others")
    }
  }

  private func readScore(_ cursor: inout ByteCursor) throws(LineMistake) -> Double {
    guard cursor.next == UInt8(ascii: "n") else { return try cursor.number() }
    try cursor.expect("null")
    return .nan
  }
}
