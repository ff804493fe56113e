import Engine
import RunbookCompiler
import World

/// No effect is asked for that the journal does not owe, judged by its records, the plan and the world alone.
///
/// What can be looked at is asked for after a journaled look of its own, once a look, which shows that the effect is not
/// there. What cannot is asked for after the records of whatever it comes after.
package struct JournalBeforeEffect: HuntChecker {
    package static let name = "JournalBeforeEffect"
    package static let interests: Interests = [.took, .journaled, .asked]
    private var epoch = Epoch(rawValue: 0)
    /// The latest look at a step that no request has followed.
    private var looks: [Way: WorldState] = [:]
    /// Requests of which no record says what became of them.
    private var unsettled: [NodeID: Request] = [:]
    /// Steps that no record names since their last request.
    private var unheard: Set<NodeID> = []
    private var records = 0
    /// The effects that a step comes after, with nothing but structure between.
    private var predecessors: [NodeID: [NodeID]]?

    package init() {}

    package mutating func see(_ sighting: Sighting, _ scene: Scene) -> String? {
        switch sighting {
        case .took(let epoch): self.epoch = epoch
        case .journaled(let record, _):
            records += 1
            note(record.event, scene)
        case .asked(let request):
            // What a superseded executor asks for is another checker's.
            guard request.assignment.epoch == epoch else { return nil }
            defer {
                unsettled[request.node] = request
                unheard.insert(request.node)
            }
            return complaint(request, scene)
        default: break
        }
        return nil
    }

    private mutating func note(_ event: Event, _ scene: Scene) {
        switch event {
        case .observed(let node, let token, let world):
            unheard.remove(node)
            guard let request = unsettled[node] else {
                looks[Way(node: node, isUndo: token.isUndo)] = world
                return
            }
            // The look after a doubt: it licenses nothing, and settles what it can.
            if world.satisfies(request.assignment.effect) != .unknown { unsettled[node] = nil }
        case .finished(let node, _, let result):
            unheard.remove(node)
            if result != .inDoubt || !scene.plan.nodes[node.index].isObservable { unsettled[node] = nil }
        case .timerFired(.attempt(let node)), .timerFired(.timeout(let node)):
            unheard.remove(node)
            if !scene.plan.nodes[node.index].isObservable { unsettled[node] = nil }
        case .ordered(.pause), .ordered(.switchMode): break
        // What is still in doubt by then has been given up.
        case .ordered:
            unsettled = [:]
            unheard = []
        case .resumed:
            unheard = []
            unsettled = unsettled.filter { scene.plan.nodes[$0.key.index].isObservable }
        default: break
        }
    }

    private mutating func complaint(_ request: Request, _ scene: Scene) -> String? {
        let node = request.node
        let label = scene.label(of: node)
        guard records > 0 else { return "\(label) is asked for before anything is journaled" }
        if let open = unsettled[node] { return "\(label) is asked for while request \(open.number) is not settled" }
        guard scene.plan.nodes[node.index].isObservable else {
            let open = before(node, scene.plan).first(where: unheard.contains)
            return open.map { "\(label) is asked for before a record says what became of \(scene.label(of: $0))" }
        }
        guard let look = looks.removeValue(forKey: Way(node: node, isUndo: request.assignment.isUndo)) else {
            return "\(label) is asked for without a journaled look"
        }
        if look.satisfies(request.assignment.effect) == .yes {
            return "\(label) is asked for though it is seen as done"
        }
        return nil
    }

    private mutating func before(_ node: NodeID, _ plan: Plan) -> [NodeID] {
        if predecessors == nil { predecessors = JournalBeforeEffect.predecessors(in: plan) }
        return predecessors?[node] ?? []
    }

    private static func predecessors(in plan: Plan) -> [NodeID: [NodeID]] {
        var result: [NodeID: [NodeID]] = [:]
        for index in plan.nodes.indices {
            guard plan.operation(of: NodeID(index)) != nil else { continue }
            var queue = Array(plan.successors(of: NodeID(index)))
            while let next = queue.popLast() {
                if plan.nodes[next.index].kind == .join {
                    queue += plan.successors(of: next)
                } else {
                    result[next, default: []].append(NodeID(index))
                }
            }
        }
        return result
    }
}
