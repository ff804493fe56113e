import Hunting
import Runbook
import RunbookCompiler
import World

@testable import Engine

/// A small specimen, and sightings of it made by hand: fence, promote without a way back, shift.
struct CheckerFixture {
    let scene: Scene
    private var checker: any HuntChecker
    private var sequence: Int64 = 0

    static let runbook = """
        runbook: main
        version: 1
        strategy: custom
        gates:
          fit:
            require: [availability(west) >= 95%]
            passes: 2
        steps:
          - id: grow
            scale: {region: west, service: api, to: 100%}
          - id: check
            gate: fit
          - id: ask
            approve: {ask: Go on?, from: [dba], need: 2, not_initiator: true}
          - id: hand
            run: order.machines
            with: {region: west}
            undo: {run: cache.flush, with: {region: west}}
          - id: fence
            fence: {region: east, service: db}
          - id: promote
            promote: {region: west, service: db, max_loss: {planned: 0s, emergency: 5m}}
            irreversible: the old primary must be rebuilt
          - id: shift
            shift: {from: east, to: west, service: api, percent: 100%}
        finally:
          - id: tell
            notify: {channel: operations, message: $run.outcome}
        """

    /// What is watched, a wait, and a shift in two hops.
    static let watched = """
        runbook: main
        version: 1
        strategy: custom
        gates:
          fit:
            require: [availability(west) >= 95%]
            tolerate: {breaches: 1, unknown: 1}
        steps:
          - id: grow
            scale: {region: west, service: api, to: 100%}
            watch: fit
          - id: wait
            wait: 10s
            watch: fit
          - id: shift
            shift: {from: east, to: west, service: api, percent: [10%, 50%]}
        """

    static let environment = """
        environment: hunt
        regions:
          east: {role: primary, capacity: 12000/s, peak_load: 9000/s, ready: 100%}
          west: {role: secondary, capacity: 12000/s, peak_load: 9000/s, ready: 20%}
        services:
          db: {type: database}
          api: {type: api}
        replication:
          - {from: east, to: west, bandwidth: 100MB/s, latency: 35ms}
        approvers:
          dba: [ann, bob, cid]
        """

    init(_ checker: any HuntChecker.Type, _ runbook: String = Self.runbook) throws {
        let specimen = try Specimen.make(
            SpecimenTexts(runbook: runbook, environment: Self.environment), mode: .planned,
            nature: Nature(enforcesEpoch: false, fencesFromOutside: true, settleSeconds: 0)
        ).get()
        scene = Scene(specimen)
        self.checker = checker.init()
        _ = try scene.fold.handle(.started(.planned))
    }

    mutating func see(_ sighting: Sighting) -> String? {
        checker.see(sighting, scene)
    }

    /// A record that the machine takes, whatever its state has to be for it.
    mutating func journal(_ event: Event, at time: Int64 = 0, by epoch: Int64 = 1, sequence given: Int64? = nil)
        -> String?
    {
        sequence = given ?? sequence + 1
        return see(
            .journaled(
                JournalRecord(sequence: sequence, time: Milliseconds(time), event: event, detail: ""),
                by: Epoch(rawValue: epoch)))
    }

    /// What the journal's fold has of a step.
    func set(_ id: String, _ status: NodeState.Status) { scene.fold.state.nodes[node(id).index].status = status }

    func set(_ phase: Phase) { scene.fold.state.phase = phase }

    /// The watch of a step.
    func watch(_ id: String) -> Int {
        scene.plan.samplers.firstIndex { $0.node == node(id) && $0.role == .watch } ?? 0
    }

    func node(_ id: String) -> NodeID { scene.specimen.nodes[id] ?? NodeID(0) }

    func request(
        _ id: String, _ effect: Effect, isUndo: Bool = false, epoch: Int64 = 1, number: Int = 1,
        action: PlanAction? = nil, fate: Fate = .done
    ) -> Request {
        Request(
            number: number,
            Assignment(
                effect: effect, action: action, mode: .planned, epoch: Epoch(rawValue: epoch), run: "run", step: id,
                isUndo: isUndo, timeout: .seconds(60)),
            node: node(id), asked: .zero, cells: effect.cells(in: scene.plan.topology), fate: fate)
    }

    /// What the checker has against its being asked for; it takes effect all the same.
    mutating func act(asking request: Request) -> String? {
        let complaint = see(.asked(request))
        _ = act(request)
        return complaint
    }

    /// Takes effect, with nothing against it but what the checker has.
    mutating func act(_ request: Request, _ before: WorldState? = nil) -> String? {
        let before = before ?? scene.truth
        var after = before
        after.apply(request.assignment.effect)
        scene.truth = after
        return see(.tookEffect(request, before: before, after: after))
    }
}
