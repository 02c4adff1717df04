/// What every importer can be told.
package struct ImportOptions: Equatable, Sendable {
  /// The golden's name; the importer's own choice where nil.
  package var name: String?
  /// Whether the source's texts stay out: no messages, no responses.
  package var figuresOnly: Bool
  /// The day of the recording, `yyyy-mm-dd`, where the source does not say it.
  package var date: String?

  package init(name: String? = nil, figuresOnly: Bool = false, date: String? = nil) {
    self.name = name
    self.figuresOnly = figuresOnly
    self.date = date
  }
}
