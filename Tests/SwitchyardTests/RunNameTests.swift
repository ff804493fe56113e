import Runbook
import Switchyard
import Testing

@Suite("Names of runs")
struct RunNameTests {
    @Test(
        "whatever a runbook or its file is called, a run of it has a name that can be typed and kept",
        arguments: ["gradual", String(repeating: "x", count: 5_000), "../my runbook", ".é漢\u{0}", "a.b@1", ""])
    func names(runbook: String) {
        let name = RunName.make(runbook: runbook, at: Milliseconds(1_795_467_907_250))
        #expect(name.count <= 100)
        #expect(name.hasSuffix("-20261123-2105-" + name.suffix(4)))
        #expect(
            name.unicodeScalars.allSatisfy {
                $0.isASCII && ($0.properties.isAlphabetic || "0123456789-_".unicodeScalars.contains($0))
            })
        if runbook == "gradual" { #expect(name.hasPrefix("gradual-20261123-2105-")) }
    }
}
