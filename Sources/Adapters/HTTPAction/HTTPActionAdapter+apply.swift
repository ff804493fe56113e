package import Engine
import Runbook
import RunbookCompiler
package import World

/// Acting, and telling.
extension HTTPActionAdapter {
    package func apply(_ assignment: Assignment) async -> EffectReport {
        let about: [JSON.Member]
        switch assignment.effect {
        case .custom:
            guard let action = assignment.action, let arguments = manifest.arguments(of: action) else {
                return EffectReport(
                    .notDone(.invalid), detail: "\(place) does not declare \(assignment.action?.name ?? "it") like this"
                )
            }
            about = [
                JSON.Member("do", "act"), JSON.Member("action", .string(action.name)),
                JSON.Member("arguments", .object(arguments)),
            ]
        case .notify:
            guard let notice = assignment.notice else { return EffectReport(.notDone(.invalid)) }
            about = [
                JSON.Member("do", "notify"), JSON.Member("channel", .string(notice.channel)),
                JSON.Member("message", .string(notice.message)),
            ]
        case .route, .promote, .fence, .unfence, .follow, .scale, .verify, .prepare, .release:
            return EffectReport(.notDone(.invalid), detail: "\(place) does not \(assignment.effect.action)")
        }
        return await post(assignment, .object([JSON.Member("switchyard", 1)] + about + assignment.members))
    }

    private func post(_ assignment: Assignment, _ body: JSON) async -> EffectReport {
        guard let exchange else { return EffectReport(.notDone(.invalid), detail: "\(place) is no URL") }
        var request = WebRequest(
            .post, "",
            [
                WebRequest.Header("Content-Type", "application/json"),
                WebRequest.Header("Idempotency-Key", assignment.key),
                WebRequest.Header("Switchyard-Epoch", "\(assignment.epoch.rawValue)"),
            ], body: body.text())
        let secret: String?
        do throws(SecretFailure) {
            secret = try settings.authorization?.readLine()
        } catch {
            return EffectReport(.notDone(.refused), detail: "\(place) was not asked: \(error.why)")
        }
        if let secret { request.headers.append(WebRequest.Header("Authorization", secret)) }
        guard !Task.isCancelled else { return EffectReport(.inDoubt, detail: "nothing was sent: it was given up") }
        do throws(ExchangeFailure) {
            let answer = try await exchange.send(request, within: assignment.timeout)
            return report(answer, isMessage: assignment.notice != nil).hiding(secret)
        } catch {
            // Whoever has heard of it may have acted.
            let answer: EffectReport.Answer = error.isHarmless ? .notDone(.unreachable) : .inDoubt
            return EffectReport(answer, detail: "\(place): \(error.sentence)").hiding(secret)
        }
    }

    package func calls(for effect: Effect, in world: WorldState) -> [String] {
        switch effect {
        case .custom, .notify: ["POST \(place)"]
        default: []
        }
    }
}
