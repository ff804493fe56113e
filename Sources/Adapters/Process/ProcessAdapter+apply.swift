package import Engine
import Runbook
import RunbookCompiler
import World

/// Acting.
extension ProcessAdapter {
    package func apply(_ assignment: Assignment) async -> EffectReport {
        let about: [JSON.Member]
        switch assignment.effect {
        case .scale(let region, let capacities):
            let shares = capacities.map { JSON.Member(topology.name(of: $0.service), .number($0.share.percent)) }
            about = [
                JSON.Member("region", .string(topology.name(of: region))), JSON.Member("services", .object(shares)),
            ]
        case .custom:
            guard let action = assignment.action, let arguments = manifest.arguments(of: action) else {
                return EffectReport(
                    .notDone(.invalid), detail: "\(place) does not declare \(assignment.action?.name ?? "it") like this"
                )
            }
            about = [JSON.Member("action", .string(action.name)), JSON.Member("arguments", .object(arguments))]
        case .notify:
            guard let notice = assignment.notice else { return EffectReport(.notDone(.invalid)) }
            about = [JSON.Member("channel", .string(notice.channel)), JSON.Member("message", .string(notice.message))]
        case .route, .promote, .fence, .unfence, .follow, .verify, .prepare, .release:
            return EffectReport(.notDone(.invalid), detail: "\(place) does not \(assignment.effect.action)")
        }
        return await perform(assignment, about)
    }

    private func perform(_ assignment: Assignment, _ about: [JSON.Member]) async -> EffectReport {
        let verb =
            switch assignment.effect {
            case .scale: "scale"
            case .notify: "notify"
            default: "act"
            }
        let whole = request(verb, about + assignment.members)
        do throws(Conversation.Failure) {
            let answer = try await conversation.ask(whole, within: assignment.timeout)
            return EffectReport(told: answer, by: place)
                ?? EffectReport(.inDoubt, detail: "\(place): its answer has no outcome that could be made sense of")
        } catch {
            // What was started may have acted, whatever it said.
            let answer: EffectReport.Answer = if case .notStarted = error { .notDone(.unreachable) } else { .inDoubt }
            return EffectReport(answer, detail: "\(place): \(error.sentence)")
        }
    }
}

extension BasisPoints {
    fileprivate var percent: Double { Double(rawValue) / 100 }
}
