import Engine
import Runbook
import RunbookCompiler
import World

/// 128 bits that stand for a state: of these 120 are kept, and two different states share those about never (2^-120 a pair).
///
/// What the machine remembers and does not decide by is left out: why a run left its way, and counters of steps that
/// are not at work. So is the order of what can as well have happened in another one.
struct Fingerprint: Hashable, Sendable {
    private(set) var high: UInt64 = 0x9E37_79B9_7F4A_7C15
    private(set) var low: UInt64 = 0xD1B5_4A32_D192_ED03

    init(_ state: GameState, outages: Outages, _ outline: Outline) {
        if outline.isGoingBack(state.run) {
            absorbWayBack(state.run, outline)
        } else {
            absorbNodes(state.run)
        }
        absorb(state.run)
        absorb(state.run.undoStack, outline.footprints)
        absorb(state.truth)
        absorb(outages)
        absorb(state.flights)
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
        for sampler in run.samplers where sampler.isOutstanding { absorb(sampler.isObsolete ? 3 : 4) }
        for grant in run.grants { absorb(grant) }
        for terms in run.approved {
            absorb(UInt64(bitPattern: terms?.lag?.rawValue ?? -1))
            absorb(UInt64(bitPattern: terms?.loss?.rawValue ?? -1))
            absorb(UInt64(bitPattern: Int64(terms?.capacity?.rawValue ?? -1)))
        }
        for growth in run.expired { absorb(growth == nil ? 5 : 6) }
        absorb(UInt64(UInt32(bitPattern: run.inFlight)) << 32 | UInt64(UInt32(bitPattern: run.crossings)))
        absorb((run.hasLeftBehind ? 1 : 0) | (run.hasSkippedUndo ? 2 : 0) | (run.hasInheritedBase ? 4 : 0))
        for owed in [run.accepted, run.inherited, run.obligations] where !owed.isEmpty {
            for entry in owed.entries {
                absorb(UInt64(entry.region.rawValue))
                for service in entry.services { absorb(UInt64(service.rawValue) + 256) }
            }
        }
    }

    private mutating func absorbNodes(_ run: RunState) {
        for node in run.nodes { absorb(Fingerprint.word(node)) }
        absorb(run.captures[...])
        for remaining in run.remaining { absorb(UInt64(bitPattern: Int64(remaining ?? -1))) }
    }

    private mutating func absorbWayBack(_ run: RunState, _ outline: Outline) {
        absorb(outline.owedFinally(run))
        for index in run.nodes.indices {
            let node = NodeID(index)
            let isToBeUndone = run.undoStack.contains(node)
            guard isToBeUndone || outline.remains(node, run) else { continue }
            absorb(UInt64(index) << 32 | Fingerprint.word(run.nodes[index]) & 0xFFFF_FFFF)
            if isToBeUndone { absorb(run.captures[outline.plan.nodes[index].captures]) }
        }
        for pair in outline.plan.pairs {
            absorb(run.captures[pair.baseSlot..<(pair.baseSlot + 2 * outline.plan.topology.services.count)])
        }
        for remaining in run.remaining.dropFirst() { absorb(UInt64(bitPattern: Int64(remaining ?? -1))) }
    }

    private mutating func absorb(_ captures: ArraySlice<Int32>) {
        var index = captures.startIndex
        while index < captures.endIndex {
            let first = UInt64(UInt32(bitPattern: captures[index]))
            let second = index + 1 < captures.endIndex ? UInt64(UInt32(bitPattern: captures[index + 1])) : 0
            absorb(first << 32 | second)
            index += 2
        }
    }

    /// Each with those before it that have to do with the same.
    private mutating func absorb(_ stack: [NodeID], _ footprints: Footprints) {
        var sum: UInt64 = 0
        for index in stack.indices {
            var before: UInt64 = 0
            for earlier in stack[..<index] where !footprints.areApart(earlier, stack[index]) {
                before &+= Fingerprint.mix(UInt64(earlier.rawValue))
            }
            sum &+= Fingerprint.mix(before ^ Fingerprint.mix(UInt64(stack[index].rawValue) | 1 << 32))
        }
        absorb(sum)
    }

    private mutating func absorb(_ flights: [Flight]) {
        var sum: UInt64 = 0
        for flight in flights {
            let word = UInt64(flight.node.rawValue) << 2 | (flight.isUndo ? 2 : 0) | (flight.isStray ? 1 : 0)
            sum &+= Fingerprint.mix(word << 32 | UInt64(flight.excused))
        }
        absorb(sum)
    }

    /// Spreads a word over all bits, so that sums of such words tell sets apart.
    private static func mix(_ word: UInt64) -> UInt64 {
        var mixed = (word &+ 0x9E37_79B9_7F4A_7C15) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 31) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 29
    }

    /// Those that still matter when a node is over.
    private static let lastingFlags = ~NodeState.Flags([.attempted, .expired, .interrupted]).rawValue

    private static func word(_ node: NodeState) -> UInt64 {
        var (attempt, looks, flags) = (node.attempt, node.looks, node.flags.rawValue)
        if !node.status.isActive { (attempt, looks) = (0, 0) }
        switch node.status {
        case .done, .continued, .undone, .skipped: flags &= lastingFlags
        default: break
        }
        return UInt64(node.status.rawValue) | UInt64(attempt) << 8 | UInt64(looks) << 16 | UInt64(flags) << 24
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
        for region in 0..<world.regionCount {
            for service in 0..<world.serviceCount { absorb(world[RegionIndex(region), ServiceIndex(service)]) }
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
