extension ManifestDraft {
  /// The manifest as YAML, byte for byte the same for equal drafts.
  package var yaml: String {
    var lines = ["version: 1", "name: \(YAMLText.scalar(name))"]
    lines += YAMLText.paragraph("description", description, indent: 0)
    lines.append("recorded: \(recorded.yaml)")
    lines += source.yamlLines
    lines.append("quality: \(quality.yaml)")
    lines += modelLines
    lines.append("files:")
    lines += files.map { "  - \($0.yaml)" }
    return lines.joined(separator: "\n") + "\n"
  }

  private var modelLines: [String] {
    let keys = models.map { YAMLText.scalar($0.name) + ":" }
    let width = keys.map(\.count).max() ?? 0
    return ["models:"]
      + zip(keys, models).map { key, model in
        let padding = String(repeating: " ", count: width - key.count + 1)
        return "  \(key)\(padding)\(model.price?.yaml ?? "{}")"
      }
  }
}

extension ManifestDraft.Recording {
  fileprivate var yaml: String {
    YAMLText.flow([
      ("date", date.map(YAMLText.day)), ("seed", String(seed)), ("by", YAMLText.quoted(by)),
    ])
  }
}

extension ManifestDraft.Source {
  fileprivate var yamlLines: [String] {
    var lines = ["source:", "  name: \(YAMLText.scalar(name))"]
    if let license { lines.append("  license: \(YAMLText.scalar(license))") }
    if let note { lines += YAMLText.paragraph("note", note, indent: 2) }
    return lines
  }
}

extension ManifestDraft.Quality {
  fileprivate var yaml: String {
    YAMLText.flow([
      ("min", DecimalText.shortest(min)), ("max", DecimalText.shortest(max)),
      ("judge", judge.map(YAMLText.quoted)),
    ])
  }
}

extension ManifestDraft.Price {
  fileprivate var yaml: String {
    YAMLText.flow([
      ("input_per_million_usd", DecimalText.shortest(inputPerMillionUSD)),
      ("output_per_million_usd", DecimalText.shortest(outputPerMillionUSD)),
      ("priced", priced.map(YAMLText.day)),
    ])
  }
}

extension ManifestDraft.File {
  fileprivate var yaml: String {
    YAMLText.flow([
      ("path", YAMLText.scalar(path)), ("rows", String(rows)), ("sha256", YAMLText.quoted(sha256)),
    ])
  }
}
