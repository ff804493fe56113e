import RunbookCompiler

/// What samples have shown that does not hold.
struct SampleTally {
    var breaches = 0
    var unknown = 0

    /// More than a gate tolerates, and one more: the first may have been asked for in another mode, and then does not count.
    func isBeyond(_ gate: PlanGate) -> Bool {
        breaches > Int(gate.toleratedBreaches) + 1 || unknown > Int(gate.toleratedUnknown) + 1
    }
}
