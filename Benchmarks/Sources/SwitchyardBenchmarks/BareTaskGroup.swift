import RunbookCompiler

/// What anybody would write first: a task for each step, as soon as what it waits for is done. Nothing is kept.
struct BareTaskGroup {
    let plan: Plan

    func run() async {
        var remaining = plan.dependencyCounts
        await withTaskGroup(of: Int.self) { group in
            for index in remaining.indices where remaining[index] == 0 { group.addTask { await step(index) } }
            for await index in group {
                for successor in plan.successors(of: NodeID(index)) {
                    remaining[successor.index] -= 1
                    if remaining[successor.index] == 0 { group.addTask { await step(successor.index) } }
                }
            }
        }
        precondition(remaining.allSatisfy { $0 == 0 })
    }

    private func step(_ index: Int) async -> Int { index }
}
