import Runbook

extension ConditionParser {
    /// `metric(region[, service]) [over duration] op quantity [over duration]`
    mutating func measurement() -> Located<Condition>? {
        let first = current
        let name = text(first)
        position += 1
        guard current.kind == .open else {
            let known = Metric.builtIn.map(\.name)
            let question = Suggestion.question(for: name, among: known + ["and", "or", "not"])
            position -= 1
            return fail(
                "\"\(name.abbreviated)\" must be a metric with a region in parentheses",
                "Write it as metric(region), such as availability($target).\(question)")
        }
        let metric = metric(name, at: span(first))
        guard let (region, service) = regionAndService() else { return nil }
        var window: Argument<Milliseconds>?
        if isWord("over") {
            guard let over = over(metric, named: name) else { return nil }
            window = over
        }
        guard let comparison = comparison(), let quantity = quantity(metric, named: name) else { return nil }
        if window == nil, isWord("over") {
            guard let over = over(metric, named: name) else { return nil }
            window = over
        }
        let last = tokens[position - 1]
        guard let metric else { return nil }
        let measured = Condition.Measurement(
            metric: Located(metric, at: span(first)), region: region, service: service, window: window)
        return Located(
            .comparison(measured, comparison, quantity),
            at: SourceSpan(start: span(first).start, end: span(last).end))
    }

    /// `(region[, service])`
    mutating func regionAndService() -> (region: Argument<String>, service: Argument<String>?)? {
        position += 1
        guard let region = place(.regionName, "a region") else { return nil }
        var service: Argument<String>?
        if current.kind == .comma {
            position += 1
            guard let place = place(.id, "a service") else { return nil }
            service = place
        }
        guard current.kind == .close else {
            return fail("a closing parenthesis is missing", "Write \")\" after the region and the service.")
        }
        position += 1
        return (region, service)
    }

    private mutating func metric(_ name: String, at span: SourceSpan) -> Metric? {
        if let metric = Metric(name: name) {
            if case .custom(let custom) = metric, !custom.utf8.allSatisfy(NameText.isIdByte) {
                complain(
                    .unknownMetric, "\"\(name.abbreviated)\" is not a metric's name",
                    "Write custom. and a name in small letters, digits and underscores.", at: span)
            }
            return metric
        }
        let names = Metric.builtIn.map(\.name)
        complain(
            .unknownMetric, "there is no metric \"\(name.abbreviated)\"",
            Suggestion.nearest(to: name, among: names).map { "Did you mean \"\($0)\"?" }
                ?? "Write one of \(names.joined(separator: ", ")), or custom.NAME.", at: span)
        return nil
    }

    mutating func place(_ kind: ScalarKind, _ noun: String) -> Argument<String>? {
        let token = current
        guard token.kind == .word else {
            return fail("\(noun) is missing", "Write \(kind.noun), or a parameter such as $target.")
        }
        let problem = tree.withText(scalar) {
            ScalarShape(kind, allowsReference: true).problem($0.extracting(token.range), isPlain: true)
        }
        if let problem { complain(problem.code, problem.message, problem.help, at: span(token)) }
        position += 1
        return operand(token, text(token))
    }

    private func operand<Value>(_ token: ConditionToken, _ value: @autoclosure () -> Value) -> Argument<Value> {
        Located(
            startsWithDollar(token) ? .parameter(String(text(token).dropFirst())) : .literal(value()), at: span(token))
    }

