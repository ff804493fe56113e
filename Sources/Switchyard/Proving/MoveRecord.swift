import Prover
import Runbook
import RunbookCompiler

/// A move as a counterexample is written with it, so that it can be played again: steps, regions and services by their names.
struct MoveRecord {
    let plan: Plan

    init(_ plan: Plan) { self.plan = plan }

    func json(_ move: Move) -> JSON {
        var members = [JSON.Member("kind", .string(name(of: move.kind)))]
        func add(_ key: String, _ value: JSON) { members.append(JSON.Member(key, value)) }
        switch move.kind {
        case .look(let node), .runOut(let node), .tryAgain(let node), .succeed(let node), .refuse(let node),
            .refuseForGood(let node), .lose(let node), .loseAtTheEnd(let node), .giveUp(let node), .pass(let node),
            .decline(let node), .leaveUnanswered(let node), .skip(let node), .retry(let node):
            add("step", .string(plan.labels[node.index].id))
        case .land(let flight), .vanish(let flight): add("effect", .count(flight))
        case .breach(let sampler), .goBlind(let sampler):
            let node = plan.samplers[sampler].node
            add("step", .string(plan.labels[node.index].id))
            add("gate", .count(sampler - plan.nodes[node.index].samplers.lowerBound))
        case .loss(let loss), .comeback(let loss): for member in self.members(of: loss) { members.append(member) }
        case .deadline, .reserve, .finallyBudget, .crash, .rollback, .stop: break
        }
        add("faults", .count(move.cost))
        return .object(members)
    }

    /// Nil when the record names what the plan does not have.
    func move(_ json: JSON) -> Move? {
        guard let kind = json["kind"]?.string, let cost = json["faults"]?.integer, (0...1).contains(cost) else {
            return nil
        }
        return self.kind(kind, json).map { Move($0, cost: Int(cost)) }
    }

    private func kind(_ name: String, _ json: JSON) -> Move.Kind? {
        if let kind = Self.plain[name] { return kind }
        if let make = Self.ofNodes[name] { return node(json).map(make) }
        switch name {
        case "land", "vanish":
            guard let flight = json["effect"]?.integer, (0..<1_000_000).contains(flight) else { return nil }
            return name == "land" ? .land(flight: Int(flight)) : .vanish(flight: Int(flight))
        case "breach", "go_blind":
            guard let node = node(json), let offset = json["gate"]?.integer,
                (0..<Int64(plan.nodes[node.index].samplers.count)).contains(offset)
            else { return nil }
            let sampler = plan.nodes[node.index].samplers.lowerBound + Int(offset)
            return name == "breach" ? .breach(sampler: sampler) : .goBlind(sampler: sampler)
        case "loss", "comeback": return loss(json).map { name == "loss" ? .loss($0) : .comeback($0) }
        default: return nil
        }
    }

    private func node(_ json: JSON) -> NodeID? { json["step"]?.string.flatMap { plan.node(named: $0) } }

    private static let plain: [String: Move.Kind] = [
        "deadline": .deadline, "reserve": .reserve, "finally_budget": .finallyBudget, "crash": .crash,
        "rollback": .rollback, "stop": .stop,
    ]

    private static let ofNodes: [String: @Sendable (NodeID) -> Move.Kind] = [
        "look": { .look($0) }, "run_out": { .runOut($0) }, "try_again": { .tryAgain($0) }, "succeed": { .succeed($0) },
        "refuse": { .refuse($0) }, "refuse_for_good": { .refuseForGood($0) }, "lose": { .lose($0) },
        "lose_at_the_end": { .loseAtTheEnd($0) }, "give_up": { .giveUp($0) }, "pass": { .pass($0) },
        "decline": { .decline($0) }, "leave_unanswered": { .leaveUnanswered($0) }, "skip": { .skip($0) },
        "retry": { .retry($0) },
    ]

    private func name(of kind: Move.Kind) -> String {
        switch kind {
        case .look: "look"
        case .runOut: "run_out"
        case .tryAgain: "try_again"
        case .succeed: "succeed"
        case .refuse: "refuse"
        case .refuseForGood: "refuse_for_good"
        case .lose: "lose"
        case .loseAtTheEnd: "lose_at_the_end"
        case .land: "land"
        case .vanish: "vanish"
        case .giveUp: "give_up"
        case .pass: "pass"
        case .breach: "breach"
        case .goBlind: "go_blind"
        case .decline: "decline"
        case .leaveUnanswered: "leave_unanswered"
        case .deadline: "deadline"
        case .reserve: "reserve"
        case .finallyBudget: "finally_budget"
        case .crash: "crash"
        case .rollback: "rollback"
        case .stop: "stop"
        case .skip: "skip"
        case .retry: "retry"
        case .loss: "loss"
        case .comeback: "comeback"
        }
    }

    private func members(of loss: Loss) -> [JSON.Member] {
        func region(_ region: RegionIndex) -> JSON { .string(plan.topology.name(of: region)) }
        switch loss {
        case .region(let lost): return [JSON.Member("of", "region"), JSON.Member("region", region(lost))]
        case .way(let lost): return [JSON.Member("of", "way"), JSON.Member("region", region(lost))]
        case .service(let place, let service):
            return [
                JSON.Member("of", "service"), JSON.Member("region", region(place)),
                JSON.Member("service", .string(plan.topology.name(of: service))),
            ]
        case .link(let index):
            let link = plan.topology.links[index]
            return [
                JSON.Member("of", "link"), JSON.Member("from", region(link.from)), JSON.Member("to", region(link.to)),
            ]
        }
    }

    private func loss(_ json: JSON) -> Loss? {
        func region(_ key: String) -> RegionIndex? { json[key]?.string.flatMap { plan.topology.region(named: $0) } }
        switch json["of"]?.string {
        case "region": return region("region").map(Loss.region)
        case "way": return region("region").map(Loss.way)
        case "service":
            guard let place = region("region"),
                let service = json["service"]?.string.flatMap({ plan.topology.service(named: $0) })
            else { return nil }
            return .service(place, service)
        case "link":
            guard let from = region("from"), let to = region("to") else { return nil }
            return plan.topology.links.firstIndex { $0.from == from && $0.to == to }.map(Loss.link)
        default: return nil
        }
    }
}
