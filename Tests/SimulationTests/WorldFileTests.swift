import Engine
import Foundation
import Runbook
import RunbookCompiler
import Testing
import World

@testable import Simulation

@Suite struct WorldFileTests {
    /// A directory that goes when the test ends.
    final class Place: Sendable {
        let path: String

        init() throws {
            let url = FileManager.default.temporaryDirectory.appendingPathComponent("world-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
            path = url.appendingPathComponent("world.json").path
        }

        deinit { try? FileManager.default.removeItem(atPath: (path as NSString).deletingLastPathComponent) }

        func write(_ text: String) throws { try text.write(toFile: path, atomically: true, encoding: .utf8) }
        func names() throws -> [String] {
            try FileManager.default.contentsOfDirectory(atPath: (path as NSString).deletingLastPathComponent)
        }
        func read() throws -> String { try String(contentsOfFile: path, encoding: .utf8) }
    }

    @Test func `A world comes out of its file as it went in`() throws {
        let place = try Place()
        let file = try WorldFile(path: place.path, blueprint: Demo.blueprint)
        let before = try file.transact(.effect) { world in
            world.strike(Demo.link(Demo.west, Demo.europe), .slow(factor: 4))
            world.strike(Demo.region(Demo.asia), .loseReply(action: "scale", times: 2))
            world.perform(SimulatedWorld.scale(Demo.west, 100), epoch: 4)
            world.perform(SimulatedWorld.shift(25), epoch: 4)
            world.perform(.fence(Demo.east, Demo.stateful), epoch: 4)
            world.wait(.seconds(5))
            world.perform(.promote(Demo.west, Demo.stateful, loss: .seconds(5)), epoch: 4)
            return world
        }
        let again = try WorldFile(path: place.path, blueprint: Demo.blueprint)
        var after = try again.transact(.passage) { $0 }
        #expect(after.state == before.state)
        #expect(after.truth() == before.truth())
        #expect(after.epoch == Epoch(rawValue: 4) && after.clock == before.clock && after.begun == before.begun)
        #expect(after.drifts == before.drifts && after.interferences == before.interferences)
        #expect(after.data == before.data && after.linkConditions == before.linkConditions)
        #expect(after.lostWrites == before.lostWrites)
        var undisturbed = before
        after.wait(.minutes(3))
        undisturbed.wait(.minutes(3))
        #expect(after.truth() == undisturbed.truth())
        #expect(after.document.data == undisturbed.document.data)
    }

    @Test func `A world is looked at without a lock, and nothing is made or changed`() throws {
        let place = try Place()
        #expect(try WorldFile.world(at: place.path, of: Demo.blueprint) == nil)
        #expect(try place.names() == [])
        let file = try WorldFile(path: place.path, blueprint: Demo.blueprint)
        _ = try file.transact(.effect) { $0.perform(.fence(Demo.east, Demo.stateful)) }
        try FileManager.default.removeItem(atPath: place.path + ".lock")
        let text = try place.read()
        let seen = try #require(try WorldFile.world(at: place.path, of: Demo.blueprint))
        #expect(seen.observation().satisfies(.fence(Demo.east, Demo.stateful)) == .yes)
        #expect(try place.names() == ["world.json"])
        #expect(try place.read() == text)
    }

