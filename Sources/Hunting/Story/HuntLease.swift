import Engine
import Runbook

/// An incarnation's lease, by the scheduler's clock. Confined to its scheduler's thread.
final class HuntLease: RunLease, @unchecked Sendable {
    static let life = Milliseconds.seconds(15)

    private let story: Story
    private let lifeline: Lifeline
    /// Nobody takes the run over before this moment.
    private(set) var certainUntil: Milliseconds
    private var isLost = false

    init(_ story: Story, _ lifeline: Lifeline) {
        self.story = story
        self.lifeline = lifeline
        certainUntil = story.scheduler.now + HuntLease.life
    }

    private var scheduler: HuntScheduler { story.scheduler }

    var renewalInterval: Duration { .milliseconds(HuntLease.life.rawValue / 3) }
    var isCertain: Bool { scheduler.now < certainUntil }

    func lose() { isLost = true }

    func waitForRenewal() async throws {
        let signal = lifeline.signal()
        scheduler.after(Milliseconds(HuntLease.life.rawValue / 3)) { signal.raise() }
        await signal.waitOrCancel()
        try Task.checkCancellation()
        if !lifeline.isAlive { throw CancellationError() }
    }

    func renew(at time: Milliseconds) async throws(StoreError) {
        guard await lifeline.pass() else { throw .unavailable("the executor is dead") }
        if isLost { throw .superseded(run: Story.run) }
        guard story.outcome(of: .renew) == .works else {
            story.missed(lifeline)
            throw .unavailable("disk full")
        }
        certainUntil = scheduler.now + HuntLease.life
    }
}
