import HeapModule
package import Runbook

/// Runs the jobs of one story on the caller's thread, one at a time, in an order that its dice decide, on a clock that
/// leaps when nothing is ready.
///
/// Confined to the thread that calls `run`: whatever it is told comes from jobs that it runs itself.
package final class HuntScheduler: @unchecked Sendable {
    private struct Alarm: Comparable {
        var moment: Milliseconds
        var order: Int
        var action: () -> Void

        static func < (left: Self, right: Self) -> Bool {
            left.moment != right.moment ? left.moment < right.moment : left.order < right.order
        }

        static func == (left: Self, right: Self) -> Bool { left.order == right.order }
    }

    package enum Stop: Hashable, Sendable {
        case over
        /// Nothing is ready and nobody sleeps.
        case stuck
        case tooManyJobs
    }

    package private(set) var now: Milliseconds
    package private(set) var jobCount = 0
    private var ready: [UnownedJob] = []
    private var alarms = Heap<Alarm>()
    private var order = 0
    private var dice: Dice
    private static let generic = unsafeBitCast((0, 0) as (Int, Int), to: UnownedSerialExecutor.self)

    package init(seed: UInt64, startingAt start: Milliseconds) {
        dice = Dice(seed, .schedule)
        now = start
    }

    func enqueue(_ job: UnownedJob) { ready.append(job) }

    /// Does something when its moment has come, on the scheduler's thread and outside of all tasks.
    package func at(_ moment: Milliseconds, _ action: @escaping () -> Void) {
        order += 1
        alarms.insert(Alarm(moment: max(moment, now), order: order, action: action))
    }

    package func after(_ length: Milliseconds, _ action: @escaping () -> Void) { at(now + length, action) }

    /// What was to be done later is not done.
    func forgetAlarms() { alarms = Heap() }

    /// Until `isOver`, or nothing can happen any more.
    package func run(limit: Int, until isOver: () -> Bool) -> Stop {
        SchedulerHooks.leading(to: self) {
            while !isOver() {
                if jobCount >= limit { return .tooManyJobs }
                if ready.isEmpty {
                    guard let alarm = alarms.popMin() else { return .stuck }
                    now = max(now, alarm.moment)
                    alarm.action()
                    continue
                }
                jobCount += 1
                let place = dice.below(ready.count)
                ready.swapAt(place, ready.count - 1)
                ready.removeLast().runSynchronously(on: HuntScheduler.generic)
            }
            return .over
        }
    }

    /// Begins a task whose jobs are this scheduler's.
    package func start(_ body: @escaping @Sendable () async -> Void) {
        SchedulerHooks.leading(to: self) { _ = Task.detached { await body() } }
    }
}
