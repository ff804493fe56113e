extension Plan {
    /// What an operation changes; two unordered nodes whose resources conflict are a race.
    package func resources(of operation: Operation) -> [Resource] {
        switch operation {
        case .shift(_, let services, _): [Resource(.traffic, nil, services)]
        case .promote(let region, let services, _): [Resource(.writer, region, services)]
        case .fence(let region, let services): [Resource(.writer, region, services)]
        case .replicate(_, let to, let services):
            [Resource(.replication, to, services), Resource(.writer, to, services)]
        case .scale(let region, let services, _): [Resource(.capacity, region, services)]
        case .custom(let action): actions[action].touches
        case .verify, .prepare, .notify: []
        }
    }
}
