import Runbook
import RunbookYAML
import Testing

@Suite("Pages of diagnostic codes")
struct PageTests {
    @Test("Every code has one page and every page a code")
    func complete() {
        #expect(RunbookYAMLPages.all.map(\.code).sorted() == Code.allCases.map(\.rawValue).sorted())
    }

    @Test("The bad example yields the code and nothing else", arguments: RunbookYAMLPages.all)
    func bad(page: RulePage) {
        if RunbookYAMLPages.withoutExample.contains(page.code) { return }
        let diagnostics = Fixtures.diagnostics(page.bad)
        #expect(Set(diagnostics.map(\.code)) == [page.code], "\(Fixtures.report(diagnostics))")
        for diagnostic in diagnostics {
            #expect(diagnostic.message.last != "." && diagnostic.help.last.map { ".?".contains($0) } == true)
        }
    }

    @Test("The good example yields nothing", arguments: RunbookYAMLPages.all)
    func good(page: RulePage) {
        let diagnostics = Fixtures.diagnostics(page.good)
        #expect(diagnostics.isEmpty, "\(Fixtures.report(diagnostics))")
    }
}
