import Runbook

/// Why a scalar cannot stand where it is.
package struct ScalarProblem: Equatable, Sendable {
    package var code: Code
    package var message: String
    package var help: String
}

extension ScalarShape {
    /// What is wrong with a scalar's text, if anything is; conditions and patterns are read elsewhere.
    package func problem(_ text: Span<UInt8>, isPlain: Bool) -> ScalarProblem? {
        if text.count > 0, text[0] == UInt8(ascii: "$"), kind.cannotBeginWithDollar {
            return allowsReference
                ? (NameText.isReference(text) ? nil : malformedReference(text)) : referenceNotAllowed(text)
        }
        return kind.accepts(text, isPlain: isPlain) ? nil : kind.complaint(text, isPlain: isPlain)
    }

    private func malformedReference(_ text: Span<UInt8>) -> ScalarProblem {
        ScalarProblem(
            code: .malformedValue, message: "\"\(text.quoted)\" is not a reference to a parameter",
            help: "Write $ and a parameter's name, such as $target; it replaces the whole value.")
    }

    private func referenceNotAllowed(_ text: Span<UInt8>) -> ScalarProblem {
        ScalarProblem(
            code: .referenceNotAllowed,
            message: "\"\(text.quoted)\" cannot be a parameter, since it is part of the structure",
            help: "Write \(noun) itself.")
    }
}

extension ScalarKind {
    /// Whether `$` at the beginning can only mean a parameter.
    var cannotBeginWithDollar: Bool { self != .text && self != .condition && self != .property && self != .pattern }

    @inline(__always)
    func accepts(_ text: Span<UInt8>, isPlain: Bool) -> Bool {
        switch self {
        case .text, .condition, .property, .pattern: return text.count > 0
        case .anything: return text.count > 0 || !isPlain
        case .id: return NameText.isId(text)
        case .regionName: return NameText.isRegion(text)
        case .actionName: return NameText.isAction(text)
        case .childName: return NameText.child(text) != nil
        case .duration: return QuantityText.duration(text) != nil
        case .rate: return QuantityText.rate(text) != nil
        case .url: return ServerURL(text.string) != nil
        case .address: return NetworkAddress(text.string) != nil
        case .domain: return DomainName(text.string) != nil
        case .endpoint: return Endpoint(text.string) != nil
        case .bandwidth: return QuantityText.bandwidth(text) != nil
        case .boolean: return isPlain && (text.equals("true") || text.equals("false"))
        case .percentage(let most, let bare):
            return QuantityText.basisPoints(text, bare: bare).map { $0 <= .percent(most) } ?? false
        case .integer(let range): return isPlain && QuantityText.integer(text).map(range.contains) ?? false
        case .number(let range): return isPlain && QuantityText.number(text).map(range.contains) ?? false
        case .choice(let names):
            for name in names where text.equals(name) { return true }
            return false
        }
    }
}

extension Span<UInt8> {
    func equals(_ text: String) -> Bool {
        guard count == text.utf8.count else { return false }
        var index = 0
        for byte in text.utf8 {
            if self[index] != byte { return false }
            index += 1
        }
        return true
    }
}
