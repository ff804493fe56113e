import Runbook
import Switchyard
import Testing

@Suite("Timestamps")
struct TimestampTests {
    private static let moments: [(Int64, String)] = [
        (0, "1970-01-01T00:00:00.000Z"), (951_782_399_999, "2000-02-28T23:59:59.999Z"),
        (951_782_400_000, "2000-02-29T00:00:00.000Z"), (1_795_467_907_250, "2026-11-23T21:05:07.250Z"),
        (-1, "1969-12-31T23:59:59.999Z"), (4_107_542_400_000, "2100-03-01T00:00:00.000Z"),
    ]

    @Test("moments are formatted as RFC 3339 in UTC", arguments: moments)
    func formatting(moment: Int64, text: String) {
        #expect(Timestamp(Milliseconds(moment)).rfc3339 == text)
    }
}
