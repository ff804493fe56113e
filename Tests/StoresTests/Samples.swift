import Engine
import Runbook
import RunbookCompiler
import World

/// Every kind of event, and runs to keep them in.
enum Samples {
    /// The texts of the first of `events`, as every released version must read them.
    static let golden = [
        "started planned", "started emergency", "resumed",
        "finished 17 1f done", "finished 4294967295 255u in_doubt", "finished 0 0f not_done unreachable",
        "finished 1 2f not_done refused", "finished 1 2f not_done conflict", "finished 1 2u not_done invalid",
        "sampled 3 holds", "sampled 0 breaches", "sampled 12 unknown", "sampled 9223372036854775807 not_yet",
        "answered 5 0 0 granted", "answered 5 255 18446744073709551615 declined",
        "timer deadline", "timer reserve", "timer finally", "timer timeout 1", "timer attempt 2", "timer retry 3",
        "timer recheck 4", "timer within 5", "timer wait 6", "timer sample 7",
        "ordered pause", "ordered proceed", "ordered retry 8", "ordered skip 9", "ordered rollback", "ordered stop",
        "ordered mode planned", "ordered mode emergency",
        "observed 4 1f 2x2 ?- ? ? ?- ? ?",
        "observed 4 2u 2x2 y- 10000,9000,0,w,n,y,-,? ? n! ?,?,?,d,y,n,0,n 0,-1,-5,s,?,?,?,y",
        "observed 4 2u 0x0",
        "started emergency owing 1 0 owing 1 127 owing 3 2", "ordered accept_two_writers 10",
        "ordered give_way", "inherited", "inherited base 0 1 3 10000 0 base 2 0 127 -1 2147483647",
        "answered 5 1 2 granted saw 2000 0 9500 found 2100 0 9400", "answered 5 1 2 granted saw ? ? ?",
        "answered 5 1 2 granted found -1 ? -5",
    ]

    static let events: [Event] =
        [
            .started(.planned), .started(.emergency), .resumed,
            .finished(node(17), token(1), .done), .finished(node(Int(UInt32.max)), token(255, isUndo: true), .inDoubt),
            .finished(node(0), token(0), .notDone(.unreachable)), .finished(node(1), token(2), .notDone(.refused)),
            .finished(node(1), token(2), .notDone(.conflict)),
            .finished(node(1), token(2, isUndo: true), .notDone(.invalid)),
            .sampled(3, .holds), .sampled(0, .breaches), .sampled(12, .unknown), .sampled(.max, .notYet),
            .answered(node(5), Answer(person: 0, roles: 0, isGranted: true)),
            .answered(node(5), Answer(person: 255, roles: .max, isGranted: false)),
            .timerFired(.deadline), .timerFired(.reserve), .timerFired(.finallyBudget), .timerFired(.timeout(node(1))),
            .timerFired(.attempt(node(2))), .timerFired(.retry(node(3))), .timerFired(.recheck(node(4))),
            .timerFired(.within(node(5))), .timerFired(.wait(node(6))), .timerFired(.sample(7)),
            .ordered(.pause), .ordered(.proceed), .ordered(.retry(node(8))), .ordered(.skip(node(9))),
            .ordered(.rollback),
            .ordered(.stop), .ordered(.switchMode(.planned)), .ordered(.switchMode(.emergency)),
            .observed(node(4), token(1), WorldState(regionCount: 2, serviceCount: 2)),
            .observed(node(4), token(2, isUndo: true), world),
            .observed(node(4), token(2, isUndo: true), WorldState(regionCount: 0, serviceCount: 0)),
            .started(.emergency, owing: owing), .ordered(.acceptTwoWriters(node(10))),
            .ordered(.giveWay), .inherited(Baseline()), .inherited(baseline),
            .answered(node(5), answer(seen: terms(2000, 0, 9500), found: terms(2100, 0, 9400))),
            .answered(node(5), answer(seen: ApprovalTerms(), found: nil)),
            .answered(node(5), answer(seen: nil, found: terms(-1, nil, -5))),
        ] + extremes

    private static var owing: Obligations {
        var owing = Obligations()
        owing.insert(ServiceSet([ServiceIndex(2)]), in: RegionIndex(3))
        owing.insert(ServiceSet([ServiceIndex(0), ServiceIndex(127)]), in: RegionIndex(1))
        return owing
    }

    private static let baseline = Baseline([
        Baseline.Entry(
            from: RegionIndex(0), to: RegionIndex(1), service: ServiceIndex(3), fromWeight: .all, toWeight: .zero),
        Baseline.Entry(
            from: RegionIndex(2), to: RegionIndex(0), service: ServiceIndex(127), fromWeight: BasisPoints(-1),
            toWeight: BasisPoints(.max)),
    ])

