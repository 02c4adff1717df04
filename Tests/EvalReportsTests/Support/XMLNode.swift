import CLibxml2

/// An element of a parsed document.
struct XMLNode {
  var name: String
  var attributes: [String: String] = [:]
  var children: [XMLNode] = []
  var text: String

  /// Parses a document; nil where it is not well-formed.
  init?(_ bytes: [UInt8]) {
    guard let document = Self.read(bytes) else { return nil }
    defer { xmlFreeDoc(document) }
    guard let root = xmlDocGetRootElement(document) else { return nil }
    self.init(root)
  }

  private init(_ node: xmlNodePtr) {
    name = Self.string(node.pointee.name)
    text = Self.content(node)
    var attribute = node.pointee.properties
    while let current = attribute {
      // An attribute is a node too, as far as libxml2's own functions go.
      let value = UnsafeMutableRawPointer(current).assumingMemoryBound(to: _xmlNode.self)
      attributes[Self.string(current.pointee.name)] = Self.content(value)
      attribute = current.pointee.next
    }
    var child = node.pointee.children
    while let current = child {
      if current.pointee.type == XML_ELEMENT_NODE { children.append(XMLNode(current)) }
      child = current.pointee.next
    }
  }

  /// Returns every element of a name below this one, in order.
  func all(_ name: String) -> [XMLNode] {
    children.flatMap { ($0.name == name ? [$0] : []) + $0.all(name) }
  }

  /// Returns the first child of a name.
  func child(_ name: String) -> XMLNode? {
    children.first { $0.name == name }
  }

  static func read(_ bytes: [UInt8]) -> xmlDocPtr? {
    xmlInitParser()
    return bytes.withUnsafeBufferPointer { buffer in
      buffer.withMemoryRebound(to: CChar.self) {
        xmlReadMemory(
          $0.baseAddress, Int32($0.count), nil, nil,
          Int32(XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue))
      }
    }
  }

  private static func content(_ node: xmlNodePtr) -> String {
    let buffer = xmlBufferCreate()
    defer { xmlBufferFree(buffer) }
    xmlNodeBufGetContent(buffer, node)
    return string(xmlBufferContent(buffer))
  }

  private static func string(_ text: UnsafePointer<xmlChar>?) -> String {
    text.map { String(cString: $0) } ?? ""
  }
}
