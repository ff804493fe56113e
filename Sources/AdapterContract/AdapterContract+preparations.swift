import Engine
import Runbook
import RunbookCompiler
import World

/// Preparations: safe at any time, harmless to repeat, and gone without a trace once released.
extension AdapterContract {
    @Sendable static func preparations(
        _ subject: ContractSubject, _ adapter: any RegionAdapter
    ) async -> [ContractFinding] {
        var findings: [ContractFinding] = []
        let story = story(subject, await adapter.observe()).filter {
            !adapter.manifest.parts.isDisjoint(with: $0.parts)
        }
        for (_, effect) in story {
            for preparation in [Effect.prepare(effect), .release(effect)] {
                findings += await perform(preparation, of: effect, subject, adapter)
            }
            guard await adapter.apply(assignment(effect, subject)).answer == .done, offers(effect, adapter) else {
                await rest(subject)
                continue
            }
            // The effect has used up what was prepared, and there is nothing left to release.
            findings += await perform(.release(effect), of: effect, subject, adapter)
            await rest(subject)
        }
        return findings
    }

    private static func perform(
        _ preparation: Effect, of effect: Effect, _ subject: ContractSubject, _ adapter: any RegionAdapter
    ) async -> [ContractFinding] {
        var findings: [ContractFinding] = []
        let expected = offers(effect, adapter) ? EffectReport.Answer.done : .notDone(.invalid)
        let before = await adapter.observe()
        for _ in 1...2 {
            let report = await adapter.apply(assignment(preparation, subject))
            guard report.answer != expected else { continue }
            findings.append(
                ContractFinding(
                    .preparesWhatItSays,
                    "\(preparation.action) \(effect.action) was answered with \(report.answer) \(report.detail)"))
        }
        findings += WorldDifference(topology: subject.topology).between(before, await adapter.observe())
            .map { ContractFinding(.preparingChangesNothing, "\(preparation.action) \(effect.action): \($0)") }
        return findings
    }

    private static func offers(_ effect: Effect, _ adapter: any RegionAdapter) -> Bool {
        if case .promote = effect { adapter.manifest.prepares.contains(.promote) } else { false }
    }
}
