import Engine
package import Runbook

/// What stories have been through, so that an idle hunt shows.
package struct Coverage: Hashable, Sendable {
    package private(set) var counts: [String: Int] = [:]
    package private(set) var simulated = Milliseconds.zero
    package private(set) var records = 0

    package init() {}

    mutating func count(_ what: String, _ times: Int = 1) { counts[what, default: 0] += times }

    mutating func crash(_ boundary: Boundary, _ phase: Phase) {
        count("crash \(boundary.rawValue)")
        switch phase {
        case .rollingBack: count("crash during a rollback")
        case .finishing: count("crash during finally")
        default: break
        }
    }

    mutating func see(_ sighting: Sighting) {
        switch sighting {
        case .took(let epoch): if epoch.rawValue > 1 { count("taken over") }
        case .outside: count("outage begins or ends")
        case .rested(.held): count("held")
        case .rested(.paused): count("paused")
        default: break
        }
    }

    mutating func end(_ fold: RunMachine, _ journal: [JournalRecord], simulated: Milliseconds) {
        self.simulated = simulated
        records = journal.count
        if case .ended(let outcome) = fold.state.phase {
            count("end \(outcome.rawValue)")
        } else {
            count("end none")
        }
        if fold.state.nodes.contains(where: { $0.status == .undone }) { count("undid something") }
        if fold.state.crossings > 0 { count("crossed the point of no return") }
    }

    package mutating func add(_ other: Coverage) {
        counts.merge(other.counts, uniquingKeysWith: +)
        simulated += other.simulated
        records += other.records
    }
}
