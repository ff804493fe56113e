import Foundation
import Runbook
import Testing

/// What is told of real regions, against what the servers say themselves.
@Suite(.serialized) struct LaboratoryMonitoringTests {
    private static let east = "us-east-1"
    private static let west = "us-west-2"

    private struct Place {
        let lab: Laboratory
        let environment: String

        init() async throws {
            lab = try await Laboratory()
            environment = "\(lab.directory)/lab.yaml"
            try lab.environment().write(toFile: environment, atomically: true, encoding: .utf8)
        }

        func switchyard(_ words: String...) throws -> (status: Int32, text: String) {
            try Program.switchyard(words + ["--environment", environment, "--store", "\(lab.directory)/store"])
        }

        func json(_ words: String...) throws -> JSON {
            let told = try Program.switchyard(
                words + ["--environment", environment, "--store", "\(lab.directory)/store", "--json"])
            return try #require(JSONReader.read(Array(told.text.utf8)), "\(told.text)")
        }

        /// As the server's superuser.
        @discardableResult
        func sql(_ region: String, _ statement: String) throws -> String {
            let done = try Program.run(
                "/usr/bin/psql",
                [
                    "-h", "\(lab.directory)/run/\(region)", "-U", "postgres", "-XAtq", "-v", "ON_ERROR_STOP=1", "-c",
                    statement,
                ])
            try #require(done.status == 0, "\(statement): \(done.text)")
            return done.text.trimmingCharacters(in: .whitespacesAndNewlines)
        }
    }

