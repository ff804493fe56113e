import Runbook

/// What a condition can come to while some regions answer nothing and all others may answer anything.
struct Outcomes: OptionSet {
    var rawValue: UInt8

    init(rawValue: UInt8) { self.rawValue = rawValue }

    static let holds = Outcomes(rawValue: 1)
    static let fails = Outcomes(rawValue: 2)
    static let unknown = Outcomes(rawValue: 4)

    var mayHold: Bool { contains(.holds) }

    init(_ condition: PlanGate.Condition, unknown regions: [RegionIndex], in mode: Mode) {
        func part(_ condition: PlanGate.Condition) -> Outcomes { Outcomes(condition, unknown: regions, in: mode) }
        switch condition {
        case .comparison(let query, _, _): self = regions.contains(query.region) ? .unknown : [.holds, .fails]
        case .mode(let other): self = other == mode ? .holds : .fails
        case .constant(let value): self = value ? .holds : .fails
        case .not(let inner): self = part(inner).negated
        case .and(let parts):
            self = parts.map { part($0).negated }.reduce(Outcomes.fails) { $0.or($1) }.negated
        case .or(let parts): self = parts.map(part).reduce(Outcomes.fails) { $0.or($1) }
        }
    }

    private var negated: Outcomes {
        var result = intersection(.unknown)
        if contains(.holds) { result.insert(.fails) }
        if contains(.fails) { result.insert(.holds) }
        return result
    }

    private func or(_ other: Outcomes) -> Outcomes {
        var result = Outcomes()
        if contains(.holds) || other.contains(.holds) { result.insert(.holds) }
        if contains(.fails), other.contains(.fails) { result.insert(.fails) }
        let mine = subtracting(.holds)
        let others = other.subtracting(.holds)
        if mine.contains(.unknown) && !others.isEmpty || others.contains(.unknown) && !mine.isEmpty {
            result.insert(.unknown)
        }
        return result
    }
}
