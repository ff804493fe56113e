import Runbook
import RunbookCompiler
import Simulation
import Synchronization
import Testing
import World

@testable import Engine

@Suite struct AttemptTests {
    private static let node = NodeID(0)
    private static let token = Token(attempt: 1, isUndo: false)

    private static func assignment() -> Assignment {
        Assignment(
            effect: .custom(0), mode: .planned, epoch: Epoch(rawValue: 1), run: "run", step: "step", isUndo: false,
            timeout: .seconds(1))
    }

    /// What an attempt leaves in an inbox when its adapter answers once it is let, whatever becomes of its task.
    private static func heard(givenUpBeforeAnswer: Bool) async -> [Arrival] {
        let (answers, permit) = AsyncStream<Void>.makeStream()
        let inbox = Inbox()
        let attempt = Attempt(
            assignment(), node, token,
            ModelAdapter(willApply: { _ in await Task.detached { for await _ in answers { break } }.value }), inbox)
        attempt.start()
        if givenUpBeforeAnswer { await attempt.stop(within: Milliseconds(20), by: LeapingTimekeeper()) }
        permit.yield()
        permit.finish()
        for _ in 0..<200 where givenUpBeforeAnswer || !attempt.isOver { try? await Task.sleep(for: .milliseconds(1)) }
        var arrivals: [Arrival] = []
        _ = inbox.drain(into: &arrivals)
        return arrivals
    }

    @Test func anAnswerIsHeard() async {
        let arrivals = await Self.heard(givenUpBeforeAnswer: false)
        #expect(arrivals.map(\.event) == [.finished(Self.node, Self.token, .done)])
    }

    @Test func whatAnAdapterSaysAfterItWasGivenUpIsNotHeard() async {
        let arrivals = await Self.heard(givenUpBeforeAnswer: true)
        #expect(arrivals.isEmpty)
    }
}
