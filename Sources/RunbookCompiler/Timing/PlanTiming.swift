package import Runbook

/// How long a plan takes in one mode: at worst, and when nothing goes wrong.
///
/// At worst an effect takes its time-out, a gate and an approval their `within`, a wait its length; a step that does not
/// take place in the mode takes nothing. When nothing goes wrong a gate takes its passes, an approval 30 seconds, an effect
/// what `expected(_:)` says. Soaks end at once in an emergency only when the mode changes; here they count in full.
package struct PlanTiming {
    package let mode: Mode
    /// Of the main section from its start to its end, without rollback or `finally`.
    package private(set) var worst = Milliseconds.zero
    package private(set) var expected = Milliseconds.zero
    /// The chain of nodes that makes `worst`, from first to last.
    package private(set) var criticalPath: [NodeID] = []
    /// Of each node of the main section, how long taking everything back at worst lasts when it fails; zero where
    /// there is no way back any more. Undoing is counted one node after another, since that is its worst case.
    package private(set) var rollbackWorst: [Milliseconds] = []

    package init(_ plan: Plan, mode: Mode) {
        let order = PlanOrder(plan)
        self.init(plan, order, mode: mode)
        let main = plan.sections.first?.nodes ?? 0..<plan.nodes.count
        expected = PlanTiming.longest(plan, order, main) { plan.expected(NodeID($0), in: mode) }
    }

    /// Without what is expected, which the rules do not ask for.

    init(_ plan: Plan, _ order: PlanOrder, mode: Mode) {
        self.mode = mode
        let main = plan.sections.first?.nodes ?? 0..<plan.nodes.count
        findLongestPath(plan, order, main)
        sumRollbacks(plan, order, main)
    }

    private mutating func findLongestPath(_ plan: Plan, _ order: PlanOrder, _ main: Range<Int>) {
        var finish = [Milliseconds](repeating: .zero, count: plan.nodes.count)
        var before = [Int32](repeating: -1, count: plan.nodes.count)
        var last: NodeID?
        for node in order.nodes where main.contains(node.index) {
            finish[node.index] = finish[node.index] + plan.worst(node, in: mode)
            if last.map({ finish[$0.index] < finish[node.index] }) ?? true { last = node }
            for next in plan.successors(of: node)
            where finish[next.index] < finish[node.index] || before[next.index] < 0 {
                finish[next.index] = max(finish[next.index], finish[node.index])
                before[next.index] = Int32(node.rawValue)
            }
        }
        guard var node = last else { return }
        worst = finish[node.index]
        criticalPath = [node]
        while before[node.index] >= 0 {
            node = NodeID(Int(before[node.index]))
            criticalPath.append(node)
        }
        criticalPath.reverse()
    }

    static func longest(
        _ plan: Plan, _ order: PlanOrder, _ nodes: Range<Int>, _ length: (Int) -> Milliseconds
    ) -> Milliseconds {
        var finish = [Milliseconds](repeating: .zero, count: nodes.count)
        var result = Milliseconds.zero
        for node in order.nodes where nodes.contains(node.index) {
            let end = finish[node.index - nodes.lowerBound] + length(node.index)
            result = max(result, end)
            for next in plan.successors(of: node) where nodes.contains(next.index) {
                finish[next.index - nodes.lowerBound] = max(finish[next.index - nodes.lowerBound], end)
            }
        }
        return result
    }

    private mutating func sumRollbacks(_ plan: Plan, _ order: PlanOrder, _ main: Range<Int>) {
        rollbackWorst = Array(repeating: .zero, count: plan.nodes.count)
        let after = order.afterPointOfNoReturn(of: plan, in: mode)
        var branches = [Milliseconds?](repeating: nil, count: plan.sections.count)
        var sum = Milliseconds.zero
        for node in order.nodes where main.contains(node.index) {
            guard plan.nodes[node.index].when.admits(mode) else {
                rollbackWorst[node.index] = after?[node.index] == true ? .zero : sum
                continue
            }
            switch plan.nodes[node.index].undo {
            case .nothing: break
            case .restore: sum = sum + plan.nodes[node.index].timeout
            case .branch(let section) where branches[section] == nil:
                let length = PlanTiming.worstOfSection(plan, section, mode)
                branches[section] = length
                sum = sum + length
            case .branch: break
            }
            rollbackWorst[node.index] = after?[node.index] == true ? .zero : sum
        }
    }

    /// Of a branch, as if its nodes came one after another.
    private static func worstOfSection(_ plan: Plan, _ section: Int, _ mode: Mode) -> Milliseconds {
        plan.sections[section].nodes.reduce(.zero) { $0 + plan.worst(NodeID($1), in: mode) }
    }
}
