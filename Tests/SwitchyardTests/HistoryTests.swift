import Foundation
import Switchyard
import Testing

/// Histories of released versions, as `scripts/record-history` wrote them when each was released.
@Suite("Recorded histories")
struct HistoryTests {
    static let folder = Golden.root.appending(path: "Tests/SwitchyardTests/Histories")

    static var releases: [String] {
        let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path())
        return (names ?? []).filter { $0.hasSuffix(".db") }.sorted()
    }

    @Test("there is a history of each release up to this one")
    func complete() {
        #expect(Self.releases.contains(SwitchyardVersion.current + ".db"))
    }

    @Test("each is migrated, is whole, and leads to what it is listed as", arguments: releases)
    func replayed(release: String) async throws {
        let scratch = try Scratch()
        try FileManager.default.copyItem(
            atPath: Self.folder.appending(path: release).path(), toPath: scratch.path + "/runs.db")
        _ = try Composition.store(in: scratch.path)
        let verdicts = try await JournalVerification.verify(nil, in: scratch.path)
        #expect(verdicts.count >= 6)
        for verdict in verdicts { #expect(verdict.isIntact, "\(verdict.run): \(verdict.sentence)") }
        let listed = try await History.list(in: scratch.path, asJSON: false, style: .plain)
        #expect(listed.contains("succeeded") && listed.contains("rolled_back"))
    }
}
