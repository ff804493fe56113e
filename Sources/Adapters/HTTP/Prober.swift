import Engine
import Runbook
import Synchronization

/// Asks URLs again and again, from when it is first needed for as long as it lives.
final class Prober: Sendable {
    let targets: [ProbeTarget]
    let board: ProbeBoard
    let interval: Milliseconds
    private let timekeeper: any Timekeeper
    private let turnstile = Turnstile(Prober.width)
    private let tasks = Mutex<(first: Task<Void, Never>, rest: Task<Void, Never>)?>(nil)

    /// So many are asked at a time.
    private static let width = 64

    init(_ targets: [ProbeTarget], every interval: Milliseconds, timekeeper: any Timekeeper) {
        self.targets = targets
        self.interval = interval
        self.timekeeper = timekeeper
        board = ProbeBoard(targets.count)
    }

    deinit {
        tasks.withLock {
            $0?.first.cancel()
            $0?.rest.cancel()
        }
    }

    /// Begins when it has not yet, and returns when each has been asked once.
    func begin() async {
        let first = tasks.withLock { tasks in
            if let tasks { return tasks.first }
            let round = Round(targets: targets, board: board, timekeeper: timekeeper, turnstile: turnstile)
            let first = Task { await round.once() }
            let rest = Task { [interval] in
                await first.value
                await round.again(every: interval)
            }
            tasks = (first, rest)
            return first
        }
        await first.value
    }

    /// All that asking takes; it does not keep the prober alive.
    private struct Round: Sendable {
        let targets: [ProbeTarget]
        let board: ProbeBoard
        let timekeeper: any Timekeeper
        let turnstile: Turnstile

        func once() async {
            await withDiscardingTaskGroup { group in
                for index in targets.indices { group.addTask { await ask(index) } }
            }
        }

        func again(every interval: Milliseconds) async {
            await withDiscardingTaskGroup { group in
                for index in targets.indices { group.addTask { await keepAsking(index, interval) } }
            }
        }

        /// Not all at the same moment, neither at first nor later. By real time, whatever the time of a run is.
        private func keepAsking(_ index: Int, _ interval: Milliseconds) async {
            let unit = Duration.milliseconds(interval.rawValue)
            try? await Task.sleep(for: unit * Double.random(in: 0..<1))
            while !Task.isCancelled {
                let start = ContinuousClock.now
                await ask(index)
                try? await Task.sleep(until: start + unit * Double.random(in: 0.9...1.1))
            }
        }

        private func ask(_ index: Int) async {
            await turnstile.pass {
                guard !Task.isCancelled else { return }
                var (sample, words) = await targets[index].ask()
                guard !Task.isCancelled else { return }
                sample.moment = timekeeper.now
                board.add(sample, words, of: index)
            }
        }
    }
}
