/// The one thing that a step does.
package indirect enum Action: Hashable, Sendable {
    case gate(Located<String>)
    case shift(Shift)
    case promote(Promote)
    case fence(Place)
    case replicate(Link)
    case verify(Link)
    case scale(Scale)
    case approve(Approve)
    case wait(Argument<Milliseconds>)
    case run(Run)
    case runbook(Child)
    case notify(Notify)

    /// A region, and a service in it or all of them.
    package struct Place: Hashable, Sendable {
        package var region: Argument<String>
        package var service: Argument<String>?

        package init(region: Argument<String>, service: Argument<String>?) {
            self.region = region
            self.service = service
        }
    }

    /// From one region to another, for a service or for all of them.
    package struct Link: Hashable, Sendable {
        package var from: Argument<String>
        package var to: Argument<String>
        package var service: Argument<String>?

        package init(from: Argument<String>, to: Argument<String>, service: Argument<String>?) {
            self.from = from
            self.to = to
            self.service = service
        }
    }

    package struct Shift: Hashable, Sendable {
        package var link: Link
        /// Each the share of the source's captured weight that the target has taken over, rising.
        package var percent: [Argument<BasisPoints>]
        package var soak: Argument<Milliseconds>?
        package var gate: Located<String>?

        package init(
            link: Link, percent: [Argument<BasisPoints>], soak: Argument<Milliseconds>?, gate: Located<String>?
        ) {
            self.link = link
            self.percent = percent
            self.soak = soak
            self.gate = gate
        }
    }

    package struct Promote: Hashable, Sendable {
        package var place: Place
        /// The most writes, as time, that may be lost; by mode. None when not written.
        package var plannedLoss: Argument<Milliseconds>?
        package var emergencyLoss: Argument<Milliseconds>?

        package init(place: Place, plannedLoss: Argument<Milliseconds>?, emergencyLoss: Argument<Milliseconds>?) {
            self.place = place
            self.plannedLoss = plannedLoss
            self.emergencyLoss = emergencyLoss
        }
    }

    package struct Scale: Hashable, Sendable {
        package var place: Place
        /// Of the region's peak load.
        package var to: Argument<BasisPoints>

        package init(place: Place, to: Argument<BasisPoints>) {
            self.place = place
            self.to = to
        }
    }

    package struct Approve: Hashable, Sendable {
        package enum OnTimeout: String, Hashable, Sendable, CaseIterable {
            case rollback, hold
        }

        package var ask: Located<String>
        package var from: [Located<String>]
        package var need: Argument<Int64>?
        package var notInitiator: Located<Bool>?
        package var within: Argument<Milliseconds>?
        package var onTimeout: Located<OnTimeout>?

        package init(
            ask: Located<String>, from: [Located<String>], need: Argument<Int64>?, notInitiator: Located<Bool>?,
            within: Argument<Milliseconds>?, onTimeout: Located<OnTimeout>?
        ) {
            self.ask = ask
            self.from = from
            self.need = need
            self.notInitiator = notInitiator
            self.within = within
            self.onTimeout = onTimeout
        }
    }

    /// A named argument whose type the action's declaration decides.
    package struct NamedArgument: Hashable, Sendable {
        package var name: Located<String>
        /// Plain text as written, or a parameter.
        package var value: Argument<String>

        package init(name: Located<String>, value: Argument<String>) {
            self.name = name
            self.value = value
        }
    }

    /// An action that an adapter offers.
    package struct Run: Hashable, Sendable {
        package var name: Located<String>
        package var with: [NamedArgument]

        package init(name: Located<String>, with: [NamedArgument]) {
            self.name = name
            self.with = with
        }
    }

    /// A child runbook by name and pinned version.
    package struct Child: Hashable, Sendable {
        package var name: Located<String>
        package var version: Int64
        package var with: [NamedArgument]

        package init(name: Located<String>, version: Int64, with: [NamedArgument]) {
            self.name = name
            self.version = version
            self.with = with
        }
    }

    package struct Notify: Hashable, Sendable {
        package var channel: Located<String>
        package var message: Located<String>

        package init(channel: Located<String>, message: Located<String>) {
            self.channel = channel
            self.message = message
        }
    }
}

extension Action {
    /// The key that names it in a runbook.
    package var key: String {
        switch self {
        case .gate: "gate"
        case .shift: "shift"
        case .promote: "promote"
        case .fence: "fence"
        case .replicate: "replicate"
        case .verify: "verify"
        case .scale: "scale"
        case .approve: "approve"
        case .wait: "wait"
        case .run: "run"
        case .runbook: "runbook"
        case .notify: "notify"
        }
    }
}
