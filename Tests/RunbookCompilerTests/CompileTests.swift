import Runbook
import Testing

@testable import RunbookCompiler

@Suite("Compiling a runbook to a plan")
struct CompileTests {
    @Test("A shift becomes an effect, a soak and a gate for each percent, in a chain")
    func shift() throws {
        let plan = try plan(
            custom(
                "  - id: move\n    shift: {from: a, to: b, percent: [10, 100], soak: 2m, gate: fit}\n",
                before: "gates: {fit: {require: [availability(b) >= 95%]}}\n"))
        #expect(
            plan.labels.map(\.id) == [
                "move[10%]", "move[10%].soak", "move[10%].gate", "move[100%]", "move[100%].soak", "move[100%].gate",
            ])
        #expect(Set(plan.labels.map(\.step)) == ["move"])
        #expect(plan.labels[0].title == "shift 10% of traffic from a to b")
        #expect(plan.next("move[10%].gate") == ["move[100%]"])
        #expect(plan.nodes[1].kind == .wait(.minutes(2), isSoak: true))
        #expect(plan.nodes[1].samplers.map { plan.samplers[$0].role } == [.watch])
        #expect(plan.nodes[2].samplers.map { plan.samplers[$0].role } == [.gate])
        #expect(plan.nodes[0].undo == .restore)
        #expect(plan.gates.count == 1)
        #expect(plan.pairs.count == 1)
    }

    @Test("Captures are laid out after the pairs' base weights, two for each service of a hop")
    func captures() throws {
        let plan = try plan(
            custom(
                """
                  - id: fence
                    fence: {region: us-east-1}
                  - id: move
                    shift: {from: us-east-1, to: us-west-2, percent: [50, 100]}
                  - id: warm
                    scale: {region: ap-southeast-1, to: 100%}
                  - id: look
                    verify: {from: us-west-2, to: eu-west-1}

                """), context(environment: environment()))
        #expect(plan.nodes.map(\.captures) == [0..<1, 7..<11, 11..<15, 15..<17, 0..<0])
        #expect(plan.pairs == [ShiftPair(from: RegionIndex(0), to: RegionIndex(1), baseSlot: 1)])
        #expect(plan.captureCount == 17)
        #expect(plan.nodes.map(\.isObservable) == [true, true, true, true, false])
        #expect(plan.nodes.map(\.undo) == [.restore, .restore, .restore, .restore, .nothing])
    }

    @Test("A parallel block is joined only when that saves edges")
    func joins() throws {
        let two = try plan(
            custom(
                """
                  - parallel:
                      - {id: a, wait: 1s}
                      - {id: b, wait: 1s}
                  - parallel:
                      - {id: c, wait: 1s}
                      - {id: d, wait: 1s}

                """))
        #expect(two.next("a") == ["c", "d"])
        #expect(two.nodes.count == 4)
        let three = try plan(
            custom(
                """
                  - parallel:
                      - {id: a, wait: 1s}
                      - {id: b, wait: 1s}
                      - {id: c, wait: 1s}
                  - parallel:
                      - {id: d, wait: 1s}
                      - {id: e, wait: 1s}

                """))
        #expect(three.next("a") == ["join#1"])
        #expect(three.next("join#1") == ["d", "e"])
    }

    @Test("needs adds an edge between steps side by side")
    func needs() throws {
        let plan = try plan(
            custom(
                """
                  - parallel:
                      - - {id: a, wait: 1s}
                        - {id: b, wait: 1s}
                      - - {id: c, wait: 1s}
                        - {id: d, wait: 1s, needs: [a]}

                """))
        #expect(plan.next("a") == ["b", "d"])
        #expect(plan.dependencyCounts[try #require(plan.index("d"))] == 2)
    }

    @Test("An undo branch is a section of its own, shared by all hops of the step")
    func undoBranch() throws {
        let plan = try plan(
            custom(
                """
                  - id: move
                    shift: {from: a, to: b, percent: [50, 100]}
                    undo:
                      - id: back
                        shift: {from: b, to: a, percent: 100}
                      - id: told
                        notify: {channel: operations, message: back again}

                """))
        #expect(plan.sections.map(\.purpose) == [.main, .undo])
        #expect(plan.sections.map(\.nodes) == [0..<2, 2..<4])
        #expect(plan.nodes.map(\.undo) == [.branch(section: 1), .branch(section: 1), .nothing, .nothing])
        #expect(plan.nodes.map(\.section) == [0, 0, 1, 1])
        #expect(plan.labels[2].id == "move.undo.back")
    }

    @Test("A branch of one action is called after its step")
    func undoAction() throws {
        let plan = try plan(
            custom("  - id: warm\n    scale: {region: a, to: 100%}\n    undo:\n      scale: {region: a, to: 20%}\n"))
        #expect(plan.labels.map(\.id) == ["warm", "warm.undo"])
    }

    @Test("A child is inlined with its parameters bound, and its finally runs at its end")
    func child() throws {
        let plan = try plan(
            custom(
                """
                  - id: ready
                    runbook: warm@1
                    with: {region: us-west-2}
                    when: $mode == emergency
                  - id: after
                    wait: 1s

                """, before: "limits: {deadline: 3h}\n"))
        #expect(
            plan.labels.map(\.id) == [
                "ready.scale", "ready.settle", "ready.sure", "ready.finally", "after", "ready.finally.told",
            ])
        #expect(plan.labels[0].title == "scale us-west-2 to 100% of its peak")
        #expect(plan.nodes.prefix(4).allSatisfy { $0.when == .emergency })
        #expect(plan.nodes[3].kind == .finally(section: 1))
        #expect(plan.sections[1] == Section(purpose: .finally(scope: 0..<3), nodes: 5..<6))
        #expect(plan.next("ready.sure") == ["ready.finally"])
        #expect(plan.next("ready.finally") == ["after"])
        #expect(plan.notices == [PlanNotice(channel: "operations", message: "Warmed us-west-2")])
        #expect(plan.gates[0].requirements[0].text == "capacity(us-west-2) >= 90%")
        #expect(plan.deadline == .minutes(100))
    }

    @Test("The branch of a runbook step takes back all of its child, and its watch watches all of it")
    func childTreatment() throws {
        let plan = try plan(
            custom(
                """
                  - id: ready
                    runbook: warm@1
                    watch: fit
                    undo:
                      scale: {region: eu-west-1, to: 20%}

                """, before: "gates: {fit: {require: [availability(b) >= 95%]}}\n"))
        #expect(plan.node("ready.scale")?.undo == .branch(section: 1))
        #expect(plan.node("ready.settle")?.samplers.count == 1)
        let roles = plan.node("ready.sure")?.samplers.map { plan.samplers[$0].role }
        #expect(roles == [.gate, .watch])
    }

    @Test("Two children share a pair of regions, and equal gates count once")
    func sharing() throws {
        let plan = try plan(
            custom(
                """
                  - id: first
                    shift: {from: us-east-1, to: us-west-2, percent: 5}
                  - id: rest
                    runbook: rest@1
                  - id: warm_one
                    runbook: warm@1
                  - id: warm_two
                    runbook: warm@1

                """))
        #expect(plan.pairs.count == 1)
        #expect(plan.gates.map(\.name) == ["fit", "ready"])
    }

    @Test("The root's finally comes last, and covers all of main")
    func finally() throws {
        let plan = try plan(gradual)
        let section = try #require(plan.finally)
        #expect(plan.sections[section].purpose == .finally(scope: plan.sections[0].nodes))
        #expect(plan.labels.last?.id == "finally.tell")
        #expect(plan.notices[0].message == "$run.outcome")
    }

    @Test("when becomes a guard for the modes in which it may hold")
    func modes() throws {
        let plan = try plan(gradual)
        #expect(plan.node("go_ahead")?.when == .planned)
        #expect(plan.node("promote")?.when == .always)
        #expect(plan.approvals[0].ask == "Move traffic from us-east-1 to us-west-2?")
    }

    @Test("A step's times and retries come from the step, then the defaults, then the standard")
    func defaults() throws {
        let plan = try plan(
            custom(
                """
                  - id: own
                    scale: {region: a, to: 100%}
                    timeout: 20s
                    retry: {attempts: 7}
                  - id: plain
                    scale: {region: b, to: 100%}

                """, before: "defaults: {timeout: 40s, attempt_timeout: 30s, retry: {delay: 1s}}\n"))
        #expect(plan.nodes.map(\.timeout) == [.seconds(20), .seconds(40)])
        #expect(plan.nodes.map(\.attemptTimeout) == [.seconds(20), .seconds(30)])
        #expect(plan.nodes.map(\.retry.attempts) == [7, 3])
        #expect(plan.nodes.map(\.retry.delay) == [.seconds(1), .seconds(1)])
    }

    @Test("An approval behind the point of no return holds when nobody answers, unless its author says otherwise")
    func lateApproval() throws {
        let plan = try plan(
            custom(
                """
                  - id: early
                    approve: {ask: Go on?, from: [sre]}
                  - id: warm
                    scale: {region: a, to: 100%}
                    irreversible: it costs
                  - id: late
                    approve: {ask: Go on?, from: [sre]}

                """))
        #expect(plan.approvals.map(\.onTimeout) == [.rollback, .hold])
    }

    @Test("Region parameters without a value stand for a region of their name until an environment is known")
    func placeholders() throws {
        let text = custom(
            "  - id: warm\n    scale: {region: $target, to: 100%}\n", before: "parameters: {target: {type: region}}\n")
        let result = try check(text)
        #expect(result.diagnostics.isEmpty)
        #expect(result.checked?.plan.topology.regions.map(\.name) == ["$target"])
        #expect(result.checked?.isRunnable == false)
        #expect(try check(text, context(environment: environment())).diagnostics.map(\.code) == ["SY216"])
        let given = try check(text, context(environment: environment(), parameters: ["target": "eu-west-1"]))
        #expect(given.checked?.isRunnable == true)
    }

    @Test("Conditions are folded over parameters, and modes stay")
    func conditions() throws {
        let plan = try plan(
            custom(
                "  - {id: look, gate: fit}\n",
                before: """
                    parameters: {strict: {type: boolean, default: true}}
                    gates:
                      fit:
                        require:
                          - $strict == false or availability(a) >= 95%
                          - $mode == emergency or load(a) < 80%

                    """))
        let query = MetricQuery(metric: .availability, region: RegionIndex(0), service: nil, window: nil)
        let load = MetricQuery(metric: .load, region: RegionIndex(0), service: nil, window: nil)
        #expect(plan.gates[0].requirements[0].condition == .comparison(query, .greaterOrEqual, 0.95))
        #expect(
            plan.gates[0].requirements[1].condition == .or([.mode(.emergency), .comparison(load, .less, 0.8)]))
    }
}