    private static func terms(_ lag: Int64?, _ loss: Int64?, _ capacity: Int32?) -> ApprovalTerms {
        ApprovalTerms(
            lag: lag.map { Milliseconds($0) }, loss: loss.map { Milliseconds($0) },
            capacity: capacity.map { BasisPoints($0) })
    }

    private static func answer(seen: ApprovalTerms?, found: ApprovalTerms?) -> Answer {
        Answer(person: 1, roles: 2, isGranted: true, seen: seen, found: found)
    }

    private static let extremes: [Event] =
        [
            .timerFired(.sample(.min)), .observed(node(1), token(1), WorldState(regionCount: 255, serviceCount: 1)),
        ]
        + extremeServices.map { service in
            var world = WorldState(regionCount: 4, serviceCount: 1)
            world[RegionIndex(3), ServiceIndex(0)] = service
            return .observed(node(1), token(1), world)
        }

    private static var extremeServices: [ServiceState] {
        var services: [ServiceState] = []
        for weight in [nil, -Int32.max, -1, 0, Int32.max] {
            for lag in [nil, -Int64.max, 0, Int64.max] {
                var service = ServiceState()
                service.weight = weight.map { BasisPoints($0) }
                service.capacity = weight.map { BasisPoints($0) }
                service.lag = lag.map { Milliseconds($0) }
                services.append(service)
            }
        }
        for source in [ServiceState.Source.unknown, .none, .region(RegionIndex(0)), .region(RegionIndex(3))] {
            for role in [DataRole.unknown, .none, .writer, .standby, .detached] {
                for knowledge in [Knowledge.no, .yes, .unknown] {
                    var service = ServiceState()
                    (service.source, service.role) = (source, role)
                    (service.isFenced, service.isServing, service.isStreaming) = (knowledge, .unknown, knowledge)
                    services.append(service)
                }
            }
        }
        return services
    }

    private static var world: WorldState {
        var world = WorldState(regionCount: 2, serviceCount: 2)
        world.isReachable = [.yes, .no]
        world.owesFence = [false, true]
        var writer = ServiceState()
        (writer.weight, writer.capacity, writer.lag) = (.all, BasisPoints(9000), .zero)
        (writer.role, writer.isFenced, writer.isServing, writer.source) = (.writer, .no, .yes, .none)
        world[RegionIndex(0), ServiceIndex(0)] = writer
        var detached = ServiceState()
        (detached.role, detached.isFenced, detached.isServing) = (.detached, .yes, .no)
        (detached.source, detached.isStreaming) = (.region(RegionIndex(0)), .no)
        world[RegionIndex(1), ServiceIndex(0)] = detached
        var odd = ServiceState()
        (odd.weight, odd.capacity, odd.lag) = (.zero, BasisPoints(-1), Milliseconds(-5))
        (odd.role, odd.isStreaming) = (.standby, .yes)
        world[RegionIndex(1), ServiceIndex(1)] = odd
        return world
    }

    private static func node(_ index: Int) -> NodeID { NodeID(index) }
    private static func token(_ attempt: UInt8, isUndo: Bool = false) -> Token {
        Token(attempt: attempt, isUndo: isUndo)
    }
}

extension Samples {
    static func header(
        _ run: String, claims: [String] = ["us-east-1/db"], started: Int64 = 1_000
    ) -> RunHeader {
        RunHeader(
            run: run, runbook: "gradual", version: 3, environment: "demo", mode: .emergency,
            parameters: ["source": "us-east-1", "target": "us-west-2", "odd": "ü'\""], initiator: "ada",
            started: Milliseconds(started), planDigest: "00ff",
            sources: [
                RunHeader.Source(role: .runbook, file: "gradual.yaml", text: "runbook: gradual\nversion: 3\n"),
                RunHeader.Source(role: .child, file: "child.yaml", text: ""),
                RunHeader.Source(role: .environment, file: "demo.yaml", text: "environment: demo\n"),
            ],
            claims: claims)
    }

    /// Records of every kind, from a sequence on.
    static func records(from first: Int64, count: Int) -> [JournalRecord] {
        (0..<count).map { offset in
            let sequence = first + Int64(offset)
            return JournalRecord(
                sequence: sequence, time: Milliseconds(1_000 + sequence),
                event: events[Int(sequence - 1) % events.count],
                detail: sequence % 3 == 0 ? "why: \(sequence) — ö\u{0}x" : "")
        }
    }
}
