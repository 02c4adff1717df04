/// A field of study: the grouping of MMLU's paper, with law and medicine apart.
enum MMLUField: String, CaseIterable {
  /// Mathematics, science, engineering and computing.
  case stem = "STEM"
  /// History, philosophy, logic and religion; law apart.
  case humanities
  /// Politics, economics, psychology, sociology and geography.
  case socialSciences = "social sciences"
  /// Business, general knowledge and what fits nowhere else.
  case other
  /// Law, which the paper counts among the humanities.
  case law
  /// Medicine and health, human sexuality included, which the paper counts as a social science.
  case medicine

  /// All 57 subjects, field by field.
  static let allSubjects = allCases.flatMap(\.subjects)

  /// Finds the field of a subject, written as in the source's file names; nil for any other text.
  init?(subject: String) {
    guard let field = Self.allCases.first(where: { $0.subjects.contains(subject) }) else {
      return nil
    }
    self = field
  }

  /// The field's subjects in alphabetical order.
  private var subjects: [String] {
    switch self {
    case .stem:
      [
        "abstract_algebra", "astronomy", "college_biology", "college_chemistry",
        "college_computer_science", "college_mathematics", "college_physics", "computer_security",
        "conceptual_physics", "electrical_engineering", "elementary_mathematics",
        "high_school_biology", "high_school_chemistry", "high_school_computer_science",
        "high_school_mathematics", "high_school_physics", "high_school_statistics",
        "machine_learning",
      ]
    case .humanities:
      [
        "formal_logic", "high_school_european_history", "high_school_us_history",
        "high_school_world_history", "logical_fallacies", "moral_disputes", "moral_scenarios",
        "philosophy", "prehistory", "world_religions",
      ]
    case .socialSciences:
      [
        "econometrics", "high_school_geography", "high_school_government_and_politics",
        "high_school_macroeconomics", "high_school_microeconomics", "high_school_psychology",
        "professional_psychology", "public_relations", "security_studies", "sociology",
        "us_foreign_policy",
      ]
    case .other:
      [
        "business_ethics", "global_facts", "management", "marketing", "miscellaneous",
        "professional_accounting",
      ]
    case .law: ["international_law", "jurisprudence", "professional_law"]
    case .medicine:
      [
        "anatomy", "clinical_knowledge", "college_medicine", "human_aging", "human_sexuality",
        "medical_genetics", "nutrition", "professional_medicine", "virology",
      ]
    }
  }
}
