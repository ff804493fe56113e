import Engine
import Runbook
import RunbookCompiler
import World

/// Actions: typed arguments, and no side effects of those that only look.
extension AdapterContract {
    @Sendable static func actions(_ subject: ContractSubject, _ adapter: any RegionAdapter) async -> [ContractFinding] {
        guard adapter.manifest.parts.contains(.actions) else { return [] }
        var findings: [ContractFinding] = []
        func perform(_ name: String, _ arguments: [String: ParameterValue]) async -> EffectReport.Answer {
            var assignment = assignment(.custom(0), subject)
            assignment.action = PlanAction(name: name, arguments: arguments, touches: [])
            return await adapter.apply(assignment).answer
        }
        for action in adapter.manifest.actions {
            let good = Dictionary(uniqueKeysWithValues: action.arguments.map { ($0.name, example($0.type, subject)) })
            let before = await adapter.observe()
            let answer = await perform(action.name, good)
            if answer != .done {
                findings.append(ContractFinding(.argumentsAreChecked, "\(action.name) was answered with \(answer)"))
            }
            if action.isReadOnly {
                findings += WorldDifference(topology: subject.topology).between(before, await adapter.observe())
                    .map { ContractFinding(.readOnlyIsReadOnly, "\(action.name): \($0)") }
            }
            for (what, bad) in wrong(good, action) where await perform(action.name, bad) != .notDone(.invalid) {
                findings.append(ContractFinding(.argumentsAreChecked, "\(action.name) accepts \(what)"))
            }
        }
        if await perform("no.such_action", [:]) != .notDone(.invalid) {
            findings.append(ContractFinding(.argumentsAreChecked, "an action that is not declared is accepted"))
        }
        return findings
    }

    private static func wrong(
        _ good: [String: ParameterValue], _ action: ActionCatalogue.Declaration
    ) -> [(String, [String: ParameterValue])] {
        var result = [
            ("an argument that it does not declare", good.merging(["nobody_declared_this": .integer(1)]) { $1 })
        ]
        for argument in action.arguments {
            var bad = good
            bad[argument.name] = argument.type == .integer ? .boolean(true) : .integer(1)
            result.append(("\(argument.name) of another type", bad))
            guard argument.isRequired else { continue }
            bad[argument.name] = nil
            result.append(("a call without \(argument.name)", bad))
        }
        return result
    }

    private static func example(_ type: ParameterType, _ subject: ContractSubject) -> ParameterValue {
        switch type {
        case .region: .region(subject.topology.name(of: subject.standby))
        case .service: .service(subject.topology.services.first?.name ?? "")
        case .string: .string("example")
        case .integer: .integer(1)
        case .percentage: .percentage(.percent(10))
        case .duration: .duration(.seconds(1))
        case .boolean: .boolean(true)
        case .choice(let choices): .choice(choices.first ?? "")
        }
    }
}
