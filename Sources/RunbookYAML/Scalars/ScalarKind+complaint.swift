import Runbook

extension ScalarKind {
    /// Says why a text that was not accepted is wrong, and what to write.
    func complaint(_ text: Span<UInt8>, isPlain: Bool) -> ScalarProblem {
        let written = text.quoted
        if text.count == 0 {
            return ScalarProblem(code: .noValue, message: "the value is empty", help: "Write \(noun).")
        }
        switch self {
        case .choice(let names):
            let question = Suggestion.question(for: written, among: names)
            return ScalarProblem(
                code: .unknownChoice, message: "\"\(written)\" is not among the choices",
                help: "Write \(noun).\(question)")
        case .id, .regionName, .actionName:
            let rule =
                self == .regionName
                ? "small letters, digits and hyphens" : "small letters, digits and underscores"
            return ScalarProblem(
                code: .malformedName, message: "\"\(written)\" is not \(noun)",
                help: "Begin with a small letter and use only \(rule).")
        case .boolean, .integer, .number:
            if !isPlain, accepts(text, isPlain: true) {
                return ScalarProblem(
                    code: .quoted, message: "\"\(written)\" is quoted, so it is text and not \(noun)",
                    help: "Remove the quotation marks.")
            }
        default: break
        }
        return rangeComplaint(text) ?? unitComplaint(text)
            ?? ScalarProblem(code: .malformedValue, message: "\"\(written)\" is not \(noun)", help: form)
    }

    private func rangeComplaint(_ text: Span<UInt8>) -> ScalarProblem? {
        let limits: String
        switch self {
        case .integer(let range):
            guard QuantityText.integer(text) != nil else { return nil }
            limits =
                range.upperBound == .max
                ? "at least \(range.lowerBound)" : "from \(range.lowerBound) to \(range.upperBound)"
        case .number(let range):
            guard QuantityText.number(text) != nil else { return nil }
            limits = "from \(range.lowerBound) to \(range.upperBound)"
        case .percentage(let most, let bare):
            guard QuantityText.basisPoints(text, bare: bare) != nil else { return nil }
            limits = "from 0% to \(most)%"
        default: return nil
        }
        return ScalarProblem(
            code: .outOfRange, message: "\(text.quoted) is out of range", help: "Write \(noun), \(limits).")
    }

    private func unitComplaint(_ text: Span<UInt8>) -> ScalarProblem? {
        guard let dimension, let found = QuantityText.quantity(text), found.dimension != dimension else { return nil }
        let written = text.quoted
        if found.dimension == .count {
            let suggestion =
                switch self {
                case .duration: "Add the unit: \(written)ms, \(written)s, \(written)m or \(written)h."
                case .percentage: "Add the sign: \(written)%."
                case .rate: "Add the unit: \(written)/s."
                default: "Add the unit: \(written)MB/s."
                }
            return ScalarProblem(code: .wrongUnit, message: "\"\(written)\" has no unit", help: suggestion)
        }
        return ScalarProblem(
            code: .wrongUnit, message: "\"\(written)\" is \(found.dimension.noun), not \(dimension.noun)",
            help: "Write \(noun).")
    }

    private var dimension: Dimension? {
        switch self {
        case .duration: .time
        case .percentage: .ratio
        case .rate: .rate
        case .bandwidth: .bandwidth
        case .integer, .number: .count
        default: nil
        }
    }

    /// How it is written.
    private var form: String {
        switch self {
        case .duration: "Write whole numbers with the units d, h, m, s and ms, such as 250ms, 30s or 2m30s."
        case .percentage: "Write a number with at most two decimals and a percent sign, such as 12.5%."
        case .rate: "Write a number a second, such as 500/s."
        case .bandwidth: "Write an amount of data a second with the unit B, kB, MB, GB, TB, KiB, MiB or GiB: 100MB/s."
        case .integer: "Write digits only, without leading zeros, such as 3."
        case .url: "Write http:// or https://, a host, and perhaps a port and a path, without a user or a query."
        case .endpoint:
            "Write a host and a port, such as 127.0.0.1:9999, or the path of a socket, such as /run/api.sock."
        case .number: "Write digits with a point, such as 2.5."
        case .boolean: "Write true or false."
        case .childName: "Write the runbook's name, @ and its version, such as gradual@1; a child is always pinned."
        default: "Write \(noun)."
        }
    }
}
