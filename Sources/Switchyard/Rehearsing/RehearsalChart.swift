import Engine
import Runbook
import RunbookCompiler
import Simulation

/// One rehearsal over time, ready to be drawn on paper or a terminal: lines in columns of equal length.
struct RehearsalChart: Sendable {
    /// What is drawn, region by region.
    enum Quantity: Hashable, Sendable, CaseIterable {
        case traffic, errorRate, responseTime, lag, capacity
    }

    struct Line: Hashable, Sendable {
        var name: String
        /// Which of the topology's regions; none for all of them together.
        var region: RegionIndex?
        /// A value a column; nil where it could not be measured.
        var values: [Double?]

        var largest: Double { values.reduce(0) { max($0, $1 ?? 0) } }
    }

    struct Panel: Hashable, Sendable {
        var quantity: Quantity
        var lines: [Line]
        /// What the full height stands for.
        var top: Double
        /// Beyond it a region is not well; nil where there is no such bound.
        var threshold: Double?
    }

    let length: Milliseconds
    let track: RehearsalTrack
    /// Regions that the runbook is about, and those that carried traffic.
    let regions: [RegionIndex]
    /// Faults that struck before the end, on the time of the rehearsal.
    let faults: [FaultPlan.Fault]
    private let topology: Topology
    private let samples: [RehearsalSample]
    private let start: Milliseconds

    init(_ report: RehearsalReport, faults: FaultPlan?) {
        let plan = report.session.plan
        length = report.duration
        track = RehearsalTrack(report)
        topology = plan.topology
        samples = report.samples
        start = report.start
        let named = plan.operations.flatMap(RehearsalChart.regions(plan))
        regions = topology.regionIndices.filter { region in
            named.contains(region) || report.samples.contains { $0.regions[region.index].traffic > 0 }
        }
        self.faults = (faults?.faults ?? []).filter { $0.at <= report.duration }
    }

    var leftOut: [String] {
        topology.regionIndices.filter { !regions.contains($0) }.map(topology.name(of:))
    }

    /// The time since the beginning, of a moment on the world's clock.
    func since(_ moment: Milliseconds) -> Milliseconds { moment - start }

    /// The column that a time since the beginning falls into.
    func column(of time: Milliseconds, among columns: Int) -> Int {
        guard length > .zero else { return 0 }
        return max(0, min(columns - 1, Int(time.rawValue * Int64(columns) / length.rawValue)))
    }

    func panels(columns: Int) -> [Panel] {
        Quantity.allCases.compactMap { panel($0, columns) }
    }

    private func panel(_ quantity: Quantity, _ columns: Int) -> Panel? {
        var lines = regions.map { region in
            Line(
                name: topology.name(of: region), region: region,
                values: values(quantity, columns) { value(quantity, $0.regions[region.index]) })
        }
        if quantity == .errorRate {
            lines.append(Line(name: "all requests", values: values(quantity, columns) { $0.errorRate }))
        }
        lines.removeAll { $0.values.allSatisfy { $0 == nil } }
        guard !lines.isEmpty else { return nil }
        let largest = lines.map(\.largest).max() ?? 0
        let threshold = quantity.threshold(topology.thresholds)
        return Panel(
            quantity: quantity, lines: lines, top: quantity.top(for: largest, threshold: threshold),
            threshold: threshold)
    }

    /// Peaks stay visible however many samples share a column; what is set is shown as it was last.
    private func values(_ quantity: Quantity, _ columns: Int, _ value: (RehearsalSample) -> Double?) -> [Double?] {
        var result: [Double?] = Array(repeating: nil, count: columns)
        var isFilled = Array(repeating: false, count: columns)
        for sample in samples {
            let column = column(of: since(sample.at), among: columns)
            let new = value(sample)
            if quantity.isPeak, isFilled[column] {
                result[column] = [result[column], new].compactMap(\.self).max()
            } else {
                result[column] = new
            }
            isFilled[column] = true
        }
        for column in result.indices.dropFirst() where !isFilled[column] { result[column] = result[column - 1] }
        return result
    }

    private func value(_ quantity: Quantity, _ region: RehearsalSample.Region) -> Double? {
        switch quantity {
        case .traffic: region.traffic
        case .errorRate: region.errorRate
        case .responseTime: region.responseTime
        case .lag: region.lag
        case .capacity: region.capacity
        }
    }

    /// The regions that an operation is about by name.
    private static func regions(_ plan: Plan) -> (Operation) -> [RegionIndex] {
        { operation in
            switch operation {
            case .shift(let pair, _, _): [plan.pairs[pair].from, plan.pairs[pair].to]
            case .promote(let region, _, _), .fence(let region, _), .scale(let region, _, _): [region]
            case .replicate(let from, let to, _), .verify(let from, let to, _): [from, to]
            case .prepare, .custom, .notify: []
            }
        }
    }
}
