import Engine
import Runbook
import RunbookCompiler

/// Who answers a question, when, and how.
enum People {
    /// People in all roles of a plan are 1 and above; 0 is whoever started the run.
    static func answers(
        to approval: PlanApproval, _ fate: AnswerFate, _ dice: inout Dice
    ) -> [(Milliseconds, Answer)] {
        func answer(_ person: UInt8, _ isGranted: Bool = true, roles: UInt64? = nil) -> (Milliseconds, Answer) {
            (
                Milliseconds(Int64(dice.within(1...90_000))),
                Answer(person: person, roles: roles ?? approval.roles, isGranted: isGranted)
            )
        }
        let everybody = (1...max(1, approval.need)).map { answer($0) }
        switch fate {
        case .granted: return everybody
        case .declined: return [answer(1, false)]
        case .silent: return []
        case .single: return [answer(1)]
        case .muddled: return [answer(0), answer(1), answer(1), answer(9, roles: 0), answer(70)] + everybody
        }
    }
}