    @Test func `Roles, sources and what is behind are as PostgreSQL reports them`() async throws {
        let place = try await Place()
        try place.lab.lab("break", "pause-replay", Self.west)
        try place.sql(
            Self.east,
            "create table filler (text text); insert into filler select repeat('x', 100) from generate_series(1, 20000)"
        )
        try await Task.sleep(for: .seconds(2))
        let copies = try #require(try place.json("replication", "show")["copies"]?.elements)
        let followers = try place.sql(Self.east, "select application_name from pg_stat_replication").split(
            separator: "\n")
        for region in [Self.east, Self.west, "eu-west-1", "ap-southeast-1"] {
            let copy = try #require(
                copies.first { $0["region"]?.string == region && $0["service"]?.string == "orders_db" })
            let isStandby = try place.sql(region, "select pg_is_in_recovery()") == "t"
            #expect(copy["role"]?.string == (isStandby ? "standby" : "writer"))
            guard isStandby else { continue }
            #expect(copy["observed_source"]?.string == Self.east && followers.contains(Substring(region)))
            let end = try place.sql(Self.east, "select pg_current_wal_flush_lsn()")
            let replayed = try place.sql(region, "select pg_last_wal_replay_lsn()")
            let missing = try #require(
                Double(try place.sql(Self.east, "select greatest(0, pg_wal_lsn_diff('\(end)', '\(replayed)'))")))
            let told = try #require(copy["behind_bytes"]?.double, "\(region)")
            // Nothing is written but what the servers themselves write now and then.
            #expect(abs(told - missing) < 10_000, "\(region): \(told) told, \(missing) by PostgreSQL")
            if region == Self.west { #expect(missing > 2_000_000) }
        }
    }

    @Test func `A row that was changed in a million is found, and writes that go on are not taken for one`()
        async throws
    {
        let place = try await Place()
        try place.sql(
            Self.east,
            "create table items (id bigint primary key, text text); insert into items select n, md5(n::text) from generate_series(1, 1000000) n"
        )
        try place.lab.lab("load", "start", "--rate", "100")
        let same = try place.switchyard("verify", Self.east, Self.west)
        #expect(same.status == 0 && same.text.contains("agrees"), "\(same.text)")
        try place.lab.lab("load", "stop")
        try place.sql(Self.west, "select pg_promote()")
        try place.sql(Self.west, "update items set text = 'other' where id = 424242")
        let diverged = try place.json("verify", Self.east, Self.west)
        let services = try #require(diverged["services"]?.elements)
        let orders = try #require(services.first { $0["service"]?.string == "orders_db" })
        #expect(orders["verdict"]?.string == "differs" && orders["rows"]?.integer ?? 0 > 1_000_000)
        let differences = try #require(orders["differences"]?.elements)
        #expect(differences.count == 1 && differences[0]["count"]?.integer == 1)
        #expect(differences[0]["changed"]?.elements == ["(424242)"])
    }

    @Test func `A drill changes nothing`() async throws {
        let place = try await Place()
        let regions = [Self.east, Self.west, "eu-west-1", "ap-southeast-1"]
        for region in regions where try place.sql(region, "select pg_is_in_recovery()") == "f" {
            try place.sql(region, "alter system set log_statement = 'mod'")
            try place.sql(region, "select pg_reload_conf()")
        }
        // Until Prometheus has looked for as long as its queries look back.
        try await Task.sleep(for: .seconds(10))
        func state() throws -> [String] {
            try regions.map { region in
                try place.sql(
                    region,
                    "select pg_is_in_recovery(), current_setting('default_transaction_read_only'), "
                        + "current_setting('primary_conninfo'), (select count(*) from orders), "
                        + "(select string_agg(name || setting, ',' order by name) from pg_settings where source = 'configuration file')"
                )
            } + [
                try Program.run("/usr/bin/python3", ["-c", LaboratoryMonitoringTests.weights, "\(place.lab.net).0.10"])
                    .text
            ]
        }
        func logs() throws -> [String] {
            try regions.flatMap { region in
                try String(contentsOfFile: "\(place.lab.directory)/log/postgresql.\(region)", encoding: .utf8)
                    .split(separator: "\n").map(String.init)
            }
        }
        let (before, written) = (try state(), try logs())
        let drill = try place.json("drill", Self.east, Self.west)
        let (after, then) = (try state(), try logs())
        #expect(before == after)
        // A backup makes the server write its memory to the disk, as it does by itself every so often.
        let news = then.dropFirst(0).filter { !written.contains($0) }
            .filter {
                !$0.contains("checkpoint") && !$0.contains("restartpoint") && !$0.contains("recovery restart point")
            }
        #expect(news.isEmpty, "\(news)")
        let findings = try #require(drill["findings"]?.elements)
        for finding in findings {
            #expect(
                finding["outcome"]?.string == "passed",
                "\(finding["item"]?.string ?? ""): \(finding["evidence"]?.string ?? "")")
        }
        #expect(drill["score"]?.integer == 100)
        let again = try place.switchyard("drill", Self.east, Self.west)
        #expect(again.status == 0 && again.text.contains("as last time"), "\(again.text)")
    }

    @Test func `A history is kept and read, and advice is of what was measured`() async throws {
        let place = try await Place()
        // Until Prometheus has looked for as long as its queries look back.
        try await Task.sleep(for: .seconds(10))
        let observed = try place.switchyard("observe", "--every", "300ms", "--rounds", "30")
        #expect(observed.status == 0 && observed.text.split(separator: "\n").count == 30, "\(observed.text)")
        let forecasts = try #require(try place.json("forecast", "--all")["forecasts"]?.elements)
        let lag = forecasts.filter {
            $0["metric"]?.string == "replication_lag" && $0["service"]?.string == "orders_db"
        }
        #expect(lag.count == 4 && lag.allSatisfy { $0["held_out_error"]?.double != nil }, "\(lag.map { $0.text() })")
        let text = try place.switchyard("advise")
        #expect(text.status == 0 && text.text.contains("ready"), "\(text.text)")
        let advice = try #require(try place.json("advise")["advice"]?.elements)
        let names = Set(advice.compactMap { $0["name"]?.string })
        // Traffic follows HAProxy at once, and everybody follows the writer directly.
        #expect(names.contains("ready_capacity") && names.isDisjoint(with: ["dns_ttl", "topology", "service_health"]))
        for found in advice where found["aim"]?.string == "rto" {
            let (before, after) = (found["before"]?.double ?? 0, found["after"]?.double ?? .infinity)
            #expect(after < before && found["evidence"]?.string?.isEmpty == false, "\(found.text())")
        }
    }

    @Test func `A topology that is proposed is proved and made, and the way back too`() async throws {
        let place = try await Place()
        func followers(of region: String) throws -> Set<Substring> {
            Set(
                try place.sql(region, "select application_name from pg_stat_replication where state = 'streaming'")
                    .split(separator: "\n"))
        }
        try place.lab.lab("load", "start", "--rate", "50")
        let chain = try place.switchyard("replication", "apply", "--shape", "chain", "--yes")
        #expect(chain.status == 0 && chain.text.contains("proved"), "\(chain.text)")
        #expect(try followers(of: Self.east) == [Substring(Self.west)])
        #expect(try followers(of: Self.west).count == 1)
        // Nobody declared that.
        #expect(try place.switchyard("replication").status == 1)
        let star = try place.switchyard("replication", "apply", "--shape", "star", "--yes")
        #expect(star.status == 0, "\(star.text)")
        #expect(try followers(of: Self.east).count == 3)
        #expect(try place.switchyard("replication").status == 0)
        // It says so when a request has failed, or a row is lost.
        try place.lab.lab("load", "stop")
    }

    private static let weights = """
        import socket, sys
        connection = socket.create_connection((sys.argv[1], 9999))
        connection.sendall(b"show servers state\\n")
        text = b""
        while piece := connection.recv(65536): text += piece
        for line in text.decode().splitlines():
            words = line.split()
            if len(words) > 8 and words[0].isdigit(): print(words[1], words[3], words[6], words[7])
        """
}
