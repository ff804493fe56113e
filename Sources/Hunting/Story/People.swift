import Runbook
import RunbookCompiler

/// Who answers a question, when, and how.
enum People {
    /// People in all roles of a plan are 1 and above.
    static func visits(to approval: PlanApproval, _ fate: AnswerFate, _ dice: inout Dice) -> [Visit] {
        func visit(_ number: UInt8, _ isGranted: Bool = true, roles: UInt64? = nil, way: Visit.Way? = nil) -> Visit {
            Visit(
                number: number, roles: roles ?? approval.roles, isGranted: isGranted,
                comes: Milliseconds(Int64(dice.within(1...60_000))),
                thinks: Milliseconds(Int64(dice.within(fate == .late ? 60_000...900_000 : 0...30_000))),
                looks: dice.chance(85),
                way: way ?? dice.pick(weighed: [(55, .executor), (40, .store), (5, .otherPlan)]))
        }
        func everybody() -> [Visit] {
            (1...max(1, approval.need)).flatMap { number in
                let first = visit(number)
                // Who answered about another plan is told so, and answers again.
                return first.way == .otherPlan ? [first, visit(number, way: .store)] : [first]
            }
        }
        switch fate {
        case .granted, .late: return everybody()
        case .declined: return [visit(1, false)]
        case .silent: return []
        case .single: return [visit(1)]
        case .muddled:
            return [visit(0), visit(1), visit(1), visit(9, roles: 0), visit(70, way: .bare)] + everybody()
        }
    }
}
