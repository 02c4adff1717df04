/// Other evaluators' own figures beside the exact ones.
package struct CompatReport: Codable, Equatable, Sendable {
  package var routellm: RouteLLMCompat

  package init(routellm: RouteLLMCompat) {
    self.routellm = routellm
  }
}
