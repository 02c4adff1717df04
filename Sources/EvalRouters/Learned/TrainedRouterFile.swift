import EvalCore
import EvalLearning
package import EvalSystem
import Foundation

/// Trained routers as files: one JSON document whose numbers are one block of bytes in base64.
///
/// The document says what the router is and what it was trained on; the block holds exact doubles,
/// so that scores are the same bit by bit wherever it is read. It holds hashes of words, and no
/// words.
package enum TrainedRouterFile {
  /// The version of the format.
  private static let version = 1

  private struct Document: Codable {
    var version: Int
    var method: LearnedRouting.Method
    var models: [String]
    var features: QueryFeatures
    var training: TrainedRouter.Training
    var modelSHA256: String
    var model: String

    private enum CodingKeys: String, CodingKey {
      case version = "evalroute_router"
      case method
      case models
      case features
      case training
      case modelSHA256 = "model_sha256"
      case model
    }
  }

  /// The key that every version has.
  private struct Version: Codable {
    var version: Int

    private enum CodingKeys: String, CodingKey { case version = "evalroute_router" }
  }

  /// Returns a router as a file's bytes: keys sorted, the same router the same bytes.
  package static func render(_ router: TrainedRouter) -> [UInt8] {
    var blob = BlobWriter()
    blob.write(router.space.terms)
    blob.write(router.space.idf)
    blob.write(router.prints.exact)
    blob.write(router.prints.minima)
    write(router.model, to: &blob)
    let document = Document(
      version: version, method: router.method, models: router.models, features: router.features,
      training: router.training, modelSHA256: SHA256.hex(SHA256.digest(blob.bytes)),
      model: Data(blob.bytes).base64EncodedString())
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    guard let json = try? encoder.encode(document) else {
      preconditionFailure("a trained router holds texts and numbers only")
    }
    return Array(json) + [UInt8(ascii: "\n")]
  }

  /// Reads a trained router.
  ///
  /// - Throws: `ProblemReport` where the file is none, is cut off or damaged, or of a newer version.
  package static func read(_ path: String) throws(ProblemReport) -> TrainedRouter {
    try decode(try FileBytes.read(path), file: path)
  }

  static func decode(_ bytes: [UInt8], file: String) throws(ProblemReport) -> TrainedRouter {
    func refuse(_ message: String) -> ProblemReport {
      ProblemReport(file: file, message: message)
    }
    let data = Data(bytes)
    guard let stated = try? JSONDecoder().decode(Version.self, from: data).version else {
      throw refuse("is not a trained router, or was cut off: train it again with `evalroute train`")
    }
    guard stated <= version else {
      throw refuse(
        "is of version \(stated); this evalroute reads version \(version): use a newer evalroute")
    }
    guard let document = try? JSONDecoder().decode(Document.self, from: data),
      let block = Data(base64Encoded: document.model)
    else { throw refuse("is not a trained router: train it again with `evalroute train`") }
    let blob = [UInt8](block)
    guard SHA256.hex(SHA256.digest(blob)) == document.modelSHA256 else {
      throw refuse("is damaged (its SHA-256 differs): train it again with `evalroute train`")
    }
    var reader = BlobReader(blob)
    guard let router = router(document, &reader), reader.isAtEnd else {
      throw refuse("contradicts itself: train it again with `evalroute train`")
    }
    return router
  }

  private static func router(
    _ document: Document, _ reader: inout BlobReader
  ) -> TrainedRouter? {
    guard document.models.count >= 2, let terms = reader.words(UInt64.self),
      let idf = reader.doubles(), let space = FeatureSpace(terms: terms, idf: idf),
      let exact = reader.words(UInt64.self), let minima = reader.words(UInt16.self),
      let prints = PromptPrints(exact: exact, minima: minima),
      let model = model(document.method, document.models.count, terms.count, &reader)
    else { return nil }
    return TrainedRouter(
      models: document.models, features: document.features, training: document.training,
      space: space, model: model, prints: prints)
  }
}

// MARK: What was learned

extension TrainedRouterFile {
  private static func write(_ model: TrainedRouter.Model, to blob: inout BlobWriter) {
    switch model {
    case .linear(let model):
      blob.write(model.weights)
      blob.write(model.intercepts)
    case .forest(let forest):
      blob.write([Int64(forest.trees.count)])
      for tree in forest.trees {
        blob.write(tree.features)
        blob.write(tree.thresholds)
        blob.write(tree.children)
        blob.write(tree.leaves.flatMap(\.self))
      }
    case .factors(let model):
      blob.write(model.points)
      blob.write(model.strengths)
      blob.write(model.map.flatMap(\.self))
    case .similarity(let votes):
      blob.write(votes.rows)
      blob.write(votes.qualities)
      blob.write(votes.counts)
    }
  }

  private static func model(
    _ method: LearnedRouting.Method, _ models: Int, _ features: Int, _ reader: inout BlobReader
  ) -> TrainedRouter.Model? {
    switch method {
    case .linear:
      guard let weights = reader.columns(), let intercepts = reader.doubles(),
        weights.count == models, weights.allSatisfy({ $0.count == features }),
        let model = LinearModel(weights: weights, intercepts: intercepts)
      else { return nil }
      return .linear(model)
    case .forest:
      guard let count = reader.words(Int64.self)?.first, count > 0 else { return nil }
      var trees: [RegressionTree] = []
      for _ in 0..<count {
        guard let tree = tree(models, &reader) else { return nil }
        trees.append(tree)
      }
      return RandomForest(trees, features: features, models: models).map { .forest($0) }
    case .mf:
      guard let points = reader.columns(), let strengths = reader.doubles(),
        let numbers = reader.doubles(), let dimensions = points.first?.count, dimensions > 0,
        points.count == models, numbers.count == features * dimensions
      else { return nil }
      let map = (0..<features).map { Array(numbers[$0 * dimensions..<($0 + 1) * dimensions]) }
      return FactorModel(points: points, strengths: strengths, map: map).map { .factors($0) }
    case .similarity:
      guard let rows = reader.rows(), rows.columnCount == features,
        let qualities = reader.columns(), qualities.count == models
      else { return nil }
      // Files without counts have a row for each query.
      let counts = reader.isAtEnd ? nil : reader.doubles()
      return SimilarityVotes(rows: rows, qualities: qualities, counts: counts)
        .map { .similarity($0) }
    }
  }

  private static func tree(_ models: Int, _ reader: inout BlobReader) -> RegressionTree? {
    guard let features = reader.words(Int32.self), let thresholds = reader.doubles(),
      let children = reader.words(Int32.self), let numbers = reader.doubles(),
      numbers.count % models == 0
    else { return nil }
    var tree = RegressionTree()
    tree.features = features
    tree.thresholds = thresholds
    tree.children = children
    tree.leaves = (0..<numbers.count / models).map {
      Array(numbers[$0 * models..<($0 + 1) * models])
    }
    return tree
  }
}
