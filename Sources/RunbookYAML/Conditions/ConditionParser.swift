import Runbook

/// Recursive descent over a condition's tokens; after the first fault of syntax it stops, other faults let it go on.
struct ConditionParser {
    let tree: Tree
    let scalar: Tree.Index
    /// Of a property: it speaks of what is true, and not of what is measured.
    let mayClaim: Bool
    let tokens: [ConditionToken]
    let places: ConditionPlaces
    var sink: DiagnosticSink
    var position = 0
    var depth = 0
    var hasFailed = false

    init(
        tree: Tree, scalar: Tree.Index, mayClaim: Bool, tokens: [ConditionToken], places: ConditionPlaces,
        sink: DiagnosticSink
    ) {
        self.tree = tree
        self.scalar = scalar
        self.mayClaim = mayClaim
        self.tokens = tokens
        self.places = places
        self.sink = sink
    }

    /// The whole text as one condition.
    mutating func whole() -> Located<Condition>? {
        guard let condition = alternatives() else { return nil }
        guard current.kind == .end else {
            return fail("\"\(text(current))\" is too much here", "Join conditions with \"and\" or \"or\".")
        }
        return condition
    }

    private mutating func alternatives() -> Located<Condition>? {
        joined("or", { $0.conjunction() }) { .or($0) }
    }

    private mutating func conjunction() -> Located<Condition>? {
        joined("and", { $0.negation() }) { .and($0) }
    }

    private mutating func joined(
        _ word: StaticString, _ operand: (inout Self) -> Located<Condition>?,
        _ join: ([Located<Condition>]) -> Condition
    ) -> Located<Condition>? {
        guard let first = operand(&self) else { return nil }
        guard isWord(word) else { return first }
        var parts = [first]
        while isWord(word) {
            position += 1
            guard let next = operand(&self) else { return nil }
            parts.append(next)
        }
        let span = SourceSpan(start: first.span.start, end: parts[parts.count - 1].span.end)
        return Located(join(parts), at: span)
    }

    private mutating func negation() -> Located<Condition>? {
        guard isWord("not") else { return primary() }
        let start = span(current).start
        position += 1
        guard let inner = deeper({ $0.negation() }) else { return nil }
        return Located(.not(inner), at: SourceSpan(start: start, end: inner.span.end))
    }

    private mutating func primary() -> Located<Condition>? {
        switch current.kind {
        case .open:
            position += 1
            guard let inner = deeper({ $0.alternatives() }) else { return nil }
            guard current.kind == .close else { return fail("a closing parenthesis is missing", "Write \")\" here.") }
            position += 1
            return inner
        case .word: return startsWithDollar(current) ? fact() : mayClaim ? claim() : measurement()
        case .end:
            return fail("the condition ends too early", "Write a condition here, such as \(example).")
        default:
            return fail(
                "\"\(text(current))\" cannot begin a condition",
                mayClaim
                    ? "Write what is always true, such as \(example)."
                    : "Write a metric of a region, such as \(example).")
        }
    }

    private mutating func deeper(_ body: (inout Self) -> Located<Condition>?) -> Located<Condition>? {
        guard depth < ConditionReader.deepest else {
            hasFailed = true
            sink.report(
                .conditionTooLarge, "the condition is nested more than \(ConditionReader.deepest) deep",
                help: "Split it into several conditions of a gate.", at: span(current))
            return nil
        }
        depth += 1
        defer { depth -= 1 }
        return body(&self)
    }

    private var example: String { mayClaim ? "serving_regions >= 1" : "availability($target) >= 95%" }

    var current: ConditionToken { tokens[position] }

    func span(_ token: ConditionToken) -> SourceSpan { places.span(token.range) }

    func text(_ token: ConditionToken) -> String {
        tree.withText(scalar) { $0.extracting(token.range).string }
    }

    func startsWithDollar(_ token: ConditionToken) -> Bool {
        tree.withText(scalar) { $0[token.range.lowerBound] == UInt8(ascii: "$") }
    }

    func isWord(_ word: StaticString) -> Bool {
        current.kind == .word && tree.withText(scalar) { $0.extracting(current.range).equals(word) }
    }

    /// Reports a fault of syntax at the current token.
    mutating func fail<Result>(_ message: String, _ help: String) -> Result? {
        hasFailed = true
        sink.report(.conditionSyntax, message.isEmpty ? "this is no condition" : message, help: help, at: span(current))
        return nil
    }

    /// Reports what is wrong with a token that was understood; parsing goes on.
    mutating func complain(_ code: Code, _ message: String, _ help: String, at span: SourceSpan) {
        hasFailed = true
        sink.report(code, message, help: help, at: span)
    }
}
