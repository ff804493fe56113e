import Runbook
import RunbookCompiler

extension EventReader {
    mutating func readTerms() throws(MalformedEvent) -> ApprovalTerms {
        let lag = try readNumberOrUnknown(Int64.self)
        try expect(" ")
        let loss = try readNumberOrUnknown(Int64.self)
        try expect(" ")
        let capacity = try readNumberOrUnknown(Int32.self)
        return ApprovalTerms(
            lag: lag.map { Milliseconds($0) }, loss: loss.map { Milliseconds($0) },
            capacity: capacity.map { BasisPoints($0) })
    }

    mutating func readBaseline() throws(MalformedEvent) -> Baseline {
        var baseline = Baseline()
        while take(" base ") {
            let from = try readRegion()
            let to = try readRegion()
            let service = try readNumber(UInt8.self)
            guard Int(service) < ServiceSet.capacity else { throw malformed("there are too many services") }
            try expect(" ")
            let fromWeight = try readNumber(Int32.self)
            try expect(" ")
            baseline.entries.append(
                Baseline.Entry(
                    from: from, to: to, service: ServiceIndex(Int(service)), fromWeight: BasisPoints(fromWeight),
                    toWeight: BasisPoints(try readNumber(Int32.self))))
        }
        return baseline
    }

    /// With the space behind it.
    private mutating func readRegion() throws(MalformedEvent) -> RegionIndex {
        let region = RegionIndex(Int(try readNumber(UInt8.self)))
        try expect(" ")
        return region
    }
}
