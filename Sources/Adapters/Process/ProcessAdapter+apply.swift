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
            guard let action = assignment.action, let arguments = arguments(of: action) else {
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
        let whole = request(
            verb,
            about + [
                JSON.Member("key", .string(assignment.key)), JSON.Member("run", .string(assignment.run)),
                JSON.Member("step", .string(assignment.step)),
                JSON.Member("epoch", .integer(assignment.epoch.rawValue)),
                JSON.Member("mode", .string(assignment.mode.rawValue)), JSON.Member("undo", .bool(assignment.isUndo)),
                JSON.Member("timeout_ms", .integer(assignment.timeout.rawValue)),
            ])
        do throws(Conversation.Failure) {
            return report(try await conversation.ask(whole, within: assignment.timeout))
        } catch {
            // What was started may have acted, whatever it said.
            let answer: EffectReport.Answer = if case .notStarted = error { .notDone(.unreachable) } else { .inDoubt }
            return EffectReport(answer, detail: "\(place): \(error.sentence)")
        }
    }

    private func report(_ answer: JSON) -> EffectReport {
        let detail = answer["detail"]?.string.map { "\(place): \(String($0.prefix(500)).printable)" } ?? place
        let outcomes = answer.members?.filter { $0.key == "outcome" } ?? []
        switch outcomes.count == 1 ? outcomes[0].value.string : nil {
        case "done": return EffectReport(.done, detail: detail)
        case "superseded": return EffectReport(.superseded, detail: detail)
        case "in_doubt": return EffectReport(.inDoubt, detail: detail)
        case "not_done": return EffectReport(.notDone(failure(answer["failure"]?.string)), detail: detail)
        default:
            return EffectReport(.inDoubt, detail: "\(place): its answer has no outcome that could be made sense of")
        }
    }

    private func failure(_ name: String?) -> EffectFailure {
        switch name {
        case "unreachable": .unreachable
        case "conflict": .conflict
        case "invalid": .invalid
        default: .refused
        }
    }

    /// Nil when they are not what the action declares.
    private func arguments(of action: PlanAction) -> [JSON.Member]? {
        guard let declaration = manifest.actions.first(where: { $0.name == action.name }),
            Set(action.arguments.keys) == Set(declaration.arguments.map(\.name))
        else { return nil }
        var members: [JSON.Member] = []
        for argument in declaration.arguments {
            guard let value = action.arguments[argument.name], let json = json(value, as: argument.type) else {
                return nil
            }
            members.append(JSON.Member(argument.name, json))
        }
        return members
    }

    private func json(_ value: ParameterValue, as type: ParameterType) -> JSON? {
        switch (type, value) {
        case (.region, .region(let text)), (.service, .service(let text)), (.string, .string(let text)): .string(text)
        case (.integer, .integer(let number)): .integer(number)
        case (.percentage, .percentage(let share)): .number(share.percent)
        case (.duration, .duration(let length)): .integer(length.rawValue)
        case (.boolean, .boolean(let isSo)): .bool(isSo)
        default: nil
        }
    }
}

extension BasisPoints {
    fileprivate var percent: Double { Double(rawValue) / 100 }
}
