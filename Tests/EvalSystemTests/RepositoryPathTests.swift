import EvalSystem
import EvalTestSupport
import Testing

struct RepositoryPathTests {
  @Test func `a file inside a repository is named from its top`() throws {
    let folder = try TemporaryFolder()
    try folder.write("", to: "top/.git/HEAD")
    try folder.write("gitdir: elsewhere", to: "top/linked/.git")
    let top = folder.file("top")
    #expect(RepositoryPath.relative("suites/a/suite.yaml", from: top) == "suites/a/suite.yaml")
    #expect(RepositoryPath.relative("a/suite.yaml", from: top + "/suites") == "suites/a/suite.yaml")
    #expect(RepositoryPath.relative("../suite.yaml", from: top + "/suites") == "suite.yaml")
    #expect(RepositoryPath.relative(top + "/./s/suite.yaml", from: "/") == "s/suite.yaml")
    #expect(RepositoryPath.relative("suite.yaml", from: top + "/linked/s") == "s/suite.yaml")
  }

  @Test func `outside of any the path stays as it was typed`() throws {
    let folder = try TemporaryFolder()
    #expect(RepositoryPath.relative("./s/suite.yaml", from: folder.path) == "./s/suite.yaml")
    #expect(RepositoryPath.relative("/no/where.yaml", from: folder.path) == "/no/where.yaml")
  }
}
