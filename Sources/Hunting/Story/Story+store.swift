import Engine
import Runbook
import Stores

/// A store that fails.
extension Story {
    enum Outcome { case works, isLost, isKept }

    /// What becomes of the next call of a kind.
    func outcome(of call: StoreCall) -> Outcome {
        let number = counts.calls[call, default: 0]
        counts.calls[call] = number + 1
        if let fault = script.calls[call]?[number] { failing[call] = fault }
        guard let fault = failing[call], fault.times > 0 else { return .works }
        failing[call]?.times -= 1
        coverage.count("store fails: \(call.rawValue)")
        return fault.isKept ? .isKept : .isLost
    }

    /// Until it works, as a person does who is told that it does not. Nil when there is nothing to take over.
    func takeRun() async -> Epoch? {
        while true {
            memory.abandon(Story.run)
            let outcome = outcome(of: .takeOver)
            if outcome != .isLost {
                guard let epoch = try? await memory.takeOver(Story.run) else { return nil }
                if outcome == .works { return epoch }
            }
            await sleep(.seconds(2))
        }
    }
}
