import Runbook

extension ConditionParser {
    /// `serving_regions[(service)] op number`, `healthy(region[, service])`, `running`, or one of a few metrics compared.
    mutating func claim() -> Located<Condition>? {
        let name = text(current)
        if let tally = Claim.Tally(rawValue: name) { return claim(tally) }
        if let trait = Claim.Trait(rawValue: name) { return claim(trait) }
        if name == Claim.runningName {
            position += 1
            return Located(.claim(.running), at: span(tokens[position - 1]))
        }
        if let metric = Metric(name: name), Claim.metrics.contains(metric) { return measurement() }
        return fail(Metric(name: name) == nil ? unknownClaim(name) : measuredClaim(name), adviceForClaim(name))
    }

    private func unknownClaim(_ name: String) -> String { "\"\(name.abbreviated)\" says nothing about regions" }

    private func measuredClaim(_ name: String) -> String {
        "\"\(name.abbreviated)\" is measured, so it has no value that can be true always"
    }

    private func adviceForClaim(_ name: String) -> String {
        let known = Claim.names + Claim.metrics.map(\.name)
        return Suggestion.nearest(to: name, among: known).map { "Did you mean \"\($0)\"?" }
            ?? "Write one of \(known.joined(separator: ", "))."
    }

    private mutating func claim(_ tally: Claim.Tally) -> Located<Condition>? {
        let start = span(current).start
        position += 1
        var service: Argument<String>?
        if current.kind == .open {
            position += 1
            guard let place = place(.id, "a service") else { return nil }
            service = place
            guard current.kind == .close else {
                return fail("a closing parenthesis is missing", "Write \")\" after the service.")
            }
            position += 1
        }
        guard let comparison = comparison() else { return nil }
        let token = current
        let number = tree.withText(scalar) { QuantityText.integer($0.extracting(token.range)) }
        guard token.kind == .word, let number, number >= 0 else {
            return fail("a number of regions is missing", "Write a whole number, such as \(tally.rawValue) >= 1.")
        }
        position += 1
        return Located(
            .claim(.tally(tally, service: service, comparison, number)),
            at: SourceSpan(start: start, end: span(token).end))
    }

    private mutating func claim(_ trait: Claim.Trait) -> Located<Condition>? {
        let start = span(current).start
        position += 1
        guard current.kind == .open else {
            return fail(
                "\"\(trait.rawValue)\" must name a region in parentheses",
                "Write it as \(trait.rawValue)(region), such as \(trait.rawValue)($target).")
        }
        guard let (region, service) = regionAndService() else { return nil }
        return Located(
            .claim(.trait(trait, region: region, service: service)),
            at: SourceSpan(start: start, end: span(tokens[position - 1]).end))
    }
}
