import Engine
import Hunting
import Runbook
import RunbookCompiler
import Testing
import World

@testable import Prover

@Suite struct AgreementTests {
    /// Small runbooks, drawn as the hunt draws them.
    static func specimens(_ count: Int, from seed: UInt64) -> [Specimen] {
        var (found, number): ([Specimen], UInt64) = ([], seed)
        while found.count < count {
            number += 1
            guard case .success(let specimen) = SpecimenSketch.draw(seed: number).specimen(),
                specimen.plan.nodes.count <= 4
            else { continue }
            found.append(specimen)
        }
        return found
    }

    @Test("the search reaches the ends that plain enumeration reaches, and no others")
    func ends() throws {
        var (compared, skipped) = (0, 0)
        for specimen in Self.specimens(40, from: 500_000) {
            let game = Game(specimen.plan, mode: specimen.mode, from: specimen.start)
            var plain = PlainPlay(game, faults: 1, limit: 60_000)
            guard plain.enumerate() else {
                skipped += 1
                continue
            }
            var finals: Set<PlainPlay.Final> = []
            var search = Search(game, faults: 1) { state in
                guard state.flights.isEmpty else { return }
                finals.insert(PlainPlay.Final(phase: state.run.phase, truth: state.truth))
            }
            guard search.run() == .exhausted else { continue }
            compared += 1
            #expect(finals.subtracting(plain.finals).isEmpty, "\(specimen.texts.runbook)")
            #expect(plain.finals.subtracting(finals).isEmpty, "\(specimen.texts.runbook)")
        }
        #expect(compared > 20)
        #expect(skipped < 10)
    }
}
