import Engine
import Runbook
import RunbookCompiler
import World

/// What every adapter must do, in a form that can be executed. No findings: it keeps the contract.
package enum AdapterContract {
    package static func check(_ subject: ContractSubject) async -> [ContractFinding] {
        var findings: [ContractFinding] = []
        for check in [looking, measuring, effects, preparations, epochs, time, actions, parts] {
            do {
                findings += try await check(subject, subject.make())
            } catch {
                findings.append(ContractFinding(.canBeMade, "\(error)"))
            }
        }
        return findings
    }

    typealias Check = @Sendable (ContractSubject, any RegionAdapter) async -> [ContractFinding]

    static func assignment(_ effect: Effect, _ subject: ContractSubject, epoch: Int64 = 1) -> Assignment {
        Assignment(
            effect: effect, mode: .planned, epoch: Epoch(rawValue: epoch), run: "contract", step: effect.action,
            isUndo: false, timeout: subject.patience)
    }
}
