import Foundation
import Runbook
import Switchyard
import Testing

@Suite("Starting runbooks")
struct TemplateTests {
    @Test("each checks clean, with and without an environment", arguments: Strategy.allCases)
    func clean(strategy: Strategy) throws {
        let scratch = try Scratch()
        let file = try scratch.write(RunbookTemplate.text(for: strategy), "new.yaml")
        let demo = Golden.root.appending(path: "runbooks/environments/demo.yaml").path()
        for environment in [nil, demo] {
            let check = CheckRun([file], environment: environment, libraries: [], parameters: [:], mode: nil)
            #expect(check.diagnostics == [])
        }
    }

    @Test("a name is taken over")
    func name() {
        #expect(RunbookTemplate.text(for: .gradual, named: "leave_east").contains("\nrunbook: leave_east\n"))
    }
}
