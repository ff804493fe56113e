import Foundation
import Runbook
import Switchyard
import Testing

/// Faults of structure and of meaning in the same file.
@Suite("Everything in one pass")
struct OnePassTests {
    @Test(
        "what a runbook with errors says beside them is judged, and nothing follows from what is absent",
        arguments: [
            "slips", "declarations", "steps", "broken_off", "places", "environment", "faults", "fault_names",
            "conditions",
        ])
    func golden(name: String) throws {
        let path = Golden.directory.appending(path: "check/\(name).yaml").path
        let environment = Golden.root.appending(path: "runbooks/environments/demo.yaml").path
        let needsEnvironment = ["places", "fault_names", "conditions"].contains(name)
        let check = CheckRun(
            [path], environment: needsEnvironment ? environment : nil, libraries: [], parameters: [:], mode: nil)
        let text = DiagnosticFormat.human.render(check.diagnostics, sources: check.texts, style: .plain, width: 120)
        try Golden.expect(
            text.replacing(path, with: name + ".yaml").replacing(environment, with: "demo.yaml"), "check/\(name).txt")
    }
}
