import Foundation
import Runbook
import Switchyard
import Testing

/// Every page's examples, checked as the command checks them, with what the page says is around them.
@Suite("Pages that explain")
struct RulePageTests {
    /// What simulated regions cannot be made to do.
    private static let elsewhere: Set<String> = ["SY608"]

    @Test("a rejected example is rejected with the page's code and no other", arguments: RulePages.all.map(\.code))
    func rejected(code: String) throws {
        let page = try #require(RulePages.page(code))
        if page.bad.isEmpty || Self.elsewhere.contains(code) { return }
        let found = try Self.check(page.bad, page)
        #expect(Set(found.map(\.code)) == [code], "\(found.map { "\($0.code) \($0.message)" })")
    }

    @Test("a mended example is clean", arguments: RulePages.all.map(\.code))
    func mended(code: String) throws {
        let page = try #require(RulePages.page(code))
        let found = try Self.check(page.good, page)
        #expect(found.isEmpty, "\(found.map { "\($0.code) \($0.message)" })")
    }

    @Test("what is printed can be read: an example or a sentence, and what is around it", arguments: RulePages.all)
    func printed(page: RulePage) {
        let text = RulePages.text(of: page)
        #expect(text.split(separator: "\n").count < 90)
        #expect(!text.contains("Rejected:\n\n\n"))
        #expect(page.surroundings.environment == nil || text.contains("--environment demo.yaml"))
        #expect(page.surroundings.files.allSatisfy { text.contains("Beside it, \($0.name):") && !$0.text.isEmpty })
    }

    private static func check(_ example: String, _ page: RulePage) throws -> [Diagnostic] {
        let scratch = try Scratch()
        defer { withExtendedLifetime(scratch) {} }
        let file = try scratch.write(example, "example.yaml")
        for other in page.surroundings.files { _ = try scratch.write(other.text, other.name) }
        let environment = try page.surroundings.environment.map { try scratch.write($0.text, $0.name) }
        return CheckRun(
            [file], environment: environment, libraries: [], parameters: page.surroundings.parameters, mode: nil,
            proves: page.surroundings.isProved
        ).diagnostics
    }
}
