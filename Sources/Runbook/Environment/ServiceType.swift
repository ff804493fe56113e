/// What kind of thing a service is; it decides which actions concern it.
package enum ServiceType: String, Hashable, Sendable, CaseIterable {
    case database, api, cache, storage, compute, network, dns

    /// It keeps data: it has one writer, replicas, and a lag; promote, fence, replicate and verify concern it.
    package var isStateful: Bool { self == .database || self == .storage }

    /// Requests are routed to it by weight; shift concerns it. A stateful service's traffic follows its writer.
    package var isRouted: Bool { !isStateful }
}
