package import Runbook

extension Double {
    /// At most two decimals, and fewer the larger it is: `0.07`, `1.5`, `12.3`, `850`.
    package var brief: String {
        let digits = abs(self) < 1 ? 100.0 : abs(self) < 100 ? 10.0 : 1.0
        let rounded = (self * digits).rounded() / digits
        return rounded == rounded.rounded() ? "\(Int64(clamping: rounded))" : "\(rounded)"
    }
}

extension Int64 {
    fileprivate init(clamping value: Double) {
        self = value.isNaN ? 0 : value >= 9e18 ? .max : value <= -9e18 ? .min : Int64(value)
    }
}

extension Milliseconds {
    /// As exact as people need it: `840ms`, `2.5s`, `48s`, `12m31s`.
    package var brief: String {
        if rawValue < 1000 { return description }
        if rawValue < 10_000 { return "\((Double(rawValue) / 1000).brief)s" }
        return Milliseconds.seconds((rawValue + 500) / 1000).description
    }
}
