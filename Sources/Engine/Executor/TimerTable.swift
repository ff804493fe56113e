import RunbookCompiler

/// Which timers run, by a number that tells one start from the next; 0 is none. Flat, by kind and node.
struct TimerTable: Sendable {
    private var kinds: [[Int64]] = Array(repeating: [], count: 10)

    subscript(timer: TimerID) -> Int64 {
        get {
            let (kind, index) = TimerTable.place(of: timer)
            return index < kinds[kind].count ? kinds[kind][index] : 0
        }
        set {
            let (kind, index) = TimerTable.place(of: timer)
            if index >= kinds[kind].count {
                guard newValue != 0 else { return }
                let size = max(index + 1, 2 * kinds[kind].count)
                kinds[kind].append(contentsOf: repeatElement(0, count: size - kinds[kind].count))
            }
            kinds[kind][index] = newValue
        }
    }

    private static func place(of timer: TimerID) -> (kind: Int, index: Int) {
        switch timer {
        case .deadline: (0, 0)
        case .reserve: (1, 0)
        case .finallyBudget: (2, 0)
        case .timeout(let node): (3, node.index)
        case .attempt(let node): (4, node.index)
        case .retry(let node): (5, node.index)
        case .recheck(let node): (6, node.index)
        case .within(let node): (7, node.index)
        case .wait(let node): (8, node.index)
        case .sample(let sampler): (9, sampler)
        }
    }
}
