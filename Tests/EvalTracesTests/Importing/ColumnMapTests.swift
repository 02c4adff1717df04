import EvalTraces
import Testing

struct ColumnMapTests {
  @Test func `the first equals sign divides and names keep dots and slashes`() throws {
    let map = try ColumnMap(parsing: [
      "quality.meta/llama-3.1=a=b", "cohort.my.label=c", "id=ID", "quality.gpt-4=d",
      "response.gpt-4=d",
    ])
    #expect(map.models == ["meta/llama-3.1", "gpt-4"])
    #expect(map.entries.map(\.column) == ["a=b", "c", "ID", "d", "d"])
    #expect(map.columns == ["a=b", "c", "ID", "d"])
    #expect(map.names(of: .cohort) == ["my.label"])
    #expect(
      map.entries.map(\.target.text)
        == ["quality.meta/llama-3.1", "cohort.my.label", "id", "quality.gpt-4", "response.gpt-4"])
  }

  @Test func `every malformed option is reported`() {
    let found = complaints {
      _ = try ColumnMap(parsing: [
        "score", "=x", "id=", "qualty.m=x", "cohort=x", "quality.=x", "id=a", "id=b",
      ])
    }
    #expect(found.count == 7)
    #expect(found[0] == "--map score: write it as TARGET=COLUMN, such as `quality.gpt-4=score`")
    #expect(
      found[3].hasPrefix("--map qualty.m=x: `qualty.m` is not a target (did you mean `quality`?)"))
    #expect(found[4].hasPrefix("--map cohort=x: `cohort` is not a target"))
    #expect(found[5].hasSuffix("cost_usd.MODEL, latency_ms.MODEL, rating.MODEL"))
    #expect(found[6] == "--map id=b: `id` is mapped twice; keep one")
  }

  @Test func `some model needs a quality`() {
    let found = complaints { _ = try ColumnMap(parsing: ["id=a"]) }
    #expect(found == ["--map: no model has a quality; give at least one `quality.MODEL=COLUMN`"])
  }

  @Test func `figures of a model without a quality are reported`() {
    let found = complaints {
      _ = try ColumnMap(parsing: ["quality.gpt-4=a", "cost_usd.gpt4=b"])
    }
    #expect(found == ["--map cost_usd.gpt4=b: `gpt4` has no quality (did you mean `gpt-4`?)"])
  }
}

struct PriceOptionTests {
  @Test func `the last equals sign divides`() throws {
    let options = try PriceOption.parse(["a=b/c=10/0.5", "gpt-4=0/30"])
    #expect(options.map(\.model) == ["a=b/c", "gpt-4"])
    #expect(options.map(\.price.inputPerMillionUSD) == [10, 0])
    #expect(options.map(\.price.outputPerMillionUSD) == [0.5, 30])
  }

  @Test(arguments: [
    "m", "=1/2", "m=1", "m=1/2/3", "m=1/x", "m=-1/2", "m=true/false", "m=nan/1", "m=1e9/1",
  ])
  func `anything else is reported`(text: String) {
    let found = complaints { _ = try PriceOption.parse([text]) }
    #expect(
      found == [
        "--price \(text): write it as MODEL=IN/OUT in USD for a million tokens: `gpt-4=10/30`"
      ])
  }

  @Test func `a model priced twice is reported`() {
    let found = complaints { _ = try PriceOption.parse(["m=1/2", "m=1/2"]) }
    #expect(found == ["--price m=1/2: `m` is priced twice; keep one"])
  }
}
