import Engine
import Runbook
import RunbookCompiler
import Testing
import World

@testable import Adapters

/// Whether two servers are found to have the same data: rows that differ are found whatever they look like, and nothing that
/// is missing, hidden, written meanwhile or shown otherwise decides.
@Suite struct DataAgreementTests {
    private typealias Fixture = PostgresFixture

    private static let east = 1
    private static let west = 2

    private static func sql(_ lab: Laboratory, _ region: Int, _ statement: String) async throws {
        let connection = PostgresConnection(
            PostgresTarget(
                endpoint: lab.endpoint(region), database: "postgres", user: "switchyard",
                password: .file("\(lab.directory)/secrets/postgres"), security: .none))
        _ = try await connection.ask(statement, within: .seconds(30))
        connection.end()
    }

    private static func agreement(
        _ lab: Laboratory, database: String = "postgres", reversed: Bool = false
    ) async -> DataAgreement {
        var settings = Fixture.settings(lab)
        settings.database = database
        let regions = reversed ? (Fixture.west, Fixture.east) : (Fixture.east, Fixture.west)
        return await Fixture.adapter(settings).compare(Fixture.orders, regions.0, regions.1, within: .seconds(60))
    }

    @Test func `Two that follow one another agree, however each shows its values and however much is written`()
        async throws
    {
        let lab = try await Laboratory()
        try await Self.sql(lab, Self.west, "alter system set timezone = 'America/New_York'")
        try await Self.sql(lab, Self.west, "alter system set extra_float_digits = 0")
        try await Self.sql(lab, Self.west, "select pg_reload_conf()")
        try await Self.sql(
            lab, Self.east,
            "create table readings (id int primary key, t timestamptz, value float8); "
                + "insert into readings select n, now(), random() from generate_series(1, 1000) n; "
                + "create table hot (id int primary key, beat bigint); insert into hot values (1, 0)")
        let writing = Task {
            while !Task.isCancelled {
                try await Self.sql(lab, Self.east, "update hot set beat = beat + 1")
                try await Self.sql(lab, Self.east, "insert into readings select count(*) + 1, now(), 1 from readings")
            }
        }
        try await Task.sleep(for: .milliseconds(300))
        for reversed in [false, true] {
            let found = await Self.agreement(lab, reversed: reversed)
            #expect(found.verdict == .agrees && found.rows > 1000, "\(found)")
            #expect(found.detail.contains("of the log of us-east-1"), "\(found.detail)")
        }
        writing.cancel()
        _ = await writing.result
        // An old lock stands in nobody's way: tables are given back as soon as they have been read.
        try await Self.sql(lab, Self.east, "set lock_timeout = 1000; alter table hot add column note text")
        let verified = await Fixture.adapter(Fixture.settings(lab)).apply(
            Fixture.assignment(.verify(from: Fixture.east, to: Fixture.west, Fixture.all)))
        #expect(verified.answer == .done, "\(verified.detail)")
    }

    @Test func `What was not compared does not agree`() async throws {
        let lab = try await Laboratory()
        let empty = await Self.agreement(lab, database: "template1")
        #expect(empty.verdict == .unknown && empty.detail.contains("no table in this database"), "\(empty.detail)")
        var settings = Fixture.settings(lab)
        settings.database = "template1"
        let refused = await Fixture.adapter(settings).apply(
            Fixture.assignment(.verify(from: Fixture.east, to: Fixture.west, Fixture.all)))
        #expect(refused.answer == .notDone(.invalid), "\(refused)")
        try await Self.sql(
            lab, Self.east,
            "create table hidden (id int primary key); insert into hidden values (1); "
                + "alter table hidden enable row level security; alter table hidden owner to postgres; "
                + "grant pg_monitor, pg_read_all_data to switchyard; alter user switchyard nosuperuser")
        let hidden = await Self.agreement(lab)
        #expect(hidden.verdict == .unknown && hidden.detail.contains("hidden"), "\(hidden)")
    }

    @Test func `Of two histories each row that differs is found, and a table that only one has`() async throws {
        let lab = try await Laboratory()
        try await Self.sql(
            lab, Self.east,
            "create table readings (id int, region text, t timestamptz, value float8, primary key (id, region)); "
                + "insert into readings select n, 'o''hare', null, 1 from generate_series(1, 100000) n; "
                + "create table keyless (t text); insert into keyless select 'same' from generate_series(1, 6000); "
                + "create table counted (id int primary key); insert into counted select generate_series(1, 50000)")
        let same = await Self.agreement(lab)
        #expect(same.verdict == .agrees && same.rows == 156_000, "\(same)")
        try await Self.sql(lab, Self.west, "select pg_promote(true)")
        try await Self.sql(
            lab, Self.west,
            "update readings set value = 2 where id = 77; delete from readings where id = 78; "
                + "insert into keyless values ('other'); update counted set id = -id where id % 2 = 0; "
                + "create table newer (id int); insert into newer values (1), (2)")
        let found = await Self.agreement(lab)
        #expect(found.verdict == .differs && found.detail.contains("neither streams"), "\(found.detail)")
        func difference(_ table: String) throws -> DataAgreement.Difference {
            try #require(found.differences.first { $0.place == "public.\(table)" }, "\(found.differences)")
        }
        let readings = try difference("readings")
        #expect(readings.changed == ["(77,o'hare)"] && readings.missing == ["(78,o'hare)"] && readings.count == 2)
        let keyless = try difference("keyless")
        #expect(keyless.extra == ["(other)"] && keyless.count == 1)
        let counted = try difference("counted")
        #expect(counted.count >= 20_000 && counted.missing.count == DataAgreement.mostKeys)
        #expect(try difference("newer").extra == ["the table with 2 rows"])
    }
}
