import Engine
import Runbook
import RunbookCompiler
import World

/// Epochs and time: who may act, and for how long.
extension AdapterContract {
    @Sendable static func epochs(_ subject: ContractSubject, _ adapter: any RegionAdapter) async -> [ContractFinding] {
        guard adapter.manifest.enforcesEpoch else { return [] }
        let effects = story(subject, await adapter.observe()).filter {
            !adapter.manifest.parts.isDisjoint(with: $0.parts)
        }
        guard let effect = effects.first?.effect, let later = effects.dropFirst().first?.effect else { return [] }
        _ = await adapter.apply(assignment(effect, subject, epoch: 5))
        let before = await adapter.observe()
        let report = await adapter.apply(assignment(later, subject, epoch: 4))
        var findings: [ContractFinding] = []
        if report.answer != .superseded {
            findings.append(ContractFinding(.epochIsEnforced, "\(later.action) was answered with \(report.answer)"))
        }
        findings += WorldDifference(topology: subject.topology).between(before, await adapter.observe())
            .map { ContractFinding(.epochIsEnforced, $0) }
        let same = await adapter.apply(assignment(effect, subject, epoch: 5))
        if same.answer == .superseded {
            findings.append(ContractFinding(.epochIsEnforced, "the same epoch was refused"))
        }
        return findings
    }

    @Sendable static func time(_ subject: ContractSubject, _ adapter: any RegionAdapter) async -> [ContractFinding] {
        var findings: [ContractFinding] = []
        for (parts, effect) in story(subject, await adapter.observe())
        where !adapter.manifest.parts.isDisjoint(with: parts) {
            var hasty = assignment(effect, subject)
            hasty.timeout = Milliseconds(1)
            let start = subject.timekeeper.now
            let report = await adapter.apply(hasty)
            let spent = subject.timekeeper.now - start
            if spent > .seconds(2) {
                findings.append(ContractFinding(.answersInTime, "\(effect.action) took \(spent), and not 1ms"))
            }
            if case .superseded = report.answer {
                findings.append(ContractFinding(.answersInTime, "\(effect.action) was answered with \(report.answer)"))
            }
        }
        return findings
    }
}
