import Engine
import Foundation
import Logging
import Runbook
import RunbookCompiler
import Switchyard
import Testing
import World

/// What one run leaves to the next: who is the writer, and who owes a fence.
@Suite("Between runs")
struct StandingTests {
    static func conduct(_ request: RunRequest, _ store: any RunStore) async throws -> RunEnd {
        let prepared = try PreparedRun.prepare(request, for: .run())
        let runner = Runner(prepared, store: store, log: Logger(label: "test"))
        try await runner.preflight()
        let (header, epoch) = try await runner.create()
        return try await runner.start(header, epoch, observer: NoObserver(), inbox: Inbox())
    }

    static func resume(_ run: String, _ request: RunRequest, _ store: any RunStore, accepting step: String)
        async throws -> RunEnd
    {
        let resumable = try await ResumableRun.load(run, request, store: store, log: Logger(label: "test"))
        let desk = OperatorDesk(resumable, person: "ada")
        let order = Event.ordered(.acceptTwoWriters(try resumable.node(named: step)))
        #expect(desk.objection(to: order) == nil)
        let message = try await desk.send(order, reason: "nothing writes there any more")
        let (taken, epoch) = try await resumable.takeOver()
        let end = try await taken.runner.resume(
            taken.session, taken.header, epoch: epoch, by: "ann", observer: NoObserver(), inbox: Inbox())
        guard case .accepted = try await desk.receipt(for: message) else {
            Issue.record("the message was not taken")
            return end
        }
        return end
    }

    @Test(
        "an unconfirmed fence is held; accepted, it is owed by the region until it is fenced", .timeLimit(.minutes(2)))
    func unconfirmedFence() async throws {
        let scratch = try Scratch()
        var request = Demo.request("immediate", store: scratch.path)
        request.faults = Golden.root.appending(path: "runbooks/faults/immediate.fence_unconfirmed.yaml").path()
        request.speed = 40
        let store = try Composition.store(in: scratch.path)
        let held = try await Self.conduct(request, store)
        #expect(held.status == .held)

        let end = try await Self.resume(held.run, request, store, accepting: "fence_source")
        #expect(end.status == .succeeded)
        #expect(end.truth.contains("us-east-1 was never confirmed as fenced"))
        let standing = try await store.standing(of: "demo")
        #expect(Set(standing.unfenced.map(\.region)) == ["us-east-1"])
        #expect(Set(standing.writers.values) == ["us-west-2"])

        let back = Demo.request("failback", store: scratch.path)
        let planned = try await PlannedRun.make(back)
        #expect(planned.text(style: .plain, width: 120).contains("us-east-1 was never confirmed as fenced"))
    }

    @Test("the writer that was last seen stands in for one that nobody can see", .timeLimit(.minutes(2)))
    func rememberedWriter() async throws {
        let scratch = try Scratch()
        let store = try Composition.store(in: scratch.path)
        var request = Demo.request("immediate", store: scratch.path)
        request.mode = .emergency
        request.speed = 40
        let first = try await Self.conduct(request, store)
        #expect(first.status == .succeeded)

        // The environment still declares us-east-1 as primary, and the writer is dead.
        let topology = first.session.plan.topology
        let standing = try await store.standing(of: "demo")
        var unseen = first.world
        for service in topology.stateful {
            for region in topology.regionIndices { unseen[region, service].role = .unknown }
        }
        let completed = standing.completing(unseen, topology)
        for service in topology.stateful {
            #expect(completed.writer(of: service).map(topology.name(of:)) == "us-west-2")
        }
        let seen = standing.completing(first.world, topology)
        #expect(seen == first.world, "what is observed outranks what is remembered")
    }
}
