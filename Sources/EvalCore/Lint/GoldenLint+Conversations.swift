extension GoldenLint {
  /// Conversations whose turns stand in more than one cluster, where they count as independent.
  var splitConversations: Finding? {
    guard let conversations = golden.conversations else { return nil }
    var first: [String: Int] = [:]
    // For each such conversation the first trace that stands apart from its first one.
    var apart: [String: Int] = [:]
    var split: [String] = []
    for trace in 0..<golden.count where !conversations.range(of: trace).isEmpty {
      let name = conversations[trace]
      guard let start = first[name] else {
        first[name] = trace
        continue
      }
      if golden.clusters[trace] != golden.clusters[start], apart[name] == nil {
        apart[name] = trace
        split.append(name)
      }
    }
    guard !split.isEmpty else { return nil }
    let whose = split.count == 1 ? "1 conversation has" : "\(split.count) conversations have"
    let examples = split.compactMap { name -> String? in
      guard let start = first[name], let other = apart[name] else { return nil }
      return "\(name) (\(golden.ids[start]), \(golden.ids[other]))"
    }
    return warning(
      .splitConversations,
      "\(whose) turns in different clusters: turns of one conversation are not independent, give them"
        + " one `cluster`",
      count: split.count, examples: examples)
  }
}
