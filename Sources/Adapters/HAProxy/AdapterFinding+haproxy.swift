import Engine

/// What both ways of using HAProxy find.
extension AdapterFinding {
    static func unreachable(_ place: String, _ failure: ExchangeFailure) -> AdapterFinding {
        AdapterFinding(
            .fault, "\(place): \(failure.sentence)",
            help: "Its configuration has to have \"stats socket ADDRESS level admin\", and runtime its address.")
    }

    static func version(_ answer: String) -> AdapterFinding {
        AdapterFinding(.sound, "HAProxy \(HAProxyComplaint(answer).text)")
    }

    static func level(_ answer: String) -> AdapterFinding {
        let level = HAProxyComplaint(answer).text
        guard level == "admin" else {
            return AdapterFinding(
                .fault, "the runtime API lets us be \(level), which may not change servers",
                help: "Write \"level admin\" at its stats socket.")
        }
        return AdapterFinding(.sound, "the runtime API lets us change servers")
    }
}
