import Runbook

/// What an argument comes to once parameters are bound; nil when its parameter has no value or the wrong type.
extension Scope {
    func text(_ argument: Argument<String>) -> String? {
        switch argument.value {
        case .literal(let text): text
        case .parameter(let name): value(named: name)?.description
        }
    }

    func time(_ argument: Argument<Milliseconds>?) -> Milliseconds? {
        switch argument?.value {
        case .literal(let time)?: return time
        case .parameter(let name)?:
            if case .duration(let time)? = value(named: name) { return time }
            return nil
        case nil: return nil
        }
    }

    func share(_ argument: Argument<BasisPoints>) -> BasisPoints? {
        switch argument.value {
        case .literal(let share): return share
        case .parameter(let name):
            if case .percentage(let share)? = value(named: name) { return share }
            return nil
        }
    }

    func number(_ argument: Argument<Int64>?) -> Int64? {
        switch argument?.value {
        case .literal(let number)?: return number
        case .parameter(let name)?:
            if case .integer(let number)? = value(named: name) { return number }
            return nil
        case nil: return nil
        }
    }

    func quantity(_ argument: Argument<Quantity>) -> Quantity? {
        switch argument.value {
        case .literal(let quantity): quantity
        case .parameter(let name):
            switch value(named: name) {
            case .percentage(let share)?: .ratio(share)
            case .duration(let time)?: .time(time)
            case .integer(let number)?: Quantity(Double(number), .count)
            default: nil
            }
        }
    }
}
