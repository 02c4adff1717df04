/// Ordered topics over the query's text, each with the model that serves it.
package struct DomainMap: Equatable, Sendable {
  /// One topic.
  package struct Domain: Equatable, Sendable {
    /// The topic's name.
    package var name: String
    /// Regular expressions, matched anywhere in the text without regard to case.
    package var patterns: [String]
    /// The model chosen where one of them matches.
    package var model: String
    /// The line of the suite file.
    package var line: Int

    package init(name: String, patterns: [String], model: String, line: Int) {
      self.name = name
      self.patterns = patterns
      self.model = model
      self.line = line
    }
  }

  /// The topics, first match first.
  package var domains: [Domain]
  /// The model where no topic matches.
  package var defaultModel: String

  package init(domains: [Domain], defaultModel: String) {
    self.domains = domains
    self.defaultModel = defaultModel
  }
}