    @Test func `Who may only read may look at a world`() async throws {
        let place = try Place()
        _ = try WorldFile(path: place.path, blueprint: Demo.blueprint)
        try FileManager.default.removeItem(atPath: place.path + ".lock")
        let directory = (place.path as NSString).deletingLastPathComponent
        try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: directory)
        defer { try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: directory) }
        await #expect(processExitsWith: .success) { [path = place.path as String] in
            let blueprint = Demo.blueprint
            // The superuser may write everywhere; nobody may not.
            if geteuid() == 0 { precondition(setuid(65534) == 0) }
            let seen = try WorldFile.world(at: path, of: blueprint)
            precondition(seen != nil)
            do throws(WorldFileError) {
                _ = try WorldFile(path: path, blueprint: blueprint)
                preconditionFailure("opened for writing")
            } catch {
                guard case .unavailable = error else { preconditionFailure(error.message) }
            }
        }
    }

    @Test func `Who looks while others write sees one world or the next`() async throws {
        let place = try Place()
        let file = try WorldFile(path: place.path, blueprint: Demo.blueprint)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                for round in 1...200 {
                    try file.transact(.passage) { world in
                        world.advance(to: .seconds(Int64(round)))
                        // Of another length each time.
                        world.strike(Demo.region(Demo.asia), .refuse(action: "scale", times: Int64(round) * 1_000))
                    }
                }
            }
            group.addTask {
                for _ in 1...200 {
                    let seen = try WorldFile.world(at: place.path, of: Demo.blueprint)
                    #expect(seen != nil)
                }
            }
            try await group.waitForAll()
        }
    }

    @Test("A kill between the halves leaves an effect done or not done, never half", arguments: [false, true])
    func killed(_ isCommitted: Bool) throws {
        let place = try Place()
        var undertaking = Undertaking(
            Assignment(
                effect: .fence(Demo.east, Demo.stateful), mode: .planned, epoch: Epoch(rawValue: 3), run: "killed",
                step: "fence", isUndo: false, timeout: .seconds(60)))
        do {
            let file = try WorldFile(path: place.path, blueprint: Demo.blueprint)
            for _ in 0..<(isCommitted ? 2 : 1) {
                let progress = try file.transact(.effect) { undertaking.proceed(in: &$0) }
                guard case .wait(let moment) = progress else {
                    Issue.record("\(progress)")
                    return
                }
                try file.transact(.effect) { $0.advance(to: moment) }
            }
        }
        try "half of a wor".write(toFile: place.path + ".new", atomically: false, encoding: .utf8)
        let file = try WorldFile(path: place.path, blueprint: Demo.blueprint)
        var world = try file.transact(.passage) { $0 }
        #expect(world.observation().satisfies(.fence(Demo.east, Demo.stateful)) == Knowledge(isCommitted))
        #expect(world.epoch == Epoch(rawValue: 3))
        #expect(world.perform(.fence(Demo.east, Demo.stateful), epoch: 4).answer == .done)
    }

    @Test func `After a restart a window tells of no more than it has seen`() throws {
        let place = try Place()
        let file = try WorldFile(path: place.path, blueprint: Demo.blueprint)
        try file.transact(.passage) { $0.advance(to: .minutes(10)) }
        let query = MetricQuery(metric: .errorRate, region: Demo.east, service: nil, window: .minutes(1))
        let whole = try file.transact(.passage) { $0.measure(query) }
        #expect(whole.coveredFrom == .minutes(9))
        let again = try WorldFile(path: place.path, blueprint: Demo.blueprint)
        let short = try again.transact(.passage) { world in
            world.wait(.seconds(5))
            return world.measure(query)
        }
        #expect(short.coveredFrom >= .minutes(10) - .seconds(1))
        #expect(short.value != nil)
    }

    @Test func `Two users of one file see each other's effects`() throws {
        let place = try Place()
        let first = try WorldFile(path: place.path, blueprint: Demo.blueprint)
        let second = try WorldFile(path: place.path, blueprint: Demo.blueprint)
        _ = try first.transact(.effect) { $0.perform(.fence(Demo.east, Demo.stateful)) }
        let seen = try second.transact(.passage) { $0.observation() }
        #expect(seen.satisfies(.fence(Demo.east, Demo.stateful)) == .yes)
        _ = try second.transact(.effect) { $0.perform(.unfence(Demo.east, Demo.stateful)) }
        #expect(try first.transact(.passage) { $0.observation() }.satisfies(.unfence(Demo.east, Demo.stateful)) == .yes)
        let fresh = try WorldFile.reset(path: place.path, to: Demo.blueprint)
        #expect(try fresh.transact(.passage) { $0.clock } == .zero)
        #expect(try second.transact(.passage) { $0.clock } == .zero)
    }

    @Test(
        "A file that is no world is refused in words",
        arguments: [
            ("", "world.json:1:1: "), ("{", "world.json:1:2: "), ("{\"format\": 1}", "missing"),
            ("{\"format\": 99}", "format 99"), ("\u{0}\u{1}", "world.json:1:1: "),
            ("{\"format\": 1,\n \"environment\": \"dé\" x}", "world.json:2:22: "),
        ])
    func corrupt(_ text: String, _ words: String) throws {
        let place = try Place()
        try place.write(text)
        let error = #expect(throws: WorldFileError.self) { try WorldFile(path: place.path, blueprint: Demo.blueprint) }
        #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
        #expect(error?.help.contains("--fresh") == true)
        #expect(try place.read() == text)
    }

    @Test func `A world of other regions is refused and named`() throws {
        let place = try Place()
        _ = try WorldFile(path: place.path, blueprint: Demo.blueprint)
        var other = Demo.environment
        other.regions[3].name.value = "eu-north-1"
        let error = #expect(throws: WorldFileError.self) {
            try WorldFile(path: place.path, blueprint: Blueprint(other))
        }
        #expect(error?.message.contains("eu-north-1") == true)
    }

    @Test func `Every cut of a world's file is refused or whole`() throws {
        let place = try Place()
        _ = try WorldFile(path: place.path, blueprint: Demo.blueprint)
        let text = try place.read()
        for length in stride(from: 0, to: text.utf8.count - 1, by: 97) {
            try place.write(String(decoding: text.utf8.prefix(length), as: UTF8.self))
            #expect(throws: WorldFileError.self) { try WorldFile(path: place.path, blueprint: Demo.blueprint) }
        }
    }
}
