package import Runbook
package import RunbookCompiler

/// One service in one region. What was not observed is unknown, never a default that looks well.
@usableFromInline package struct ServiceState: Hashable, Sendable {
    /// Share of the service's requests, or nil when unknown.
    package var weight: BasisPoints?
    /// Ready capacity as a share of the peak, or nil when unknown.
    package var capacity: BasisPoints?
    /// How far behind the writer its data is, or nil when unknown; an upper bound when the source is out of reach.
    package var lag: Milliseconds?
    package var role = DataRole.unknown
    /// The right to write is taken away.
    package var isFenced = Knowledge.unknown
    /// It answers requests.
    package var isServing = Knowledge.unknown
    package var source = Source.unknown
    /// Changes arrive from the source.
    package var isStreaming = Knowledge.unknown

    package enum Source: Hashable, Sendable {
        case unknown, none
        case region(RegionIndex)
    }

    package init() {}

    /// It would acknowledge a write, as far as is known.
    package var acknowledgesWrites: Knowledge {
        switch role {
        case .writer: isFenced == .yes ? .no : (isFenced == .no ? .yes : .unknown)
        case .standby, .detached, .none: .no
        case .unknown: isFenced == .yes ? .no : .unknown
        }
    }
}
