/// What a drill asks about, and how many of the hundred points it is worth.
package enum DrillItem: String, Hashable, Sendable, CaseIterable {
    case reachable, dependencies, replication, lag, capacity, backups, checked, proved, rehearsed, permissions, clocks

    package var worth: Int {
        switch self {
        case .replication, .capacity: 15
        case .reachable, .dependencies, .lag, .backups, .proved, .permissions: 10
        case .checked, .rehearsed: 4
        case .clocks: 2
        }
    }

    package var title: String {
        switch self {
        case .reachable: "both regions are reachable"
        case .dependencies: "the target's services and what they depend on answer"
        case .replication: "the target follows the writer, and changes arrive"
        case .lag: "its data is recent enough"
        case .capacity: "it is ready for the peak, or can be made so"
        case .backups: "a backup can be restored and read"
        case .checked: "the runbook has no errors"
        case .proved: "the runbook is proved safe"
        case .rehearsed: "a rehearsal of it succeeds"
        case .permissions: "we may do what it will ask for"
        case .clocks: "the clocks agree"
        }
    }
}
