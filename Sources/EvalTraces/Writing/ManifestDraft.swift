/// What `golden.yaml` says about a golden that is about to be written.
package struct ManifestDraft: Equatable, Sendable {
  /// When and how the traces were recorded.
  package struct Recording: Equatable, Sendable {
    /// The day, `yyyy-mm-dd`; nil where it is not known.
    package var date: String?
    /// The seed of the recording; 0 where there was none.
    package var seed: Int
    /// How it was recorded, in words.
    package var by: String

    package init(date: String? = nil, seed: Int = 0, by: String) {
      self.date = date
      self.seed = seed
      self.by = by
    }
  }

  /// Where the figures come from.
  package struct Source: Equatable, Sendable {
    /// The source's name.
    package var name: String
    /// Its licence, an SPDX name where there is one; nil where the source does not say.
    package var license: String?
    /// What is figures from elsewhere and what was written for this project.
    package var note: String?

    package init(name: String, license: String? = nil, note: String? = nil) {
      self.name = name
      self.license = license
      self.note = note
    }
  }

  /// The scale of the qualities, in raw points.
  package struct Quality: Equatable, Sendable {
    /// The lowest quality an answer can have.
    package var min: Double
    /// The highest quality an answer can have, above `min`.
    package var max: Double
    /// Who or what judged, in words.
    package var judge: String?

    package init(min: Double = 0, max: Double = 1, judge: String? = nil) {
      self.min = min
      self.max = max
      self.judge = judge
    }
  }

  /// What a model costs, in USD for a million tokens.
  package struct Price: Equatable, Sendable {
    /// USD for a million input tokens.
    package var inputPerMillionUSD: Double
    /// USD for a million output tokens.
    package var outputPerMillionUSD: Double
    /// The day of the price, `yyyy-mm-dd`.
    package var priced: String?

    package init(inputPerMillionUSD: Double, outputPerMillionUSD: Double, priced: String? = nil) {
      self.inputPerMillionUSD = inputPerMillionUSD
      self.outputPerMillionUSD = outputPerMillionUSD
      self.priced = priced
    }
  }

  /// A recorded model.
  package struct Model: Equatable, Sendable {
    /// The model's name, unique in the golden.
    package var name: String
    /// Its price, where it is known.
    package var price: Price?

    package init(name: String, price: Price? = nil) {
      self.name = name
      self.price = price
    }
  }

  /// A file of traces, as the manifest lists it.
  package struct File: Equatable, Sendable {
    /// The path, relative to the golden's folder.
    package var path: String
    /// The number of traces in it.
    package var rows: Int
    /// The SHA-256 of its bytes, 64 lowercase hexadecimal digits.
    package var sha256: String

    package init(path: String, rows: Int, sha256: String) {
      self.path = path
      self.rows = rows
      self.sha256 = sha256
    }
  }

  /// The golden's name.
  package var name: String
  /// One paragraph for people.
  package var description: String
  /// When and how the traces were recorded.
  package var recorded: Recording
  /// Where the figures come from.
  package var source: Source
  /// The scale of the qualities.
  package var quality: Quality
  /// The models, in the order that the manifest lists them.
  package var models: [Model]
  /// The files of traces; `GoldenWriter` fills them in.
  package var files: [File]

  package init(
    name: String, description: String, recorded: Recording, source: Source, quality: Quality,
    models: [Model], files: [File] = []
  ) {
    self.name = name
    self.description = description
    self.recorded = recorded
    self.source = source
    self.quality = quality
    self.models = models
    self.files = files
  }
}
