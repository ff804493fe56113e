import Runbook
import RunbookCompiler

/// Chooses what goes wrong in a story.
package enum FaultPlanner {
    package static func faults(for specimen: Specimen, seed: UInt64) -> [Fault] {
        var dice = Dice(seed, .faults)
        var faults: [Fault] = []
        let size = specimen.plan.nodes.count
        // One story in ten goes undisturbed, so that success is seen too.
        let intensity = dice.pick(weighed: [(10, 0), (30, 1), (40, 3), (20, 8)])
        guard intensity > 0 else { return [] }
        for _ in 0..<dice.below(intensity * 2) { faults.append(outcome(size, &dice)) }
        // What stopped half way and is not tried again has to be taken back as it is.
        let halves = faults.compactMap { if case .fate(let request, .half) = $0 { request } else { nil } }
        for request in halves where dice.chance(50) { faults.append(.fate(request: request + 1, .invalid)) }
        // Over what stays in doubt people go on, and something else fails.
        let late = faults.compactMap { if case .fate(let request, .lateEffect) = $0 { request } else { nil } }
        for request in late where dice.chance(40) {
            faults.append(.rest(0, .proceed))
            faults.append(.fate(request: request + dice.within(1...3), .invalid))
        }
        for _ in 0..<dice.below(intensity + 1) { faults.append(boundary(size, &dice)) }
        if dice.chance(15 + 5 * intensity) { faults.append(outage(specimen.plan.topology, &dice)) }
        if dice.chance(5 * intensity) { faults.append(outage(specimen.plan.topology, &dice)) }
        for call in StoreCall.allCases where dice.chance(4 * intensity) {
            faults.append(
                .store(
                    StoreFault(
                        call, first: first(of: call, size, &dice), times: dice.within(1...4),
                        isKept: dice.chance(25))))
        }
        for question in 0..<4 where dice.chance(8 * intensity) {
            faults.append(.answer(question, dice.pick(AnswerFate.allCases)))
        }
        for rest in 0..<6 where dice.chance(60) && !faults.contains(.rest(rest, .proceed)) {
            faults.append(.rest(rest, restOrder(&dice)))
        }
        if dice.chance(6 * intensity) {
            let request = dice.below(size + 2)
            faults += [.fate(request: request, .half), .fate(request: request + 1, .invalid)]
        }
        return faults
    }

    private static func outcome(_ size: Int, _ dice: inout Dice) -> Fault {
        switch dice.below(10) {
        case 0:
            .look(dice.below(size * 2 + 2), dice.chance(60) ? .blind : .slow(Milliseconds(Int64(dice.below(45_000)))))
        case 1, 2:
            .sample(
                dice.below(size * 2 + 4),
                dice.pick([.breach, .breach, .unknown, .stale, .slow(Milliseconds(Int64(dice.below(45_000))))]))
        default: .fate(request: dice.below(size + size / 2 + 2), dice.pick(Fate.allCases))
        }
    }

    private static func boundary(_ size: Int, _ dice: inout Dice) -> Fault {
        let place = dice.below(size * 14 + 6)
        switch dice.below(10) {
        case 0...3: return .crash(boundary: place, down: pause(&dice), jump: jump(&dice))
        case 4:
            return .suspend(
                boundary: place, length: Milliseconds(Int64(dice.within(1...120_000))), jump: jump(&dice))
        case 5:
            return dice.chance(50)
                ? .echo(boundary: place, dice.below(64)) : .clock(boundary: place, jump: leap(&dice))
        default: return .order(boundary: place, runningOrder(&dice))
        }
    }

    private static func pause(_ dice: inout Dice) -> Milliseconds {
        dice.pick(weighed: [
            (30, Milliseconds(Int64(dice.below(50)))), (50, Milliseconds(Int64(dice.below(60_000)))),
            (15, .minutes(Int64(dice.below(60)))), (5, .hours(Int64(dice.below(30)))),
        ])
    }

    /// A call of which stories of this size have about so many.
    private static func first(of call: StoreCall, _ size: Int, _ dice: inout Dice) -> Int {
        switch call {
        case .append: dice.below(size * 3 + 2)
        case .renew: dice.below(40)
        case .messages: dice.below(8)
        case .conclude, .remember, .takeOver, .summary: dice.below(4)
        }
    }

    private static func leap(_ dice: inout Dice) -> Milliseconds {
        dice.chance(50) ? .hours(1) : Milliseconds.zero - .hours(1)
    }

    private static func jump(_ dice: inout Dice) -> Milliseconds {
        dice.pick(weighed: [(60, Milliseconds.zero), (20, .hours(1)), (20, Milliseconds.zero - .hours(1))])
    }

    private static func outage(_ topology: Topology, _ dice: inout Dice) -> Fault {
        let from = Milliseconds(Int64(dice.below(dice.chance(50) ? 60_000 : 1_200_000)))
        let length = Milliseconds(Int64(dice.within(500...(dice.chance(70) ? 90_000 : 2_400_000))))
        return .outage(
            Outage(
                dice.pick(Outage.Kind.allCases), RegionIndex(dice.below(topology.regions.count)), from: from,
                until: from + length))
    }

    private static func runningOrder(_ dice: inout Dice) -> HuntOrder {
        dice.pick(weighed: [
            (30, .pause), (25, .rollback), (14, .stop), (20, .emergency), (6, .planned), (3, .proceed),
            (5, .retry(dice.below(60))), (5, .skip(dice.below(60))), (2, .accept(dice.below(60))),
        ])
    }

    private static func restOrder(_ dice: inout Dice) -> HuntOrder {
        dice.pick(weighed: [
            (30, .retry(0)), (15, .proceed), (20, .rollback), (12, .skip(0)), (6, .skip(1)), (5, .retry(1)),
            (3, .stop), (6, .accept(0)), (4, .emergency), (3, .retry(dice.below(60))), (3, .skip(dice.below(60))),
            (2, .pause),
        ])
    }
}
