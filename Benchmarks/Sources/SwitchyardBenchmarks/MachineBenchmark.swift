import CAllocations
import Engine
import Runbook
import RunbookCompiler

/// The machine alone: nanoseconds an event, and whether its memory grows with history.
struct MachineBenchmark {
    let plan = Shape.layered.plan(10_000)

    func run() async {
        var times: [Double] = []
        var (first, second) = (0, 0)
        for _ in 0..<9 {
            let time = await Stopwatch.nanoseconds { (first, second) = drive() }
            times.append(time / Double(plan.nodes.count + 1))
        }
        Measured(
            name: "machine, an event of 10,000 layered nodes", ours: Interleaved.median(times), reference: 250,
            unit: "ns",
            note: "the reference is the limit itself"
        ).report()
        Measured(
            name: "machine, allocations of the second half", ours: Double(second), reference: Double(max(first, 1)),
            unit: "allocations", note: "against the first half"
        ).report()
    }

    /// Answers every command at once. Returns the allocations of each half.
    private func drive() -> (Int, Int) {
        var machine = RunMachine(plan: plan)
        var commands: [Command] = []
        commands.reserveCapacity(plan.nodes.count)
        var waiting: [(NodeID, Token)] = []
        waiting.reserveCapacity(plan.nodes.count)
        let start = allocations_of_this_thread()
        var middle = start
        var count = 0
        feed(.started(.planned), to: &machine, &commands, &waiting)
        while let (node, token) = waiting.popLast() {
            feed(.finished(node, token, .done), to: &machine, &commands, &waiting)
            count += 1
            if count == plan.nodes.count / 2 { middle = allocations_of_this_thread() }
        }
        precondition(machine.state.phase == .ended(.succeeded) && count == plan.nodes.count)
        return (Int(middle - start), Int(allocations_of_this_thread() - middle))
    }

    private func feed(
        _ event: Event, to machine: inout RunMachine, _ commands: inout [Command], _ waiting: inout [(NodeID, Token)]
    ) {
        commands.removeAll(keepingCapacity: true)
        do throws(Refusal) {
            try machine.handle(event, into: &commands)
        } catch {
            preconditionFailure("refused: \(error)")
        }
        for command in commands {
            if case .perform(let node, let token) = command { waiting.append((node, token)) }
        }
    }
}
