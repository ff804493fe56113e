import Runbook
import Testing

@testable import RunbookCompiler

@Suite("What is prepared before the regions are without a writer")
struct PreparationTests {
    /// A runbook, and each of its preparations with what it waits for and what waits for it.
    struct Case: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var steps: String
        var preparations: [String: (after: [String], before: [String])]
        var mode: Mode?

        init(
            _ description: String, _ steps: String, _ preparations: [String: (after: [String], before: [String])],
            mode: Mode? = nil
        ) {
            testDescription = description
            (self.steps, self.preparations, self.mode) = (steps, preparations, mode)
        }
    }

    /// With two services that keep data.
    static func environment() throws -> Environment {
        try RunbookCompilerTests.environment(
            demoEnvironment.replacing("sessions: {type: cache}", with: "sessions: {type: database}"))
    }

    static let cases = [
        Case(
            "It comes directly before the fence, after the approvals and gates before that",
            """
              - id: go_ahead
                approve: {ask: Go on?, from: [sre]}
              - id: ready
                gate: fit
              - id: fence
                fence: {region: us-east-1}
              - id: promote
                promote: {region: us-west-2, max_loss: 0s}
                irreversible: it is done

            """, ["promote.prepare": (["ready"], ["fence"])]),
        Case(
            "It comes before the fence though other steps lie between fence and promotion",
            """
              - id: fence
                fence: {region: us-east-1}
              - id: settle
                wait: 1s
              - id: promote
                promote: {region: us-west-2, max_loss: 0s}
                irreversible: it is done

            """, ["promote.prepare": ([], ["fence"])]),
        Case(
            "Beside a fence in a block nothing waits for it but the fence",
            """
              - id: go_ahead
                approve: {ask: Go on?, from: [sre]}
              - parallel:
                  - - id: ready
                      gate: fit
                    - id: fence
                      fence: {region: us-east-1}
                  - id: warm
                    scale: {region: us-west-2, to: 100%}
              - id: promote
                promote: {region: us-west-2, max_loss: 0s}
                irreversible: it is done

            """, ["promote.prepare": (["ready"], ["fence"])]),
        Case(
            "Of several fences side by side it waits for whatever they wait for",
            """
              - parallel:
                  - - id: ready
                      gate: fit
                    - id: fence_east
                      fence: {region: us-east-1}
                  - - id: settle
                      wait: 1s
                    - id: fence_europe
                      fence: {region: eu-west-1}
              - id: promote
                promote: {region: us-west-2, max_loss: 0s}
                irreversible: it is done

            """, ["promote.prepare": (["ready", "settle"], ["fence_east", "fence_europe"])]),
        Case(
            "Of several fences in a row it comes before the first",
            """
              - id: fence_east
                fence: {region: us-east-1}
              - id: fence_europe
                fence: {region: eu-west-1}
              - id: promote
                promote: {region: us-west-2, max_loss: 0s}
                irreversible: it is done

            """, ["promote.prepare": ([], ["fence_east"])]),
        Case(
            "Two promotions behind one fence are prepared side by side",
            """
              - id: ready
                gate: fit
              - id: fence
                fence: {region: us-east-1}
              - parallel:
                  - id: promote_data
                    promote: {region: us-west-2, service: orders_db, max_loss: 0s}
                    irreversible: it is done
                  - id: promote_sessions
                    promote: {region: eu-west-1, service: sessions, max_loss: 0s}
                    irreversible: it is done

            """,
            [
                "promote_data.prepare": (["ready"], ["fence"]),
                "promote_sessions.prepare": (["ready"], ["fence"]),
            ]),
        Case(
            "It waits for what the fence needs",
            """
              - parallel:
                  - id: warm
                    scale: {region: us-west-2, to: 100%}
                  - - id: settle
                      wait: 1s
                    - id: fence
                      fence: {region: us-east-1}
                      needs: [warm]
                    - id: promote
                      promote: {region: us-west-2, max_loss: 0s}
                      irreversible: it is done

            """, ["promote.prepare": (["settle", "warm"], ["fence"])]),
        Case(
            "A second hand-over is prepared before its own fence",
            """
              - id: fence_east
                fence: {region: us-east-1}
              - id: promote_west
                promote: {region: us-west-2, max_loss: 0s}
                irreversible: it is done
              - id: fence_west
                fence: {region: us-west-2}
              - id: promote_europe
                promote: {region: eu-west-1, max_loss: 0s}
                irreversible: it is done

            """,
            [
                "promote_west.prepare": ([], ["fence_east"]),
                "promote_europe.prepare": (["promote_west"], ["fence_west"]),
            ]),
        Case(
            "Promotions of the two modes share a fence",
            """
              - id: fence
                fence: {region: us-east-1}
              - id: promote_west
                when: $mode == planned
                promote: {region: us-west-2, max_loss: 0s}
                irreversible: it is done
              - id: promote_europe
                when: $mode == emergency
                promote: {region: eu-west-1, max_loss: {planned: 0s, emergency: 1m}}
                irreversible: it is done

            """,
            ["promote_west.prepare": ([], ["fence"]), "promote_europe.prepare": ([], ["fence"])]),
        Case(
            "A child is prepared in its own place, under its own name",
            """
              - id: move
                runbook: handover@1

            """, ["move.promote.prepare": (["move.settle"], ["move.fence"])]),
        Case(
            "The fence may be the parent's and the promotion its child's",
            """
              - id: fence
                fence: {region: us-east-1}
              - id: move
                runbook: takeover@1

            """, ["move.promote.prepare": ([], ["fence"])]),
        Case(
            "Without a fence there is nothing to prepare before",
            """
              - id: promote
                promote: {region: us-west-2, max_loss: {planned: 0s, emergency: 5m}}
                irreversible: it is done

            """, [:], mode: .emergency),
        Case(
            "A fence of another mode begins no window",
            """
              - id: fence
                when: $mode == planned
                fence: {region: us-east-1}
              - id: promote
                when: $mode == emergency
                promote: {region: us-west-2, max_loss: {planned: 0s, emergency: 5m}}
                irreversible: it is done

            """, [:]),
        Case(
            "Neither a fence of the promoted region nor one of other services begins a window",
            """
              - id: fence_west
                fence: {region: us-west-2}
              - id: fence_sessions
                fence: {region: us-east-1, service: sessions}
              - id: promote
                promote: {region: us-west-2, service: orders_db, max_loss: {planned: 0s, emergency: 5m}}
                irreversible: it is done

            """, [:], mode: .emergency),
        Case(
            "A rollback branch is not prepared",
            """
              - id: warm
                scale: {region: us-west-2, to: 100%}
                undo:
                  - id: fence
                    fence: {region: us-west-2}
                  - id: promote
                    promote: {region: us-east-1, max_loss: 0s}

            """, [:]),
        Case(
            "Windows so interlaced that their preparations would wait for one another have none",
            """
              - parallel:
                  - - id: fence_data_east
                      fence: {region: us-east-1, service: orders_db}
                    - id: fence_sessions_europe
                      fence: {region: eu-west-1, service: sessions}
                  - - id: fence_sessions_east
                      fence: {region: us-east-1, service: sessions}
                    - id: fence_data_europe
                      fence: {region: eu-west-1, service: orders_db}
              - id: promote_data
                promote: {region: us-west-2, service: orders_db, max_loss: 0s}
                irreversible: it is done
              - id: promote_sessions
                promote: {region: us-west-2, service: sessions, max_loss: 0s}
                irreversible: it is done

            """, [:]),
    ]

    @Test(arguments: cases)
    func place(_ item: Case) throws {
        let text = custom(
            item.steps,
            before: item.steps.contains("fit") ? "gates: {fit: {require: [availability(us-west-2) >= 95%]}}\n" : "")
        let plan = try plan(text, context(environment: Self.environment(), mode: item.mode))
        let found = plan.nodes.indices.filter { plan.isPreparation(NodeID($0)) }.map { plan.labels[$0].id }
        #expect(Set(found) == Set(item.preparations.keys))
        for (id, place) in item.preparations {
            let node = NodeID(try #require(plan.index(id)))
            let before = plan.nodes.indices.filter { plan.successors(of: NodeID($0)).contains(node) }
            #expect(Set(before.map { plan.labels[$0].id }) == Set(place.after))
            #expect(Set(plan.next(id)) == Set(place.before))
        }
        #expect(PlanOrder(plan).isComplete)
    }

    @Test("It is best effort, is taken back, and has the promotion's modes, times and place in the file")
    func treatment() throws {
        let plan = try plan(
            custom(
                """
                  - id: fence
                    fence: {region: us-east-1}
                  - id: promote
                    title: Make $target the writer
                    when: $mode == emergency
                    promote: {region: $target, max_loss: {planned: 0s, emergency: 5m}}
                    timeout: 20s
                    retry: {attempts: 7}
                    irreversible: it is done

                """, before: "parameters: {target: {type: region, default: us-west-2}}\n"),
            context(environment: Self.environment()))
        let preparation = try #require(plan.node("promote.prepare"))
        let promotion = try #require(plan.index("promote"))
        #expect(preparation.when == .emergency)
        #expect(preparation.failureRule == .proceed)
        #expect(preparation.undo == .restore)
        #expect(preparation.retry == .once)
        #expect(preparation.timeout == .seconds(20) && preparation.attemptTimeout == .seconds(20))
        #expect(preparation.isRepeatable && !preparation.isObservable && !preparation.isIrreversible)
        guard case .effect(let operation) = plan.nodes[promotion].kind else { throw Missing() }
        #expect(plan.operation(of: NodeID(0)) == .prepare(operation: operation))
        #expect(plan.operations.count == 3)
        #expect(plan.labels[0].title == "prepare promote us-west-2")
        #expect(plan.labels[0].step == "promote")
        #expect(plan.labels[0].origin == plan.labels[promotion].origin)
    }

    @Test("Its time counts, forward and on the way back")
    func timing() throws {
        let steps = custom(
            """
              - id: fence
                fence: {region: us-east-1}
              - id: promote
                promote: {region: us-west-2, max_loss: 0s}
                undo:
                  - id: back
                    promote: {region: us-east-1, max_loss: 0s}

            """)
        func timing(_ actions: ActionCatalogue) throws -> PlanTiming {
            PlanTiming(try plan(steps, context(environment: Self.environment(), actions: actions)), mode: .planned)
        }
        let (with, without) = (try timing(actions), try timing(ActionCatalogue([])))
        #expect(with.worst == without.worst + .seconds(30))
        #expect(with.expected == without.expected + .seconds(3))
        #expect(with.rollbackWorst[2] == without.rollbackWorst[1] + .seconds(30))
        #expect(with.criticalPath.count == 3 && without.criticalPath.count == 2)
    }

    @Test("An adapter that prepares nothing has nothing added to its plans")
    func unprepared() throws {
        let plan = try plan(
            gradual, context(environment: Self.environment(), actions: ActionCatalogue(actions.declarations)))
        #expect(plan.index("promote.prepare") == nil)
        #expect(plan.next("shift[75%].gate") == ["fence_source"])
    }

    struct Missing: Error {}
}
