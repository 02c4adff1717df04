/// One recorded query that is about to be written.
package struct TraceDraft: Equatable, Sendable {
  /// One message of the query.
  package struct Message: Equatable, Sendable {
    /// Who speaks: `user`, `assistant`, `system` or another role.
    package var role: String
    /// What is said.
    package var content: String

    package init(role: String, content: String) {
      self.role = role
      self.content = content
    }
  }

  /// A cohort label.
  package struct Cohort: Equatable, Sendable {
    /// The label's name, such as `category`.
    package var name: String
    /// The level that the trace has, such as `math`.
    package var level: String

    package init(_ name: String, _ level: String) {
      self.name = name
      self.level = level
    }
  }

  /// A recorded router score.
  package struct Signal: Equatable, Sendable {
    /// The signal's name.
    package var name: String
    /// The score, finite.
    package var value: Double

    package init(_ name: String, _ value: Double) {
      self.name = name
      self.value = value
    }
  }

  /// What one model did.
  package struct Outcome: Equatable, Sendable {
    /// The model's name.
    package var model: String
    /// The quality in raw points of the golden's scale.
    package var quality: Double
    /// Input tokens.
    package var inputTokens: Int?
    /// Output tokens.
    package var outputTokens: Int?
    /// The cost of the call in USD.
    package var costUSD: Double?
    /// The latency of the call in milliseconds.
    package var latencyMS: Double?
    /// The answer in full.
    package var response: String?
    /// What a person gave the answer, 1 to 5.
    package var rating: Double?

    package init(
      model: String, quality: Double, inputTokens: Int? = nil, outputTokens: Int? = nil,
      costUSD: Double? = nil, latencyMS: Double? = nil, response: String? = nil,
      rating: Double? = nil
    ) {
      self.model = model
      self.quality = quality
      self.inputTokens = inputTokens
      self.outputTokens = outputTokens
      self.costUSD = costUSD
      self.latencyMS = latencyMS
      self.response = response
      self.rating = rating
    }
  }

  /// The trace's name, unique in the golden.
  package var id: String
  /// The cluster it belongs to; nil where it is its own.
  package var cluster: String?
  /// How many queries it stands for; nil where it stands for one.
  package var weight: Int?
  /// Who asked.
  package var user: String?
  /// The conversation that the query is part of.
  package var conversation: String?
  /// The messages; empty in a golden of figures only.
  package var messages: [Message]
  /// The cohort labels, names unique.
  package var cohorts: [Cohort]
  /// What each model did, models unique.
  package var outcomes: [Outcome]
  /// The recorded scores, names unique.
  package var signals: [Signal]
  /// Where the trace was read, for messages; never written.
  package var place: SourcePlace?

  package init(
    id: String, cluster: String? = nil, weight: Int? = nil, user: String? = nil,
    conversation: String? = nil, messages: [Message] = [], cohorts: [Cohort] = [],
    outcomes: [Outcome] = [], signals: [Signal] = [], place: SourcePlace? = nil
  ) {
    self.id = id
    self.cluster = cluster
    self.weight = weight
    self.user = user
    self.conversation = conversation
    self.messages = messages
    self.cohorts = cohorts
    self.outcomes = outcomes
    self.signals = signals
    self.place = place
  }
}
