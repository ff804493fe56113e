import Runbook
import RunbookCompiler
import RunbookYAML
import Simulation
import Testing

/// Shipped runbooks have no findings, so whatever is found in one after a fault of structure follows from that fault.
@Suite("Drafts")
struct DraftTests {
    /// Each place where a fault can be made, and what is written there: a key misspelt, a value garbled, an alias.
    static func faults(in text: [UInt8]) -> [(offset: Int, insertion: String)] {
        var result: [(Int, String)] = []
        var word = 0
        for (offset, byte) in text.enumerated() {
            let isLetter = byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z") || byte == UInt8(ascii: "_")
            if isLetter { continue }
            defer { word = offset + 1 }
            guard byte == UInt8(ascii: ":"), offset > word, offset + 1 < text.count else { continue }
            let next = text[offset + 1]
            guard next == UInt8(ascii: " ") || next == UInt8(ascii: "\n") else { continue }
            result.append((word, "zz"))
            if next == UInt8(ascii: " ") {
                result.append((offset + 2, "%% "))
                result.append((offset + 2, "*gone #"))
            }
        }
        return result
    }

    @Test("no finding follows from a fault elsewhere in the file", arguments: Shipped.runbooks)
    func noFollowers(name: String) throws {
        let text = Shipped.bytes(name + ".yaml")
        let context = CheckContext(
            library: Shipped.Library(), environment: Shipped.environment, actions: SimulatedActions.catalogue)
        var drafts = 0
        for (offset, insertion) in Self.faults(in: text) {
            var changed = text
            changed.insert(contentsOf: insertion.utf8, at: offset)
            let reading = RunbookReader.read(changed, file: name + ".yaml")
            guard reading.value == nil, let draft = reading.draft else { continue }
            drafts += 1
            let found = Shipped.words(Checker.check(draft, in: context))
            #expect(found == [], "after \(Shipped.words(reading.diagnostics))")
        }
        #expect(drafts > 100)
    }

    /// What is found by looking at several places of a document together.
    private static let derived = Set(
        [Code.primaryCount, .unknownRegion, .repeatedLink, .unknownService, .dependencyCycle, .weightsSum].map(
            \.rawValue))

    @Test(
        "no finding in an environment or a fault plan follows from a fault elsewhere in it",
        arguments: ["environments/demo.yaml"] + Shipped.faultPlans.prefix(8).map { "faults/" + $0 })
    func noFollowersBesideRunbooks(path: String) throws {
        let text = Shipped.bytes(path)
        var faulty = 0
        for (offset, insertion) in Self.faults(in: text) {
            var changed = text
            changed.insert(contentsOf: insertion.utf8, at: offset)
            let found =
                path.hasPrefix("faults/")
                ? FaultPlanReader.read(changed, file: path).diagnostics
                : EnvironmentReader.read(changed, file: path).diagnostics
            // A name that is only another name now is no fault of structure, and may well be missed.
            guard let fault = found.first(where: { !Self.derived.contains($0.code) }) else { continue }
            faulty += 1
            let followers = found.filter { Self.derived.contains($0.code) }
            #expect(Shipped.words(followers) == [], "after \(Shipped.words([fault]))")
        }
        #expect(faulty > 10)
    }
}
