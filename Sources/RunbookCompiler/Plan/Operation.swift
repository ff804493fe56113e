package import Runbook

/// What an effect node brings about, before the values that only the run knows.
package enum Operation: Hashable, Sendable {
    /// The share of `from`'s base weight that `to` has taken over; the pair holds where the base is captured.
    case shift(pair: Int, services: ServiceSet, percent: BasisPoints)
    case promote(RegionIndex, ServiceSet, LossBound)
    case fence(RegionIndex, ServiceSet)
    case replicate(from: RegionIndex, to: RegionIndex, ServiceSet)
    case verify(from: RegionIndex, to: RegionIndex, ServiceSet)
    case scale(RegionIndex, ServiceSet, BasisPoints)
    /// Whatever of another operation can be done beforehand. Into `Plan.operations`.
    case prepare(operation: Int)
    /// Into `Plan.actions`.
    case custom(Int)
    /// Into `Plan.notices`.
    case notify(Int)
}

extension Operation {
    /// The services that it names; none where it names something else.
    package var services: ServiceSet {
        switch self {
        case .shift(_, let services, _), .promote(_, let services, _), .fence(_, let services),
            .replicate(_, _, let services), .verify(_, _, let services), .scale(_, let services, _):
            services
        case .prepare, .custom, .notify: ServiceSet()
        }
    }
}
