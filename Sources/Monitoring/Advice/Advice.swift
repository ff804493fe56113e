package import Runbook

/// A change that would make something better, and by how much.
package struct Advice: Hashable, Sendable {
    package enum Aim: String, Hashable, Sendable, CaseIterable {
        case rto, rpo, duration, readiness, availability, cost
    }

    package enum Effort: String, Hashable, Sendable, Comparable, CaseIterable {
        /// A value in a runbook or an environment.
        case low
        /// A setting of a server, or more of the same machines.
        case medium
        /// Another topology, another link.
        case high

        package static func < (one: Effort, other: Effort) -> Bool {
            (allCases.firstIndex(of: one) ?? 0) < (allCases.firstIndex(of: other) ?? 0)
        }
    }

    /// What it is about, to be told from others: `dns_ttl`.
    package var name: String
    package var aim: Aim
    /// The region that it makes a better one to take over, and others for which the same change does the same or less.
    package var region: String
    package var others: [String] = []
    /// What to change, in one sentence.
    package var sentence: String
    /// The same, for trying it out; nil where it can only be done outside, such as mending what is broken.
    package var change: Change?
    /// What the aim is now and what it would be, as the forecast or the simulation was run again with the change.
    package var before: Quantity
    package var after: Quantity
    package var effort: Effort
    /// What was measured, and how the gain was computed.
    package var evidence: String
    package var price: Price?

    /// What it costs in another respect.
    package struct Price: Hashable, Sendable {
        package var sentence: String
        /// How much longer until a region has taken over, in milliseconds.
        package var time: Milliseconds?

        package init(_ sentence: String, time: Milliseconds? = nil) {
            self.sentence = sentence
            self.time = time
        }
    }

    package init(
        name: String, aim: Aim, region: String, sentence: String, change: Change?, before: Quantity, after: Quantity,
        effort: Effort, evidence: String, price: Price? = nil
    ) {
        self.name = name
        self.aim = aim
        self.region = region
        self.sentence = sentence
        self.change = change
        self.before = before
        self.after = after
        self.effort = effort
        self.evidence = evidence
        self.price = price
    }

    /// How much better, in the aim's base unit; never negative for what is worth being said.
    package var gain: Double {
        switch aim {
        case .readiness, .availability: after.value - before.value
        case .rto, .rpo, .duration, .cost: before.value - after.value
        }
    }

    /// The share of what there is that would be gained; what ranks suggestions against each other.
    package var relativeGain: Double {
        let whole = aim == .readiness || aim == .availability ? max(after.value, 1e-9) : max(before.value, 1e-9)
        return gain / whole
    }
}

extension Advice {
    /// The largest effect first; of alike ones what is easier, and what saves money last.
    package static func ranked(_ advice: [Advice]) -> [Advice] {
        let sorted = advice.filter { $0.gain > 0 }.sorted { one, other in
            if (one.aim == .cost) != (other.aim == .cost) { return other.aim == .cost }
            if one.relativeGain != other.relativeGain { return one.relativeGain > other.relativeGain }
            if one.effort != other.effort { return one.effort < other.effort }
            return (one.name, one.region) < (other.name, other.region)
        }
        var ranked: [Advice] = []
        for advice in sorted {
            if let same = ranked.firstIndex(where: { $0.sentence == advice.sentence && $0.aim == advice.aim }) {
                ranked[same].others.append(advice.region)
            } else {
                ranked.append(advice)
            }
        }
        return ranked
    }
}
