import Engine
import Foundation
import Runbook
import Testing

@testable import Stores

@Suite struct HistoryTests {
    private let directory = FileManager.default.temporaryDirectory.appendingPathComponent("history-\(UUID())").path
    private let series = SeriesName(region: "west", service: "api", metric: "error_rate")

    private func withHistory(_ body: (SQLiteHistory) async throws -> Void) async throws {
        defer { try? FileManager.default.removeItem(atPath: directory) }
        try await body(try SQLiteHistory(directory: directory))
    }

    private func points(
        _ history: SQLiteHistory, _ steps: Resolution, to end: Milliseconds = .hours(100)
    ) async throws -> [HistoryPoint] {
        try await history.points(series, of: "demo", from: .zero, to: end, in: steps)
    }

    @Test func `Samples are kept once, and rolled up by the minute and the hour`() async throws {
        try await withHistory { history in
            let values: [(Int64, Double?)] = [(0, 0.1), (10, 0.3), (20, nil), (60, 0.2), (3600, 0.5)]
            let samples = values.map { Sample(series, at: .seconds($0.0), $0.1) }
            try await history.keep(samples, of: "demo")
            try await history.keep(samples, of: "demo")
            let raw = try await points(history, .raw)
            #expect(raw.map(\.time) == values.map { .seconds($0.0) })
            #expect(raw.map(\.mean) == values.map(\.1))
            let minutes = try await points(history, .minute)
            #expect(minutes.map(\.time) == [0, 60, 3600].map { .seconds($0) })
            #expect(minutes.map(\.asked) == [3, 1, 1] && minutes.map(\.known) == [2, 1, 1])
            #expect(minutes[0].mean == 0.2 && minutes[0].low == 0.1 && minutes[0].high == 0.3)
            let hours = try await points(history, .hour)
            #expect(hours.map(\.asked) == [4, 1] && hours.map(\.high) == [0.3, 0.5])
            let days = try await points(history, .day)
            #expect(days.map(\.asked) == [5] && days[0].low == 0.1 && days[0].high == 0.5)
            let known = try await history.series(of: "demo")
            #expect(known == [series])
            let other = try await history.points(series, of: "lab", from: .zero, to: .hours(1), in: .raw)
            #expect(other.isEmpty)
        }
    }

    @Test func `What nobody answered is not nothing, and when nobody asked there is a gap`() async throws {
        try await withHistory { history in
            try await history.keep([0, 1, 5].map { Sample(series, at: .minutes($0), nil) }, of: "demo")
            let minutes = try await points(history, .minute)
            #expect(minutes.map(\.time) == [0, 1, 5].map { .minutes($0) })
            #expect(minutes.allSatisfy { $0.mean == nil && $0.low == nil && $0.known == 0 && $0.asked == 1 })
            try await history.keep([Sample(series, at: .minutes(5) + .seconds(1), 0.25)], of: "demo")
            let last = try await points(history, .minute).last
            #expect(last?.mean == 0.25 && last?.low == 0.25 && last?.asked == 2)
        }
    }

    @Test func `What is older than it is to be kept goes, the finest first`() async throws {
        try await withHistory { history in
            try await history.keep((0..<300).map { Sample(series, at: .minutes($0), 1) }, of: "demo")
            var retention = Retention()
            (retention.raw, retention.minutes, retention.hours) = (.hours(1), .hours(2), .hours(3))
            try await history.prune(retention, at: .hours(5))
            let raw = try await points(history, .raw)
            let minutes = try await points(history, .minute)
            let hours = try await points(history, .hour)
            #expect(raw.count == 60 && raw.first?.time == .hours(4))
            #expect(minutes.count == 120 && hours.map(\.time) == [2, 3, 4].map { .hours($0) })
        }
    }

    @Test func `What is more than is to be kept goes, the oldest first`() async throws {
        try await withHistory { history in
            for hour in Int64(0)..<4 {
                let samples = (Int64(0)..<5000).map { Sample(series, at: .hours(hour) + Milliseconds($0 * 500), 1) }
                try await history.keep(samples, of: "demo")
            }
            var retention = Retention()
            retention.size = 200_000
            try await history.prune(retention, at: .hours(4))
            let raw = try await points(history, .raw)
            let hours = try await points(history, .hour)
            // No more than there has to be, and what is coarser stays.
            #expect((5000...15_000).contains(raw.count), "\(raw.count)")
            #expect(raw.last?.time ?? .zero > .hours(3))
            #expect(hours.count == 4)
            retention.size = 0
            try await history.prune(retention, at: .hours(4))
            for steps in Resolution.allCases { #expect(try await points(history, steps).isEmpty) }
        }
    }

    @Test func `Two processes write to the same history`() async throws {
        try await withHistory { history in
            let other = try SQLiteHistory(directory: directory)
            try await history.keep([Sample(series, at: .seconds(1), 1)], of: "demo")
            try await other.keep([Sample(series, at: .seconds(2), 3)], of: "demo")
            let minutes = try await points(history, .minute)
            #expect(minutes.map(\.mean) == [2])
        }
    }

    @Test func `A history is opened for looking, and one that is none is refused`() async throws {
        try await withHistory { history in
            try await history.keep([Sample(series, at: .seconds(1), 1)], of: "demo")
            let reader = try SQLiteHistory(reading: directory)
            let raw = try await points(reader, .raw)
            #expect(raw.count == 1)
            await #expect(throws: StoreError.self) { try await reader.keep([], of: "demo") }
            #expect(throws: StoreError.self) { try SQLiteHistory(reading: directory + "/nowhere") }
            let foreign = directory + "/foreign"
            try FileManager.default.createDirectory(atPath: foreign, withIntermediateDirectories: true)
            try Data("no database".utf8).write(to: URL(fileURLWithPath: foreign + "/history.db"))
            #expect(throws: StoreError.self) { try SQLiteHistory(directory: foreign) }
        }
    }

    @Test func `Drills are kept, the latest first`() async throws {
        try await withHistory { history in
            for hour in [1, 3, 2] {
                try await history.keep(
                    DrillRecord(
                        environment: "demo", source: "east", target: "west", time: .hours(Int64(hour)), planDigest: "d",
                        findings: "[]"))
            }
            let drills = try await history.drills(of: "demo", from: "east", to: "west", atMost: 2)
            #expect(drills.map(\.time) == [.hours(3), .hours(2)])
            let none = try await history.drills(of: "demo", from: "west", to: "east", atMost: 2)
            #expect(none.isEmpty)
        }
    }
}
