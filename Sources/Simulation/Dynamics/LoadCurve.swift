internal import Runbook

/// How a service answers under load: queueing makes it slow long before it makes it fail.
enum LoadCurve {
    /// Milliseconds that an unloaded service takes.
    static func base(_ type: ServiceType) -> Double {
        switch type {
        case .database: 8
        case .storage: 12
        case .cache: 1.5
        case .api: 25
        case .compute: 45
        case .network: 4
        case .dns: 2
        }
    }

    /// How many times longer a request takes at a load, as a share of the ready capacity.
    static func stretch(at load: Double) -> Double {
        let knee = min(load, 0.96)
        let queue = 1 + 0.5 * knee * knee / (1 - knee)
        return load <= 0.96 ? queue : min(150, queue + 100 * (load - 0.96))
    }

    /// The share of requests that fail at a load.
    static func errors(at load: Double) -> Double {
        if load <= 0.9 { return 0 }
        if load <= 1 { return (load - 0.9) * 0.2 }
        return min(1, 0.02 + 0.98 * (1 - 1 / load))
    }
}
