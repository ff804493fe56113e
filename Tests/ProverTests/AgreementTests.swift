import Engine
import Foundation
import Hunting
import Runbook
import RunbookCompiler
import Testing
import World

@testable import Prover

@Suite struct AgreementTests {
    /// How many times more runbooks are compared than usual: `SWITCHYARD_AGREEMENT=7` compares more than 500.
    private static let factor = ProcessInfo.processInfo.environment["SWITCHYARD_AGREEMENT"].flatMap(Int.init) ?? 1

    /// Small runbooks, drawn as the hunt draws them.
    private static func specimens(
        _ count: Int, nodes: Int, from seed: UInt64, _ isWanted: (Specimen) -> Bool = { _ in true }
    ) -> [Specimen] {
        var (found, number): ([Specimen], UInt64) = ([], seed)
        while found.count < count {
            number += 1
            guard case .success(let specimen) = SpecimenSketch.draw(seed: number).specimen(),
                specimen.plan.nodes.count <= nodes, isWanted(specimen)
            else { continue }
            found.append(specimen)
        }
        return found
    }

    /// Whether nodes of the plan go on side by side.
    private static func hasBranches(_ specimen: Specimen) -> Bool {
        let plan = specimen.plan
        return plan.sections[0].nodes.contains { plan.successors(of: NodeID($0)).count > 1 }
            || plan.sections[0].nodes.count { plan.dependencyCounts[$0] == 0 } > 1
    }

    @Test(
        "the search reaches the ends that plain enumeration reaches, and no others",
        arguments: [
            (nodes: 6, faults: 1, count: 50, branches: false), (nodes: 3, faults: 2, count: 15, branches: false),
            (nodes: 7, faults: 1, count: 20, branches: true),
        ])
    func ends(nodes: Int, faults: Int, count: Int, branches: Bool) throws {
        var (compared, skipped) = (0, 0)
        let specimens = Self.specimens(count * Self.factor, nodes: nodes, from: 500_000) {
            !branches || Self.hasBranches($0)
        }
        for specimen in specimens {
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
        #expect(compared > specimens.count / 2)
    }

    /// A plan that a compiler with a mistake would make: a step is not taken back, or is taken for one that can be.
    private static func spoilt(_ plan: Plan, _ dice: inout Dice) -> Plan? {
        var plan = plan
        let candidates = plan.nodes.indices.filter {
            plan.nodes[$0].undo == .restore || plan.nodes[$0].isIrreversible
        }
        guard let node = candidates.isEmpty ? nil : dice.pick(candidates) else { return nil }
        if plan.nodes[node].isIrreversible {
            plan.nodes[node].isIrreversible = false
        } else {
            plan.nodes[node].undo = .nothing
        }
        return plan
    }

    @Test("of a spoilt plan the search finds a property broken exactly when plain enumeration does")
    func breaches() throws {
        var (broken, sound, dice) = (0, 0, Dice(77, .faults))
        let specimens = Self.specimens(40 * Self.factor, nodes: 7, from: 700_000)
        for specimen in specimens {
            guard let plan = Self.spoilt(specimen.plan, &dice) else { continue }
            let game = Game(plan, mode: specimen.mode, from: specimen.start)
            var plain = PlainPlay(game, faults: 1, limit: 60_000)
            guard plain.enumerate() else { continue }
            var search = Search(game, faults: 1)
            let ending = search.run()
            // Plain enumeration does not look for circles and dead ends.
            if case .broken(let breach, _) = ending, breach.property == .progress { continue }
            if plain.broken.isEmpty {
                #expect(ending == .exhausted, "\(specimen.texts.runbook)")
                sound += 1
            } else {
                #expect(ending != .exhausted, "\(plain.broken): \(specimen.texts.runbook)")
                broken += 1
            }
        }
        print("\(broken) spoilt plans were refuted by both, \(sound) by neither")
        #expect(broken > 0 && sound > 0)
    }
}
