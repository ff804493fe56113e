package import Runbook
package import RunbookCompiler

/// A desired state, complete with every value: performing it twice is as good as once.
package enum Effect: Hashable, Sendable {
    /// How a service's requests are shared between two regions; other regions keep their share.
    package struct Route: Hashable, Sendable {
        package var service: ServiceIndex
        package var from: BasisPoints
        package var to: BasisPoints

        package init(service: ServiceIndex, from: BasisPoints, to: BasisPoints) {
            self.service = service
            self.from = from
            self.to = to
        }
    }

    package struct Following: Hashable, Sendable {
        package var service: ServiceIndex
        /// Nil: it follows nobody.
        package var source: RegionIndex?

        package init(service: ServiceIndex, source: RegionIndex?) {
            self.service = service
            self.source = source
        }
    }

    package struct Capacity: Hashable, Sendable {
        package var service: ServiceIndex
        package var share: BasisPoints

        package init(service: ServiceIndex, share: BasisPoints) {
            self.service = service
            self.share = share
        }
    }

    case route(from: RegionIndex, to: RegionIndex, [Route])
    /// The region is the writer; `loss` is the most that its data may lag for that.
    case promote(RegionIndex, ServiceSet, loss: Milliseconds)
    case fence(RegionIndex, ServiceSet)
    case unfence(RegionIndex, ServiceSet)
    /// The region's services follow these sources, rebuilt where their data diverged.
    case follow(RegionIndex, [Following])
    case scale(RegionIndex, [Capacity])
    /// Part of an effect's work, done before it is time for the effect itself: it changes nothing that can be observed,
    /// and the effect does what it does with or without it.
    indirect case prepare(Effect)
    /// What was prepared for an effect is undone; nothing to do when the effect has used it up.
    indirect case release(Effect)
    /// The data of both agrees; changes nothing.
    case verify(from: RegionIndex, to: RegionIndex, ServiceSet)
    /// Into `Plan.actions`.
    case custom(Int)
    /// Into `Plan.notices`.
    case notify(Int)
}

extension Effect {
    /// The action that a runbook would call it by.
    package var action: String {
        switch self {
        case .route: "shift"
        case .promote: "promote"
        case .fence: "fence"
        case .unfence: "unfence"
        case .follow: "replicate"
        case .scale: "scale"
        case .prepare: "prepare"
        case .release: "release"
        case .verify: "verify"
        case .custom: "run"
        case .notify: "notify"
        }
    }
}
