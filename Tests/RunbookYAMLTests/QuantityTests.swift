import Runbook
import RunbookYAML
import Testing

@Suite("Quantities")
struct QuantityTests {
    @Test(
        "Durations",
        arguments: [
            ("0s", 0), ("250ms", 250), ("30s", 30_000), ("2m", 120_000), ("1h", 3_600_000), ("1d", 86_400_000),
            ("2m30s", 150_000), ("1d2h3m4s5ms", 93_784_005), ("", nil), ("30", nil), ("s", nil), ("1s2m", nil),
            ("1s1s", nil),
            ("1.5s", nil), ("-1s", nil), ("1S", nil), ("5 m", nil), ("1234567890s", nil), ("5min", nil),
        ] as [(String, Int64?)])
    func durations(text: String, milliseconds: Int64?) {
        let bytes = Array(text.utf8)
        #expect(QuantityText.duration(bytes.span)?.rawValue == milliseconds)
    }

    @Test(
        "Any quantity is known by its unit",
        arguments: [
            ("95%", Quantity(0.95, .ratio)), ("12.5%", Quantity(0.125, .ratio)), ("1000ms", Quantity(1000, .time)),
            ("16MB", Quantity(16e6, .bytes)), ("2KiB", Quantity(2048, .bytes)), ("100MB/s", Quantity(1e8, .bandwidth)),
            ("1.5GB/s", Quantity(1.5e9, .bandwidth)), ("500/s", Quantity(500, .rate)), ("3", Quantity(3, .count)),
            ("2.5", Quantity(2.5, .count)), ("12.345%", nil), ("5%%", nil), ("MB", nil), ("5mb", nil), ("08", nil),
            ("1e3", nil),
        ] as [(String, Quantity?)])
    func quantities(text: String, quantity: Quantity?) {
        let bytes = Array(text.utf8)
        #expect(QuantityText.quantity(bytes.span) == quantity)
    }

    @Test(
        "Whole numbers",
        arguments: [
            ("0", 0), ("7", 7), ("-3", -3), ("999999999999999999", 999_999_999_999_999_999), ("08", nil), ("+1", nil),
            ("1_000", nil), ("", nil), ("-", nil), ("1000000000000000000", nil),
        ] as [(String, Int64?)])
    func integers(text: String, value: Int64?) {
        let bytes = Array(text.utf8)
        #expect(QuantityText.integer(bytes.span) == value)
    }

    /// The regular expression of the JSON Schema and the reader in Swift are two descriptions of one thing.
    @Test(
        "A kind's pattern accepts what its reader accepts",
        arguments: [
            ScalarKind.id, .regionName, .actionName, .childName, .duration, .share,
            .percentage(atMost: 1000, bare: true),
            .rate, .bandwidth, .endpoint, .url,
        ])
    func patterns(kind: ScalarKind) throws {
        let pattern = try Regex(try #require(kind.pattern))
        let shape = ScalarShape(kind)
        for text in Self.samples {
            let bytes = Array(text.utf8)
            let accepted = shape.problem(bytes.span, isPlain: true) == nil
            #expect(accepted == (text.wholeMatch(of: pattern) != nil), "\"\(text)\" as \(kind)")
        }
    }

    static let samples: [String] = {
        let seeds = [
            "a", "target_fit", "us-west-2", "backup.verify", "gradual@1", "a@0", "a@1234567890", "a@@1", "a..b", ".a",
            "a.", "_a", "Aa",
            "2m30s", "250ms", "30s2m", "1d1h", "0s", "5m5ms", "25%", "12.5%", "100%", "100.00%", "100.01%", "101%",
            "1000%",
            "1000.1%", "999.99%", "100", "12.345%", "05%", "%", "500/s", "1.5/s", "1.5555/s", "/s", "100MB/s", "1B/s",
            "1.5GiB/s",
            "100mb/s", "100MB", "1234567890123/s", "123456789012B/s", "-1s", "", " ", "é", "10 %", "1e3/s",
            "127.0.0.1:9999", "db-1.example.com:5432", "[::1]:80", "[zz]:80", ":80", "host:0", "host:65535",
            "host:65536", "host:080", "host", "/run/haproxy.sock", "/", "/a b", "ho st:80", "[::1]",
            "http://a", "https://a.example:443/x/y", "http://[::1]:80/", "ftp://a", "http://", "http://a:0",
            "http://u@a",
            "192.0.2.1", "256.0.0.1", "1.2.3", "01.2.3.4", "::", "::1", "1::", "2001:db8::1", "1:2:3:4:5:6:7:8",
            "1:2:3:4:5:6:7", ":1::2", "1::2::3", "1:::2", "12345::", "fe80::1:", "app.example.com", "app.example.com.",
            "-a.b", "a-.b", "a..b.", "_dmarc.example.com", ".",
            "http://a?b", "http://a:123456", "http:///x", "http://a b", "HTTP://a",
        ]
        return seeds
            + seeds.flatMap { seed in
                [seed + "x", seed + "1", seed + seed, String(seed.dropLast()), String(seed.dropFirst())]
            }
    }()
}