    private mutating func over(_ metric: Metric?, named name: String) -> Argument<Milliseconds>? {
        let word = span(current)
        position += 1
        if mayClaim {
            position -= 1
            return fail(
                "a property holds at every moment, and not over a time", "Remove \"over\" and its duration.")
        }
        let token = current
        guard token.kind == .word else { return fail("\"over\" needs a duration", "Write how long, such as over 1m.") }
        position += 1
        if let metric, !metric.isWindowed {
            complain(
                .notWindowed, "\"\(name)\" is a setting and not measured over time",
                "Remove \"over\" and its duration.",
                at: SourceSpan(start: word.start, end: span(token).end))
        }
        let problem = tree.withText(scalar) {
            ScalarShape(.duration, allowsReference: true).problem($0.extracting(token.range), isPlain: true)
        }
        if let problem {
            complain(problem.code, problem.message, problem.help, at: span(token))
            return Located(.literal(.zero), at: span(token))
        }
        return operand(token, tree.withText(scalar) { QuantityText.duration($0.extracting(token.range)) } ?? .zero)
    }

    mutating func comparison() -> ComparisonOperator? {
        guard current.kind == .comparison, let comparison = ComparisonOperator(rawValue: text(current)) else {
            let advice =
                current.kind == .comparison && text(current) == "="
                ? "Write == to compare."
                : "Write one of <, <=, >, >=, == and !=."
            return fail("a comparison is missing", advice)
        }
        position += 1
        return comparison
    }

    private mutating func quantity(_ metric: Metric?, named name: String) -> Argument<Quantity>? {
        let token = current
        guard token.kind == .word else {
            return fail(
                "a quantity is missing", "Write what to compare with, such as \(metric?.dimension?.example ?? "95%").")
        }
        position += 1
        if startsWithDollar(token) {
            if !tree.withText(scalar, { NameText.isReference($0.extracting(token.range)) }) {
                complain(
                    .malformedValue, "\"\(text(token).abbreviated)\" is not a reference to a parameter",
                    "Write $ and a parameter's name.", at: span(token))
            }
            return operand(token, Quantity(0, .count))
        }
        guard let quantity = tree.withText(scalar, { QuantityText.quantity($0.extracting(token.range)) }) else {
            complain(
                .malformedValue, "\"\(text(token).abbreviated)\" is not a quantity",
                "Write a number and its unit, such as \(metric?.dimension?.example ?? "95%").", at: span(token))
            return operand(token, Quantity(0, .count))
        }
        if let dimension = metric?.dimension, dimension != quantity.dimension {
            complain(
                .dimensionMismatch,
                "\"\(name)\" is \(dimension.noun) and cannot be compared with \(quantity.dimension.noun)",
                "Write \(dimension.noun), such as \(dimension.example).", at: span(token))
        }
        return operand(token, quantity)
    }

    /// `$mode == planned`, `$flag == true`
    mutating func fact() -> Located<Condition>? {
        let token = current
        let name = String(text(token).dropFirst())
        if !tree.withText(scalar, { NameText.isReference($0.extracting(token.range)) }) {
            return fail(
                "\"\(text(token).abbreviated)\" is not a parameter", "Write $mode, or $ and the name of a parameter.")
        }
        position += 1
        let place = current
        guard let comparison = comparison() else { return nil }
        let value = current
        guard value.kind == .word || value.kind == .text else {
            return fail("a value is missing", "Write what to compare \"$\(name)\" with.")
        }
        position += 1
        var written = text(value)
        if value.kind == .text { written = String(written.dropFirst().dropLast()) }
        if name == "mode" { checkMode(comparison, place, written, value) }
        return Located(
            .fact(Located(name, at: span(token)), comparison, Located(written, at: span(value))),
            at: SourceSpan(start: span(token).start, end: span(value).end))
    }

    private mutating func checkMode(
        _ comparison: ComparisonOperator, _ sign: ConditionToken, _ written: String, _ value: ConditionToken
    ) {
        if comparison != .equal, comparison != .notEqual {
            complain(
                .modeComparison, "modes have no order, so \"\(comparison.rawValue)\" says nothing about them",
                "Write == or !=.", at: span(sign))
        }
        if Mode(rawValue: written) == nil {
            let names = Mode.allCases.map(\.rawValue)
            complain(
                .modeComparison, "\"\(written.abbreviated)\" is not a mode",
                "Write planned or emergency.\(Suggestion.question(for: written, among: names))", at: span(value))
        }
    }
}
