import Runbook
import Synchronization

/// A look or a measurement that is answered once: by the adapters, or, when they take too long, with "unknown".
final class Question: Sendable {
    /// Adapters bound their own calls; this is for those that do not.
    static let limit = Milliseconds.seconds(30)

    private let isAnswered = Atomic<Bool>(false)

    /// True for the first who answers.
    private func claim() -> Bool { !isAnswered.exchange(true, ordering: .acquiringAndReleasing) }

    /// Asks at once, on the caller's thread up to the first suspension, and lets a hung adapter keep nobody waiting.
    static func ask(
        _ inbox: Inbox, _ group: inout DiscardingTaskGroup, by timekeeper: any Timekeeper,
        otherwise unknown: Arrival, _ answer: @escaping @Sendable () async -> Arrival
    ) {
        let question = Question()
        let asker = Task.immediate {
            let arrival = await answer()
            if question.claim() { inbox.post(arrival) }
        }
        guard !question.isAnswered.load(ordering: .acquiring) else { return }
        group.addTask {
            await timekeeper.wait(limit)
            guard question.claim() else { return }
            asker.cancel()
            inbox.post(unknown)
        }
    }
}
