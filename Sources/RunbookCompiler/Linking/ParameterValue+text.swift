package import Runbook

extension ParameterValue {
    /// Why a text is no value of a type.
    package enum Unfit: Error, Hashable {
        case notA(String)
        case differs(pattern: String)
        case invalid(pattern: String)
        case notOneOf([String])

        package var reason: String {
            switch self {
            case .notA(let noun): "it is not \(noun)"
            case .differs(let pattern): "it does not match the pattern \(pattern)"
            case .invalid(let pattern): "the pattern \(pattern) is not a valid regular expression"
            case .notOneOf(let choices): "it is not one of \(choices.joined(separator: ", "))"
            }
        }
    }

    /// Reads raw text, such as of `--set` or `with`, as a value of a type.
    package init(_ text: String, as type: ParameterType) throws(Unfit) {
        switch type {
        case .region:
            if text.isEmpty { throw .notA("the name of a region") }
            self = .region(text)
        case .service:
            if text.isEmpty { throw .notA("the name of a service") }
            self = .service(text)
        case .string(let pattern):
            if let pattern { try ParameterValue.require(text, toMatch: pattern) }
            self = .string(text)
        case .integer:
            guard let value = Int64(text) else { throw .notA("a whole number") }
            self = .integer(value)
        case .percentage:
            guard let value = BasisPoints(text: text) else { throw .notA("a percentage such as 25%") }
            self = .percentage(value)
        case .duration:
            guard let value = Milliseconds(text: text) else { throw .notA("a duration such as 90s or 5m") }
            self = .duration(value)
        case .boolean:
            guard text == "true" || text == "false" else { throw .notA("true or false") }
            self = .boolean(text == "true")
        case .choice(let choices):
            guard choices.contains(text) else { throw .notOneOf(choices) }
            self = .choice(text)
        }
    }

    /// Why this value, which its type read, is not accepted by it all the same.
    func misfit(_ type: ParameterType) -> Unfit? {
        do throws(Unfit) {
            switch (self, type) {
            case (.string(let text), .string(let pattern?)): try ParameterValue.require(text, toMatch: pattern)
            case (.choice(let text), .choice(let choices)) where !choices.contains(text):
                throw Unfit.notOneOf(choices)
            default: break
            }
            return nil
        } catch {
            return error
        }
    }

    private static func require(_ text: String, toMatch pattern: String) throws(Unfit) {
        switch Pattern.match(pattern, text) {
        case .matches: break
        case .differs: throw .differs(pattern: pattern)
        case .isInvalid: throw .invalid(pattern: pattern)
        }
    }
}

extension BasisPoints {
    /// `25%` or `12.5%`, with at most two decimals.
    init?(text: String) {
        guard text.last == "%", let scaled = decimal(text.dropLast(), places: 2), let value = Int32(exactly: scaled)
        else { return nil }
        self.init(value)
    }
}

extension Milliseconds {
    /// `90s`, `1h30m`, `1.5s`: numbers each followed by `ms`, `s`, `m`, `h` or `d`.
    init?(text: String) {
        var total = Int64(0)
        var rest = text[...]
        if rest.isEmpty { return nil }
        while !rest.isEmpty {
            let number = rest.prefix { $0.isASCII && $0.isNumber || $0 == "." }
            rest = rest.dropFirst(number.count)
            let unit = rest.prefix { $0.isASCII && $0.isLetter }
            rest = rest.dropFirst(unit.count)
            let sizes: [Substring: Int64] = ["ms": 1, "s": 1000, "m": 60_000, "h": 3_600_000, "d": 86_400_000]
            guard let size = sizes[unit], let thousandths = decimal(number, places: 3) else { return nil }
            let (product, overflow) = thousandths.multipliedReportingOverflow(by: size)
            guard !overflow, product % 1000 == 0 else { return nil }
            let (sum, tooMuch) = total.addingReportingOverflow(product / 1000)
            guard !tooMuch else { return nil }
            total = sum
        }
        self.init(total)
    }
}

/// A decimal number without sign, times ten to the power of `places`; nil when it has more decimals.
private func decimal(_ text: Substring, places: Int) -> Int64? {
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let whole = parts.first, !whole.isEmpty, whole.allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
    var digits = String(whole)
    var missing = places
    if parts.count == 2 {
        guard !parts[1].isEmpty, parts[1].count <= places, parts[1].allSatisfy({ $0.isASCII && $0.isNumber })
        else { return nil }
        digits += parts[1]
        missing -= parts[1].count
    }
    return Int64(digits + String(repeating: "0", count: missing))
}
