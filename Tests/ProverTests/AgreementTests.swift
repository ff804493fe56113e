import Engine
import Foundation
import Hunting
import Runbook
import RunbookCompiler
import Testing
import World

@testable import Prover

@Suite struct AgreementTests {
    /// Small runbooks, drawn as the hunt draws them.
    static func specimens(_ count: Int, nodes: Int, from seed: UInt64) -> [Specimen] {
        var (found, number): ([Specimen], UInt64) = ([], seed)
        while found.count < count {
            number += 1
            guard case .success(let specimen) = SpecimenSketch.draw(seed: number).specimen(),
                specimen.plan.nodes.count <= nodes
            else { continue }
            found.append(specimen)
        }
        return found
    }

    /// How many times more runbooks are compared than usual: `SWITCHYARD_AGREEMENT=7` compares more than 500.
    private static let factor = ProcessInfo.processInfo.environment["SWITCHYARD_AGREEMENT"].flatMap(Int.init) ?? 1

    @Test(
        "the search reaches the ends that plain enumeration reaches, and no others",
        arguments: [(nodes: 6, faults: 1, count: 60), (nodes: 3, faults: 2, count: 20)])
    func ends(nodes: Int, faults: Int, count: Int) throws {
        var (compared, skipped) = (0, 0)
        for specimen in Self.specimens(count * Self.factor, nodes: nodes, from: 500_000) {
            let game = Game(specimen.plan, mode: specimen.mode, from: specimen.start)
            var plain = PlainPlay(game, faults: faults, limit: 60_000)
            guard plain.enumerate() else {
                skipped += 1
                continue
            }
            var finals: Set<PlainPlay.Final> = []
            var search = Search(game, faults: faults) { state in
                guard state.flights.isEmpty else { return }
                finals.insert(PlainPlay.Final(phase: state.run.phase, truth: state.truth))
            }
            guard search.run() == .exhausted else { continue }
            compared += 1
            #expect(finals.subtracting(plain.finals).isEmpty, "\(specimen.texts.runbook)")
            #expect(plain.finals.subtracting(finals).isEmpty, "\(specimen.texts.runbook)")
        }
        print("compared \(compared) runbooks at \(faults) faults; \(skipped) were too large to be enumerated plainly")
        #expect(compared > count * Self.factor / 2)
        #expect(skipped < count * Self.factor / 2)
    }
}
