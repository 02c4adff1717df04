import CLibxml2

/// Writes an XML document through libxml2, which escapes what needs it.
struct XMLWriter: ~Copyable {
  private let buffer: xmlBufferPtr
  private let writer: xmlTextWriterPtr

  /// libxml2 fills its tables once, before two threads can need them.
  private static let isReady: Void = xmlInitParser()

  /// Begins a UTF-8 document.
  init() {
    Self.isReady
    guard let buffer = xmlBufferCreate(), let writer = xmlNewTextWriterMemory(buffer, 0) else {
      preconditionFailure("libxml2 has no memory")
    }
    self.buffer = buffer
    self.writer = writer
    xmlTextWriterSetIndent(writer, 1)
    xmlTextWriterSetIndentString(writer, "  ")
    xmlTextWriterStartDocument(writer, "1.0", "UTF-8", nil)
  }

  deinit {
    xmlFreeTextWriter(writer)
    xmlBufferFree(buffer)
  }

  /// Opens an element with its attributes; texts must be fit for XML 1.0.
  func open(_ element: String, _ attributes: [(String, String)] = []) {
    xmlTextWriterStartElement(writer, element)
    for (name, value) in attributes { xmlTextWriterWriteAttribute(writer, name, value) }
  }

  /// Closes the innermost open element, `<x/>` where nothing stands in it.
  func close() {
    xmlTextWriterEndElement(writer)
  }

  /// Writes an element that holds a text; the text must be fit for XML 1.0.
  func element(_ element: String, _ attributes: [(String, String)] = [], text: String = "") {
    open(element, attributes)
    if !text.isEmpty { xmlTextWriterWriteString(writer, text) }
    close()
  }

  /// Ends the document and returns its bytes, a line break last.
  consuming func finish() -> [UInt8] {
    xmlTextWriterEndDocument(writer)
    xmlTextWriterFlush(writer)
    let bytes = Array(
      UnsafeBufferPointer(
        start: xmlBufferContent(buffer), count: Int(xmlBufferLength(buffer))))
    return bytes.last == UInt8(ascii: "\n") ? bytes : bytes + [UInt8(ascii: "\n")]
  }
}
