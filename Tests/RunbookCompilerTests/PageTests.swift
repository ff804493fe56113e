import Runbook
import RunbookYAML
import Testing

@testable import RunbookCompiler

@Suite("Pages of the rules")
struct PageTests {
    @Test("A bad example yields exactly its code", arguments: Checker.rules.indices)
    func badExamples(index: Int) throws {
        let rule = Checker.rules[index]
        let result = try check(rule.page.bad, context(for: rule, text: rule.page.bad))
        let codes = Set(result.diagnostics.map(\.code))
        #expect(codes == [rule.page.code], "\(result.diagnostics.map { "\($0.code) \($0.message)" })")
    }

    @Test("A good example yields no diagnostics", arguments: Checker.rules.indices)
    func goodExamples(index: Int) throws {
        let rule = Checker.rules[index]
        let result = try check(rule.page.good, context(for: rule, text: rule.page.good))
        #expect(
            result.diagnostics.isEmpty, "\(rule.page.code): \(result.diagnostics.map { "\($0.code) \($0.message)" })")
        #expect(result.checked != nil)
    }

    @Test("Codes are unique and in the order of the list")
    func codes() {
        let codes = Checker.rules.map { $0.page.code }
        #expect(codes == Set(codes).sorted())
    }

    @Test("Messages and help are sentences")
    func sentences() throws {
        for rule in Checker.rules {
            let result = try check(rule.page.bad, context(for: rule, text: rule.page.bad))
            for diagnostic in result.diagnostics {
                #expect(diagnostic.message.last != ".", "\(diagnostic.message)")
                #expect(diagnostic.help.last == "." || diagnostic.help.last == "?", "\(diagnostic.help)")
                #expect(diagnostic.message.count <= 240, "\(diagnostic.message)")
            }
        }
    }

    private func context(for rule: any Rule.Type, text: String) throws -> CheckContext {
        RunbookCompilerTests.context(
            environment: rule.needsEnvironment ? try environment() : nil, parameters: rule.exampleParameters)
    }
}
