import Engine
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

    @Test(
        "the search reaches the ends that plain enumeration reaches, and no others",
        arguments: [(nodes: 4, faults: 1, count: 40), (nodes: 2, faults: 2, count: 10)])
    func ends(nodes: Int, faults: Int, count: Int) throws {
        var (compared, skipped) = (0, 0)
        for specimen in Self.specimens(count, nodes: nodes, from: 500_000) {
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
        #expect(compared > count / 2)
        #expect(skipped < count / 3)
    }
}
