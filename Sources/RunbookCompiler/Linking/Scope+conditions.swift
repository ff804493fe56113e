import Runbook

extension Scope {
    /// Whether a parameter compares so with a literal; nil when it has no value or the literal does not fit its type.
    func holds(_ name: String, _ comparison: ComparisonOperator, _ literal: String) -> Bool? {
        guard let index = parameter(named: name), let value = values[index] else { return nil }
        guard let other = try? ParameterValue(literal, as: runbook.parameters[index].type.value) else { return nil }
        switch (value, other) {
        case (.integer(let left), .integer(let right)): return comparison.holds(Double(left), Double(right))
        case (.percentage(let left), .percentage(let right)): return comparison.holds(left.ratio, right.ratio)
        case (.duration(let left), .duration(let right)):
            return comparison.holds(Double(left.rawValue), Double(right.rawValue))
        default:
            switch comparison {
            case .equal: return value == other
            case .notEqual: return value != other
            case .less, .lessOrEqual, .greater, .greaterOrEqual: return nil
            }
        }
    }

    /// Whether a `when` holds in a mode; nil when that depends on a measurement or on a value that is missing.
    func holds(_ condition: Condition, in mode: Mode) -> Bool? {
        switch condition {
        case .comparison, .claim: return nil
        case .fact(let name, let comparison, let literal):
            guard name.value == "mode" else { return holds(name.value, comparison, literal.value) }
            guard let other = Mode(rawValue: literal.value) else { return nil }
            return comparison == .notEqual ? mode != other : mode == other
        case .and(let parts):
            let results = parts.map { holds($0.value, in: mode) }
            return results.contains(false) ? false : results.contains(nil) ? nil : true
        case .or(let parts):
            let results = parts.map { holds($0.value, in: mode) }
            return results.contains(true) ? true : results.contains(nil) ? nil : false
        case .not(let part): return holds(part.value, in: mode).map { !$0 }
        }
    }

    /// The modes in which a `when` may hold.
    func modes(admittedBy condition: Condition) -> ModeGuard {
        var result = ModeGuard.never
        if holds(condition, in: .planned) != false { result.insert(.planned) }
        if holds(condition, in: .emergency) != false { result.insert(.emergency) }
        return result
    }
}
