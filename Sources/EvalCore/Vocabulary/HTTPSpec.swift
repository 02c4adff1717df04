/// A router behind an OpenAI-compatible server: each query is posted, and the answer tells which
/// model was chosen.
package struct HTTPSpec: Equatable, Sendable {
  /// Where an answer says which model was chosen.
  package enum AnswerPlace: Equatable, Sendable {
    /// A header of the response.
    case header(String)
    /// A JSON pointer into the response.
    case pointer(String)
  }

  /// A request header; `${NAME}` in its value stands for an environment variable.
  package struct Header: Equatable, Sendable {
    package var name: String
    package var value: String
    /// The line of the suite file.
    package var line: Int

    package init(name: String, value: String, line: Int) {
      self.name = name
      self.value = value
      self.line = line
    }
  }

  /// What a server calls a model of the suite.
  package struct Alias: Equatable, Sendable {
    /// The server's name for it.
    package var name: String
    /// The suite's name for it.
    package var model: String

    package init(name: String, model: String) {
      self.name = name
      self.model = model
    }
  }

  /// How many requests are under way at once where the suite does not say.
  package static let defaultConcurrency = 8

  /// The address that chat completions are posted to.
  package var url: String
  /// The model that is asked for.
  package var model: String
  package var headers: [Header]
  package var answer: AnswerPlace
  /// A JSON pointer to the router's score; nil where it gives none.
  package var scorePointer: String?
  /// What the server calls the suite's models, where it has names of its own.
  package var aliases: [Alias]
  /// From which score on the strong model is chosen; nil where the answer names the model.
  package var threshold: Threshold?
  /// How long one request may take, in seconds.
  package var timeout: Double
  package var concurrency: Int
  /// How many traces may go to the strong model for want of a valid answer.
  package var allowedFaults: Int

  package init(
    url: String, model: String = "auto", headers: [Header] = [],
    answer: AnswerPlace = .pointer("/model"), scorePointer: String? = nil, aliases: [Alias] = [],
    threshold: Threshold? = nil, timeout: Double = ExecSpec.defaultTimeout,
    concurrency: Int = defaultConcurrency, allowedFaults: Int = 0
  ) {
    self.url = url
    self.model = model
    self.headers = headers
    self.answer = answer
    self.scorePointer = scorePointer
    self.aliases = aliases
    self.threshold = threshold
    self.timeout = timeout
    self.concurrency = concurrency
    self.allowedFaults = allowedFaults
  }
}
