import Engine
import Runbook
import RunbookCompiler
import Synchronization

/// Asks URLs again and again, from when it is first needed for as long as it lives.
final class Prober: Sendable {
    let targets: [ProbeTarget]
    let board: ProbeBoard
    let interval: Milliseconds
    private let timekeeper: any Timekeeper
    /// By region: those that do not answer hold up nobody elsewhere.
    private let turnstiles: [Turnstile]
    private let firstRound = Latch()
    private let patience: Milliseconds
    private let task = Mutex<Task<Void, Never>?>(nil)

    /// So many are asked at a time, and at least so many in each region.
    static let width = 64
    private static let least = 4
    /// For as long as it takes to be sure of one that does not answer, and not longer than anybody has for an answer.
    private static let longestFirstRound = Milliseconds.seconds(5)

    init(
        _ targets: [ProbeTarget], every interval: Milliseconds, timeout: Milliseconds, timekeeper: any Timekeeper
    ) {
        self.targets = targets
        self.interval = interval
        self.timekeeper = timekeeper
        board = ProbeBoard(targets.count)
        let places = Set(targets.map(\.region)).count
        let width = max(Prober.least, Prober.width / max(1, places))
        turnstiles = (0...(targets.map(\.region.index).max() ?? 0)).map { _ in Turnstile(width) }
        patience = min(timeout * 2, Prober.longestFirstRound)
    }

    deinit { task.withLock { $0?.cancel() } }

    /// Begins when it has not yet, and returns when each has been asked once, or enough time has passed for one to be. Those
    /// that have not been by then are not known.
    func begin() async {
        task.withLock { task in
            if task != nil { return }
            let rounds = Rounds(
                targets: targets, board: board, timekeeper: timekeeper, turnstiles: turnstiles, firstRound: firstRound,
                interval: interval, patience: patience)
            task = Task { await rounds.run() }
        }
        await firstRound.wait()
    }

    /// What a URL answers now, besides.
    func ask(_ index: Int) async -> (sample: ProbeSample, words: String) {
        await turnstiles[targets[index].region.index].pass { await targets[index].ask() }
    }

    /// All that asking takes; it does not keep the prober alive.
    private struct Rounds: Sendable {
        let targets: [ProbeTarget]
        let board: ProbeBoard
        let timekeeper: any Timekeeper
        let turnstiles: [Turnstile]
        let firstRound: Latch
        let interval: Milliseconds
        let patience: Milliseconds

        func run() async {
            await withDiscardingTaskGroup { group in
                group.addTask {
                    try? await Task.sleep(for: .milliseconds(patience.rawValue))
                    firstRound.open()
                }
                group.addTask {
                    await withDiscardingTaskGroup { first in
                        for index in targets.indices { first.addTask { await ask(index) } }
                    }
                    firstRound.open()
                }
                for index in targets.indices {
                    let loop = LoopExecutor.all[index % LoopExecutor.all.count]
                    group.addTask(executorPreference: loop) { await keepAsking(index, on: loop) }
                }
            }
        }

        /// Not all at the same moment, neither at first nor later. By real time, whatever the time of a run is.
        private func keepAsking(_ index: Int, on loop: LoopExecutor) async {
            let unit = Duration.milliseconds(interval.rawValue)
            await firstRound.wait()
            await loop.sleep(for: unit * Double.random(in: 0..<1))
            while !Task.isCancelled {
                let start = ContinuousClock.now
                await ask(index)
                await loop.sleep(for: ContinuousClock.now.duration(to: start + unit * Double.random(in: 0.9...1.1)))
            }
        }

        private func ask(_ index: Int) async {
            await turnstiles[targets[index].region.index].pass {
                guard !Task.isCancelled else { return }
                var (sample, words) = await targets[index].ask()
                guard !Task.isCancelled else { return }
                sample.moment = timekeeper.now
                board.add(sample, words, of: index)
            }
        }
    }
}
