import Engine
import Runbook
import RunbookCompiler
import World

/// 128 bits that stand for a state: two different ones share them about never (2^-128 a pair).
///
/// What the machine remembers and does not decide by is left out: why a run left its way, and counters of steps that
/// are not at work.
struct Fingerprint: Hashable, Sendable {
    private(set) var high: UInt64 = 0x9E37_79B9_7F4A_7C15
    private(set) var low: UInt64 = 0xD1B5_4A32_D192_ED03

    init(_ state: GameState) {
        absorb(state.run)
        absorb(state.truth)
        absorb(state.outages)
        for flight in state.flights {
            absorb(UInt64(flight.node.rawValue) << 2 | (flight.isUndo ? 2 : 0) | (flight.isStray ? 1 : 0))
            absorb(UInt64(flight.excused))
        }
        absorb(state.hasCrossed ? 1 : 2)
    }

    @inline(__always) private mutating func absorb(_ word: UInt64) {
        let one = (high ^ word).multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
        high = one.high ^ one.low ^ low
        let other = (low ^ word &+ 0xE703_7ED1_A0B4_28DB).multipliedFullWidth(by: 0x8EBC_6AF0_9C88_C6E3)
        low = other.high ^ other.low &+ word
    }

    private mutating func absorb(_ run: RunState) {
        absorb(run.phase)
        absorb(run.mode == .planned ? 1 : 2)
        for node in run.nodes { absorb(Fingerprint.word(node)) }
        for sampler in run.samplers where sampler.isOutstanding { absorb(sampler.isObsolete ? 3 : 4) }
        for grant in run.grants { absorb(grant) }
        for terms in run.approved {
            absorb(UInt64(bitPattern: terms?.lag?.rawValue ?? -1))
            absorb(UInt64(bitPattern: terms?.loss?.rawValue ?? -1))
            absorb(UInt64(bitPattern: Int64(terms?.capacity?.rawValue ?? -1)))
        }
        for growth in run.expired { absorb(growth == nil ? 5 : 6) }
        var index = 0
        while index + 1 < run.captures.count {
            let pair = (
                UInt64(UInt32(bitPattern: run.captures[index])), UInt64(UInt32(bitPattern: run.captures[index + 1]))
            )
            absorb(pair.0 << 32 | pair.1)
            index += 2
        }
        if index < run.captures.count { absorb(UInt64(UInt32(bitPattern: run.captures[index]))) }
        for remaining in run.remaining { absorb(UInt64(bitPattern: Int64(remaining ?? -1))) }
        for node in run.undoStack { absorb(UInt64(node.rawValue)) }
        absorb(UInt64(UInt32(bitPattern: run.inFlight)) << 32 | UInt64(UInt32(bitPattern: run.crossings)))
        absorb((run.hasLeftBehind ? 1 : 0) | (run.hasSkippedUndo ? 2 : 0) | (run.hasInheritedBase ? 4 : 0))
        for owed in [run.accepted, run.inherited, run.obligations] where !owed.isEmpty {
            for entry in owed.entries {
                absorb(UInt64(entry.region.rawValue))
                for service in entry.services { absorb(UInt64(service.rawValue) + 256) }
            }
        }
    }

    private static func word(_ node: NodeState) -> UInt64 {
        var (attempt, looks, flags) = (node.attempt, node.looks, node.flags)
        if !node.status.isActive { (attempt, looks) = (0, 0) }
        switch node.status {
        case .done, .continued, .undone, .skipped: flags.subtract([.attempted, .expired, .interrupted])
        default: break
        }
        return UInt64(node.status.rawValue) | UInt64(attempt) << 8 | UInt64(looks) << 16 | UInt64(flags.rawValue) << 24
            | UInt64(UInt32(bitPattern: node.remaining)) << 32
    }

    private mutating func absorb(_ phase: Phase) {
        let word: UInt64 =
            switch phase {
            case .idle: 10
            case .running: 11
            case .settling(let goal): 20 + UInt64(goal.rawValue)
            case .paused: 12
            case .held: 13
            case .rollingBack: 14
            case .finishing(let outcome): 30 + Fingerprint.number(outcome)
            case .ended(let outcome): 40 + Fingerprint.number(outcome)
            }
        absorb(word)
    }

    private static func number(_ outcome: Phase.Outcome) -> UInt64 {
        switch outcome {
        case .succeeded: 0
        case .rolledBack: 1
        case .stopped: 2
        }
    }

    private mutating func absorb(_ world: WorldState) {
        for region in world.regions {
            for service in 0..<world.serviceCount { absorb(world[region, ServiceIndex(service)]) }
        }
    }

    private mutating func absorb(_ state: ServiceState) {
        let source: UInt64 =
            switch state.source {
            case .unknown: 0
            case .none: 1
            case .region(let region): 2 + UInt64(region.rawValue)
            }
        absorb(
            UInt64(state.role.rawValue) | UInt64(state.isFenced.rawValue) << 4 | UInt64(state.isStreaming.rawValue) << 8
                | source << 12 | UInt64(UInt16(truncatingIfNeeded: state.weight?.rawValue ?? -1)) << 24
                | UInt64(UInt16(truncatingIfNeeded: state.capacity?.rawValue ?? -1)) << 40)
    }

    private mutating func absorb(_ outages: Outages) {
        guard !outages.isEmpty else { return }
        absorb(UInt64(outages.dead) << 32 | UInt64(outages.cutOff))
        absorb(UInt64(truncatingIfNeeded: outages.sick))
        absorb(UInt64(truncatingIfNeeded: outages.sick >> 64))
        absorb(outages.broken)
    }
}
