import CLibxml2
import Foundation

/// Validates documents with libxml2, as CI tools do.
struct XMLSchemaValidator {
  /// The messages of one validation.
  private final class Messages {
    var all: [String] = []
  }

  private let path: String

  init(_ schema: URL) {
    path = schema.path
  }

  /// Returns what is wrong with a document; empty for a valid one.
  func problems(in bytes: [UInt8]) -> [String] {
    xmlInitParser()
    let parser = xmlSchemaNewParserCtxt(path)
    defer { xmlSchemaFreeParserCtxt(parser) }
    guard let schema = xmlSchemaParse(parser) else { return ["the schema cannot be read"] }
    defer { xmlSchemaFree(schema) }
    guard let document = XMLNode.read(bytes) else { return ["not well-formed"] }
    defer { xmlFreeDoc(document) }
    let context = xmlSchemaNewValidCtxt(schema)
    defer { xmlSchemaFreeValidCtxt(context) }
    let messages = Messages()
    xmlSchemaSetValidStructuredErrors(
      context,
      { box, error in
        guard let box, let message = error?.pointee.message else { return }
        Unmanaged<Messages>.fromOpaque(box).takeUnretainedValue().all
          .append(String(cString: message))
      }, Unmanaged.passUnretained(messages).toOpaque())
    let result = withExtendedLifetime(messages) { xmlSchemaValidateDoc(context, document) }
    return result == 0 ? messages.all : messages.all + ["invalid"]
  }
}
