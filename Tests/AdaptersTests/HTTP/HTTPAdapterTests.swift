import AdapterContract
import Engine
import Foundation
import Runbook
import RunbookCompiler
import Testing
import World

@testable import Adapters

/// Against real web servers: the example of the documentation, and one of Python's own.
@Suite struct HTTPAdapterTests {
    private typealias Fixture = HTTPFixture

    private static let good = HTTPActionFixture.http("200 OK", "fine")
    private static let bad = HTTPActionFixture.http("503 Service Unavailable", "not now")

    @Test func `The adapter keeps the contract`() async throws {
        let (east, west) = (try await FileServer(), try await FileServer())
        let timekeeper = WallTimekeeper()
        let subject = ContractSubject(topology: Fixture.topology, timekeeper: timekeeper) {
            Fixture.adapter([(nil, "east", east.url), (nil, "west", west.url)], timekeeper: timekeeper)
        }
        let findings = await AdapterContract.check(subject)
        #expect(findings.isEmpty, "\(findings.map(\.description).joined(separator: "\n"))")
    }

    @Test func `What was asked is known, and nothing else`() async throws {
        let (well, ill) = (try await ScriptedServer(Self.good), try await ScriptedServer(Self.bad))
        let adapter = Fixture.adapter([
            ("api", "east", "http://\(well.endpoint)"), ("cache", "east", "http://\(ill.endpoint)"),
            ("api", "west", "http://127.0.0.1:9"),
        ])
        let world = await adapter.observe()
        #expect(world.isReachable == [.yes, .no])
        #expect(world[Fixture.east, Fixture.api].isServing == .yes)
        #expect(world[Fixture.east, Fixture.cache].isServing == .no)
        #expect(world[Fixture.west, Fixture.api].isServing == .no)
        #expect(world[Fixture.west, Fixture.cache].isServing == .unknown)

        #expect(await Fixture.measure(adapter, .availability, Fixture.east, Fixture.api).value == .ratio(.all))
        let region = await Fixture.measure(adapter, .availability)
        #expect(region.value == .ratio(.zero) && region.source.hasSuffix(": status 503"), "\(region.source)")
        let quick = await Fixture.measure(adapter, .responseTime, Fixture.east, Fixture.api)
        #expect((quick.value?.value ?? .infinity) < 300)
        let gone = await Fixture.measure(adapter, .responseTime, Fixture.west, Fixture.api)
        #expect(gone.value == nil && gone.source.contains("cannot be reached"), "\(gone.source)")
        let unprobed = await Fixture.measure(adapter, .availability, Fixture.west, Fixture.cache)
        #expect(unprobed.value == nil && unprobed.source == "http: there is no URL for cache in west")
        #expect(await Fixture.measure(adapter, .throughput, Fixture.east, Fixture.api).value == nil)

        let sentences = await adapter.examine().map { "\($0.weight): \($0.sentence)" }
        #expect(sentences.contains { $0.hasPrefix("sound: api in east (http://127.0.0.1:") })
        #expect(sentences.contains { $0.hasPrefix("caution: cache in east") && $0.hasSuffix("with status 503") })
        #expect(sentences.contains { $0.hasPrefix("fault: api in west (http://127.0.0.1:9): it cannot be reached") })
        #expect(sentences.contains("caution: there is no URL for cache in west"))
    }

    @Test func `A window is told of as far back as it was sampled`() async throws {
        let server = try await FileServer()
        let timekeeper = WallTimekeeper()
        let adapter = Fixture.adapter([(nil, "east", server.url)], timekeeper: timekeeper)
        let begun = timekeeper.now
        let first = await Fixture.measure(adapter, .availability, over: .seconds(1))
        #expect(first.value == .ratio(.all) && first.samples == 1)
        #expect(first.coveredFrom >= begun)
        try await Task.sleep(for: .milliseconds(1500))
        let later = await Fixture.measure(adapter, .availability, over: .seconds(1))
        #expect(later.coveredFrom <= timekeeper.now - .seconds(1), "\(later)")
        #expect(later.samples > 3)
        #expect(timekeeper.now - later.sampledAt < .seconds(1))

        server.process.suspend()
        try await Task.sleep(for: .milliseconds(900))
        let hanging = await Fixture.measure(adapter, .availability)
        #expect(hanging.value == .ratio(.zero) && hanging.source.hasSuffix("it does not answer in time"))
        let slow = await Fixture.measure(adapter, .responseTime)
        #expect((slow.value?.value ?? 0) >= 290, "what is given up took at least as long")
        server.process.wake()
        try await Task.sleep(for: .milliseconds(500))
        #expect(await Fixture.measure(adapter, .availability).value == .ratio(.all))
        let mixed = await Fixture.measure(adapter, .availability, over: .seconds(2))
        #expect((0.2...0.95).contains(mixed.value?.value ?? 0), "\(mixed)")
    }

    @Test func `Asking ends with the adapter`() async throws {
        let server = try await ScriptedServer(Self.good)
        do {
            let adapter = Fixture.adapter([(nil, "east", "http://\(server.endpoint)")])
            _ = await adapter.observe()
            try await Task.sleep(for: .milliseconds(500))
        }
        try await Task.sleep(for: .milliseconds(200))
        let count = server.requests.count
        #expect(count >= 3)
        try await Task.sleep(for: .milliseconds(500))
        #expect(server.requests.count == count)
    }

    @Test func `One that hangs delays no other`() async throws {
        let (well, hanging) = (try await ScriptedServer(Self.good), try await ScriptedServer(.stalls))
        let adapter = Fixture.adapter([
            (nil, "east", "http://\(well.endpoint)"), (nil, "west", "http://\(hanging.endpoint)"),
        ])
        _ = await adapter.observe()
        try await Task.sleep(for: .seconds(1))
        let (quick, slow) = (
            await Fixture.measure(adapter, .availability, over: .minutes(1)),
            await Fixture.measure(adapter, .availability, Fixture.west, over: .minutes(1))
        )
        #expect(quick.samples >= 2 * slow.samples, "\(quick.samples) and \(slow.samples)")
        #expect(slow.value == .ratio(.zero))
    }
}
