/// Topics, each with what serves it: found in the query's text, or recorded with it.
package struct DomainMap: Equatable, Sendable {
  /// One topic.
  package struct Domain: Equatable, Sendable {
    /// The topic's name.
    package var name: String
    /// Regular expressions, matched anywhere in the text without regard to case; none where the
    /// golden says what a query is about.
    package var patterns: [String]
    /// What serves queries in which one of them is found.
    package var branch: Branch
    /// The line of the suite file.
    package var line: Int

    package init(name: String, patterns: [String], branch: Branch, line: Int) {
      self.name = name
      self.patterns = patterns
      self.branch = branch
      self.line = line
    }
  }

  /// The topics, first match first.
  package var domains: [Domain]
  /// What serves queries of no topic.
  package var fallback: Branch
  /// The golden's label whose levels are the topics; nil where patterns find them.
  package var label: String?

  package init(domains: [Domain], fallback: Branch, label: String? = nil) {
    self.domains = domains
    self.fallback = fallback
    self.label = label
  }
}
