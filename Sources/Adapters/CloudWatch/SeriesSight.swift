import Runbook

/// What CloudWatch tells of a series.
struct SeriesSight: Hashable, Sendable {
    /// By the second at which a period begins.
    var points: [Int64: Double] = [:]
    /// Why they are not all there are.
    var trouble: String?

    /// As long as nothing was told of it.
    static let untold = SeriesSight(trouble: "it says nothing of what it was asked for")

    /// Adds what one more page of an answer tells of it.
    mutating func add(_ result: XMLElement) throws(AWSFailure) {
        let moments = (result["Timestamps"]?.children("member") ?? []).map { AWSMoment.seconds(extended: $0.text) }
        let values = (result["Values"]?.children("member") ?? []).map { Double($0.text) }
        guard moments.count == values.count else { throw .nonsense }
        for (moment, value) in zip(moments, values) {
            guard let moment, let value, value.isFinite else { throw .nonsense }
            points[moment] = value
        }
        trouble = SeriesSight.trouble(result)
    }

    private static func trouble(_ result: XMLElement) -> String? {
        let words = result.text("Messages", "member", "Value").map { ": " + String($0.prefix(200)).printable } ?? ""
        switch result.text("StatusCode") {
        case "Complete": return nil
        case "PartialData": return "it has only told a part" + words
        case "Forbidden": return "it may not be read with these credentials" + words
        case let code?: return "it says \(String(code.prefix(80)).printable)" + words
        case nil: return "it does not say whether it has told all"
        }
    }
}
