import Engine
import Runbook
import RunbookCompiler
import Testing
import World

@testable import Adapters

/// Whatever goes wrong, there is no value, the reason says who was asked, and nothing takes longer than it may.
@Suite struct CloudWatchFaultTests {
    private typealias Fixture = CloudWatchFixture

    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var way: ScriptedServer.Way
        var says: String
        var testDescription: String { name }

        init(_ name: String, _ way: ScriptedServer.Way, says: String) {
            (self.name, self.way, self.says) = (name, way, says)
        }
    }

    private static func http(_ status: String, _ body: String = "") -> ScriptedServer.Way {
        .answers(Fixture.http(status, body))
    }

    private static func error(_ status: String, _ code: String, _ message: String) -> ScriptedServer.Way {
        http(
            status,
            "<ErrorResponse><Error><Type>Sender</Type><Code>\(code)</Code><Message>\(message)</Message></Error></ErrorResponse>"
        )
    }

    private static func result(_ inner: String) -> ScriptedServer.Way {
        http(
            "200 OK",
            """
            <GetMetricDataResponse><GetMetricDataResult><MetricDataResults><member>\(inner)</member></MetricDataResults>\
            </GetMetricDataResult></GetMetricDataResponse>
            """)
    }

    private static let point = "<Timestamps><member>2026-03-01T12:06:00Z</member></Timestamps>"

    @Test(arguments: [
        Case(
            "wrong keys", error("403 Forbidden", "InvalidClientTokenId", "The security token is invalid."),
            says: "status 403, InvalidClientTokenId: The security token is invalid."),
        Case(
            "a wrong signature", error("403 Forbidden", "SignatureDoesNotMatch", "It does not match."),
            says: "SignatureDoesNotMatch"),
        Case(
            "no permission",
            error("403 Forbidden", "AccessDenied", "not authorized to perform: cloudwatch:GetMetricData"),
            says: "AccessDenied: not authorized to perform: cloudwatch:GetMetricData"),
        Case("throttling", error("400 Bad Request", "Throttling", "Rate exceeded"), says: "Throttling: Rate exceeded"),
        Case("429", http("429 Too Many Requests"), says: "status 429"),
        Case("500", http("500 Internal Server Error"), says: "status 500"),
        Case(
            "a redirection",
            .answers("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:9/\r\nContent-Length: 0\r\n\r\n"),
            says: "status 302"),
        Case("no XML", http("200 OK", "<GetMetricData"), says: "none of AWS's"),
        Case("another answer", http("200 OK", "<ListMetricsResponse/>"), says: "none of AWS's"),
        Case("no results", http("200 OK", "<GetMetricDataResponse/>"), says: "none of AWS's"),
        Case("what was not asked for", result("<Id>other</Id>"), says: "none of AWS's"),
        Case("a moment without a value", result("<Id>m1</Id>\(point)"), says: "none of AWS's"),
        Case(
            "a value that is no number",
            result("<Id>m1</Id>\(point)<Values><member>NaN</member></Values><StatusCode>Complete</StatusCode>"),
            says: "none of AWS's"),
        Case(
            "a moment that is none",
            result(
                "<Id>m1</Id><Timestamps><member>2026-13-01T00:00:00Z</member></Timestamps><Values><member>1</member></Values>"
            ),
            says: "none of AWS's"),
        Case("nothing of what was asked for", .answers(Fixture.answer([])), says: "says nothing of what"),
        Case("no data", .answers(Fixture.answer([[:]])), says: "there is no data"),
        Case("old data", .answers(Fixture.answer([[-30: 100]])), says: "there is no data"),
        Case("data from the future", .answers(Fixture.answer([[7: 100, 9: 100]])), says: "there is no data"),
        Case(
            "part of the data", .answers(Fixture.answer([[6: 100]], status: "PartialData")), says: "only told a part"),
        Case(
            "an error of its own", .answers(Fixture.answer([[6: 100]], status: "InternalError")), says: "InternalError"),
        Case(
            "a metric that may not be read",
            result(
                "<Id>m1</Id><StatusCode>Forbidden</StatusCode><Messages><member><Value>Not yours.</Value></member></Messages>"
            ),
            says: "may not be read with these credentials: Not yours."),
        Case(
            "no status", result("<Id>m1</Id>\(point)<Values><member>1</member></Values>"),
            says: "does not say whether it has told all"),
        Case("a share beyond all", .answers(Fixture.answer([[6: 101]])), says: "101% cannot be"),
        Case("pages without end", .answers(Fixture.answer([[6: 100]], token: "more")), says: "in time"),
        Case("cut off", .cutOff("HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n<G"), says: "cut off"),
        Case("no HTTP", .answers("SSH-2.0-OpenSSH\r\n"), says: "no HTTP"),
        Case("silence", .stalls, says: "does not answer in time"),
        Case("hanging up", .hangsUp, says: ": it"),
        Case("a flood", .floods, says: "no HTTP"),
        Case("too much", http("200 OK", String(repeating: "x", count: 5 << 20)), says: "longer than"),
    ])
    func aServerThatBehavesBadly(sample: Case) async throws {
        let server = try await ScriptedServer(sample.way)
        let adapter = Fixture.adapter(
            "http://\(server.endpoint)",
            measures: [Fixture.measure("availability", Fixture.metric("Healthy", .minimum), unit: .percent)],
            timeout: Milliseconds(400))
        let start = ContinuousClock.now
        let answer = await Fixture.measure(adapter, .availability)
        #expect(ContinuousClock.now - start < .seconds(5))
        #expect(answer.value == nil && answer.samples == 0)
        #expect(answer.source.contains(sample.says), "\(answer.source)")
        #expect(answer.source.hasPrefix("cloudwatch of us-east-1 at http://127.0.0.1"))
        #expect(!answer.source.contains("secret-of-the-test"))
        #expect(await adapter.observe() == WorldState(unknownIn: Fixture.topology))
        #expect(await adapter.examine().contains { $0.weight != .sound })
    }

    @Test func `A closed port and keys that are not there`() async {
        let nobody = AWSCredentialSource(
            accessKey: .variable("SWITCHYARD_NOBODY_SETS_THIS"), secretKey: .file("/nonexistent"))
        for (adapter, says) in [
            (Fixture.adapter("http://127.0.0.1:9"), "cannot be reached"),
            (Fixture.adapter("http://127.0.0.1:9", credentials: nobody), "SWITCHYARD_NOBODY_SETS_THIS is not set"),
        ] {
            let answer = await Fixture.measure(adapter, .availability)
            #expect(answer.value == nil && answer.source.contains(says), "\(answer.source)")
            let faults = await adapter.examine().filter { $0.weight == .fault }
            #expect(faults.count { $0.sentence.contains(says) } == 2)
        }
    }

    @Test func `A server that falls silent costs no more than its time, and is heard again`() async throws {
        let server = try await MotoServer()
        let adapter = Fixture.adapter(server.url, timeout: Milliseconds(800))
        try await Fixture.put(server, "Healthy", [6: [100]], [("Site", "site-east")])
        server.process.suspend()
        let start = ContinuousClock.now
        #expect(await Fixture.measure(adapter, .availability).source.hasSuffix("it does not answer in time"))
        #expect(ContinuousClock.now - start < .seconds(3))
        server.process.wake()
        var value: Quantity?
        for _ in 0..<10 where value == nil { value = await Fixture.measure(adapter, .availability).value }
        #expect(value == Quantity(1, .ratio))
    }

    @Test func `Each of AWS's regions is asked once for all that is asked together`() async throws {
        let server = try await ScriptedServer(.answers(Fixture.answer([[6: 100]])))
        let adapter = Fixture.adapter("http://\(server.endpoint)")
        let queries = [Metric.availability, .errorRate, .throughput].flatMap { metric in
            [nil, .minutes(5)].flatMap { window in
                [Fixture.east, Fixture.west].map {
                    MetricQuery(metric: metric, region: $0, service: nil, window: window)
                }
            }
        }
        #expect(await adapter.measure(queries).map(\.query) == queries)
        #expect(server.requests.count == 2)
        for request in server.requests {
            #expect(request.hasPrefix("POST / HTTP/1.1\r\n") && request.contains("Accept: application/xml\r\n"))
            #expect(
                request.contains("Action=GetMetricData&Version=2010-08-01&")
                    && request.contains("/monitoring/aws4_request"))
            #expect(request.contains("StartTime=2026-03-01T12%3A01%3A00Z&EndTime=2026-03-01T12%3A07%3A00Z"))
            // Healthy's sums and counts, Errors, and Requests once.
            #expect(request.contains("MetricDataQueries.member.4.Id=m4") && !request.contains("member.5.Id"))
        }
    }

    @Test func `Pages are put together, and more series than one call may have are asked for in several`() async throws
    {
        let server = try await ScriptedServer(
            .inTurn([
                Fixture.answer([[5: 10]], status: "PartialData", token: "next+page"),
                Fixture.answer([[6: 20], [5: 100, 6: 100]]),
            ]))
        let measures = [
            Fixture.measure("error_rate", Fixture.metric("Errors", .sum), by: Fixture.metric("Requests", .sum))
        ]
        let adapter = Fixture.adapter("http://\(server.endpoint)", measures: measures)
        let answer = await Fixture.measure(adapter, .errorRate, window: .minutes(3))
        #expect(answer.value == Quantity(0.15, .ratio) && answer.samples == 2)
        #expect(server.requests.last?.hasSuffix("&NextToken=next%2Bpage") == true)

        let many = try await ScriptedServer(.answers(Fixture.answer([[6: 1]])))
        let api = try #require(
            CloudWatchAPI(
                AWSAccess(
                    credentials: MotoServer.credentials, url: Fixture.located("http://\(many.endpoint)")),
                region: "us-east-1"))
        let series = (0..<501).map {
            MetricSeries(namespace: "Ours", name: "n\($0)", dimensions: [], statistic: .sum, period: 60)
        }
        let sights = try await api.data(series, Fixture.moment(0)..<Fixture.moment(7))
        #expect(many.requests.count == 2 && sights.count == 501)
        #expect(sights[series[500]]?.trouble == nil && sights[series[499]] == .untold)
    }
}
