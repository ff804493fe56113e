import Runbook
import World

/// Data with somebody between it and its clients: they are kept from a region before it is fenced, and led to a region
/// once it is the writer.
struct AttendedData: EffectPerformer {
    private let data: any RegionAdapter
    /// The one nearest to the clients first.
    private let attendants: [any RegionAdapter]

    init(_ data: any RegionAdapter, _ attendants: [any RegionAdapter]) {
        (self.data, self.attendants) = (data, attendants)
    }

    func apply(_ assignment: Assignment) async -> EffectReport {
        switch assignment.effect {
        case .fence: await fence(assignment)
        case .unfence, .promote: await open(assignment)
        default: await data.apply(assignment)
        }
    }

    private func fence(_ assignment: Assignment) async -> EffectReport {
        switch assignment.mode {
        case .planned: await fenceInOrder(assignment)
        case .emergency: await fenceAtOnce(assignment)
        }
    }

    /// Whoever is nearest to the clients first, so that none of them hits a fence that could have waited before it; then the
    /// others and the data side by side. What is not done whole is taken back, so that nobody waits for nothing.
    private func fenceInOrder(_ assignment: Assignment) async -> EffectReport {
        guard let nearest = attendants.first else { return await data.apply(assignment) }
        let first = await nearest.apply(assignment)
        if first.answer == .superseded { return first }
        if first.answer != .done { return await takeBack(1, assignment, first.answer, [first]) }
        let reports = [first] + (await apply(assignment, to: attendants.dropFirst() + [data]))
        let own = reports[attendants.count].answer
        let failed = reports.dropLast().map(\.answer).first { $0 != .done }
        if reports.contains(where: { $0.answer == .superseded }) { return EffectReport(.superseded, joining: reports) }
        switch (failed, own) {
        case (nil, .done), (_, .inDoubt), (_, .superseded): return EffectReport(own, joining: reports)
        case (nil, .notDone): return await takeBack(attendants.count, assignment, own, reports)
        case (let answer?, _):
            return await takeBack(attendants.count, assignment, answer, reports, withData: own == .done)
        }
    }

    /// Side by side; their answers in the same order.
    private func apply(_ assignment: Assignment, to performers: some Sequence<any RegionAdapter>) async
        -> [EffectReport]
    {
        let performers = Array(performers)
        return await withTaskGroup(of: (Int, EffectReport).self) { group in
            for (index, performer) in performers.enumerated() {
                group.addTask { (index, await performer.apply(assignment)) }
            }
            var reports = [EffectReport?](repeating: nil, count: performers.count)
            for await (index, report) in group { reports[index] = report }
            return reports.compactMap(\.self)
        }
    }

    /// All side by side: nobody's silence keeps the others from it. Whoever is not reached any more by a client is as good
    /// as fenced.
    private func fenceAtOnce(_ assignment: Assignment) async -> EffectReport {
        let reports = await apply(assignment, to: attendants + [data])
        let own = reports[attendants.count].answer
        let isConfirmed = zip(attendants, reports).contains { $0.manifest.confirmsFence && $1.answer == .done }
        if reports.contains(where: { $0.answer == .superseded }) { return EffectReport(.superseded, joining: reports) }
        if own == .done || isConfirmed { return EffectReport(.done, joining: reports) }
        if case .notDone = own { return await takeBack(attendants.count, assignment, own, reports) }
        return EffectReport(own, joining: reports)
    }

    /// - Parameters:
    ///   - count: how many attendants have been asked.
    ///   - answer: what it comes to when it is taken back.
    ///   - withData: whether the data has been fenced.
    private func takeBack(
        _ count: Int, _ assignment: Assignment, _ answer: EffectReport.Answer, _ reports: [EffectReport],
        withData: Bool = false
    ) async -> EffectReport {
        guard case .fence(let region, let services) = assignment.effect else { return EffectReport(.inDoubt) }
        var back = assignment
        back.effect = .unfence(region, services)
        var isBack = true
        if withData { isBack = await data.apply(back).answer == .done }
        for attendant in attendants[..<count].reversed() {
            let report = await attendant.apply(back)
            isBack = isBack && report.answer == .done
        }
        return EffectReport(isBack ? answer : .inDoubt, joining: reports)
    }

    /// The data first, then from it outwards to the clients.
    private func open(_ assignment: Assignment) async -> EffectReport {
        let own = await data.apply(assignment)
        guard own.answer == .done else { return own }
        var reports = [own]
        for attendant in attendants.reversed() {
            let report = await attendant.apply(assignment)
            reports.append(report)
            if report.answer == .superseded { return report }
            // The data has moved, and its clients have not: a look tells, and doing it again is harmless.
            guard report.answer == .done else { return EffectReport(.inDoubt, joining: reports) }
        }
        return EffectReport(.done, joining: reports)
    }

    func calls(for effect: Effect, in world: WorldState) -> [String] {
        let (own, others) = (
            data.calls(for: effect, in: world), attendants.map { $0.calls(for: effect, in: world) }
        )
        return switch effect {
        case .fence: others.flatMap(\.self) + own
        case .unfence, .promote: own + others.reversed().flatMap(\.self)
        default: own
        }
    }
}
