import Runbook
import Testing

@testable import RunbookCompiler

/// What the rules' own examples do not show.
@Suite("Rules in detail")
struct RuleTests {
    @Test("The design's example is free of findings, with an environment and without")
    func gradualExample() throws {
        #expect(try check(gradual).diagnostics.isEmpty)
        #expect(try check(gradual, context(environment: environment())).diagnostics.isEmpty)
    }

    @Test("A misspelt parameter points at its characters and suggests the right one")
    func suggestion() throws {
        let result = try check(gradual.replacing("scale: {region: $target", with: "scale: {region: $taregt"))
        let diagnostic = try #require(result.diagnostics.first)
        #expect(result.diagnostics.count == 1)
        #expect(diagnostic.message == "there is no parameter \"taregt\"")
        #expect(diagnostic.help.hasSuffix("Did you mean \"target\"?"))
        #expect(diagnostic.origin.span.start.column == 25)
        #expect(diagnostic.origin.span.end.column == 32)
    }

    @Test("A name inside a text is pointed at")
    func nameInText() throws {
        let result = try check(gradual.replacing("from $source to $target?", with: "from $sorce to $target?"))
        let origin = try #require(result.diagnostics.first?.origin.span)
        #expect(origin.end.column - origin.start.column == 6)
    }

    @Test("needs may order two steps that would race")
    func orderedRace() throws {
        func text(_ needs: String) -> String {
            custom(
                """
                  - parallel:
                      - {id: west, shift: {from: a, to: b, percent: 50}}
                      - - {id: pause, wait: 1s}
                        - {id: europe, shift: {from: a, to: c, percent: 50}\(needs)}

                """)
        }
        #expect(try check(text("")).diagnostics.map(\.code) == ["SY403"])
        #expect(try check(text(", needs: [west]")).diagnostics.isEmpty)
    }

    @Test("a shift races with a change of the capacity that it counts on, on either side")
    func capacityRace() throws {
        func codes(_ region: String, _ needs: String = "") throws -> [String] {
            try check(
                custom(
                    """
                      - parallel:
                          - {id: west, shift: {from: a, to: b, percent: 50}}
                          - {id: grow, scale: {region: \(region), to: 40%}\(needs)}

                    """)
            ).diagnostics.map(\.code)
        }
        #expect(try codes("a").contains("SY403"))
        #expect(try codes("b") == ["SY403"])
        #expect(try codes("c").isEmpty)
        #expect(try codes("b", ", needs: [west]").isEmpty)
    }

    @Test("Steps of different modes do not race, and steps on different services neither")
    func noRace() throws {
        let modes = custom(
            """
              - parallel:
                  - {id: west, when: $mode == planned, shift: {from: a, to: b, percent: 100}}
                  - {id: europe, when: $mode == emergency, shift: {from: a, to: c, percent: 100}}

            """)
        #expect(try check(modes).diagnostics.isEmpty)
        let services = custom(
            """
              - parallel:
                  - {id: west, shift: {from: a, to: b, service: web, percent: 100}}
                  - {id: europe, shift: {from: a, to: c, service: api, percent: 100}}

            """)
        #expect(try check(services).diagnostics.isEmpty)
    }

    @Test("A circle is printed")
    func circle() throws {
        let text = custom(
            """
              - parallel:
                  - {id: a, wait: 1s, needs: [c]}
                  - {id: b, wait: 1s, needs: [a]}
                  - {id: c, wait: 1s, needs: [b]}

            """)
        let result = try check(text)
        #expect(result.diagnostics.map(\.code) == ["SY401"])
        #expect(
            result.diagnostics[0].message.hasSuffix("a -> b -> c -> a")
                || result.diagnostics[0].message.contains(" -> "))
    }

    @Test("A step that needs an earlier one in the circle of its own sequence is found")
    func selfNeed() throws {
        let result = try check(custom("  - {id: a, wait: 1s, needs: [b]}\n  - {id: b, wait: 1s}\n"))
        #expect(result.diagnostics.map(\.code) == ["SY401"])
    }

    @Test("A fence that runs only in an emergency does not cover a planned promotion")
    func fenceByMode() throws {
        let result = try check(
            gradual.replacing(
                "fence: {region: $source}", with: "fence: {region: $source}\n    when: $mode == emergency"))
        #expect(result.diagnostics.map(\.code) == ["SY408"])
    }

    @Test("A fence beside the promotion is not before it")
    func fenceBeside() throws {
        let result = try check(
            custom(
                """
                  - parallel:
                      - {id: fence, fence: {region: a}}
                      - id: promote
                        promote: {region: b, max_loss: {planned: 0s, emergency: 1m}}
                        irreversible: no way back

                """))
        #expect(result.diagnostics.map(\.code) == ["SY408"])
    }

    @Test("A second promotion comes after a fence of the region that the first one made the writer")
    func promotedTwice() throws {
        func codes(_ between: String) throws -> [String] {
            try check(
                custom(
                    """
                      - {id: fence_a, fence: {region: a}}
                      - {id: promote_b, promote: {region: b, max_loss: 0s}, irreversible: no way back}
                    \(between)
                      - {id: promote_c, promote: {region: c, max_loss: 0s}, irreversible: no way back}

                    """)
            ).diagnostics.map(\.code)
        }
        #expect(try codes("  - {id: settle, wait: 1s}") == ["SY408"])
        #expect(try codes("  - {id: fence_a_again, fence: {region: a}}") == ["SY408"])
        #expect(try codes("  - {id: fence_b, fence: {region: b}}") == [])
    }

    @Test("A second promotion names the writer that is not fenced, and where it was promoted")
    func promotedTwiceSays() throws {
        let diagnostics = try check(
            custom(
                """
                  - {id: fence_a, fence: {region: a}}
                  - {id: promote_b, promote: {region: b, max_loss: 0s}, irreversible: no way back}
                  - {id: promote_c, promote: {region: c, max_loss: 0s}, irreversible: no way back}

                """)
        ).diagnostics
        #expect(
            diagnostics.first?.message
                == "c is promoted though nothing before it fences b, which is the writer by then")
        #expect(diagnostics.first?.notes.first?.origin.span.start.line == 6)
    }

    @Test(
        "Whatever changes a region is refused in finally",
        arguments: [
            "fence: {region: a}", "promote: {region: b, max_loss: 1m}", "shift: {from: a, to: b, percent: 100}",
            "replicate: {from: b, to: a}", "scale: {region: b, to: 50%}", "approve: {ask: Really?, within: 1m}",
            "{run: cache.clear, with: {region: b}}", "runbook: handover@1",
        ])
    func effectInFinally(action: String) throws {
        let step = action.hasPrefix("{") ? "{id: last, \(action.dropFirst())" : "{id: last, \(action)}"
        let result = try check(custom("  - {id: settle, wait: 1s}\nfinally:\n  - \(step)\n"))
        #expect(result.diagnostics.map(\.code) == ["SY410"])
        #expect(result.diagnostics.first?.origin.file == "example.yaml")
    }

    @Test("What changes no region may run in finally, by itself and through a child")
    func harmlessFinally() throws {
        let result = try check(
            custom(
                """
                  - {id: settle, wait: 1s}
                finally:
                  - {id: fits, gate: fit}
                  - {id: same, verify: {from: a, to: b}}
                  - {id: proven, run: backup.verify, with: {region: b}}
                  - {id: child, runbook: pause@1}
                  - {id: told, notify: {channel: operations, message: $run.outcome}}

                """, before: "gates: {fit: {require: [availability(b) >= 95%]}}\n"))
        #expect(result.diagnostics.map(\.code) == [])
    }

    @Test("An approval that names no role is for anybody, who are as many as it needs")
    func approvalByAnybody() throws {
        let text = custom("  - id: ask\n    approve: {ask: Go on?, need: 3, not_initiator: true}\n")
        #expect(try check(text, context(environment: environment())).diagnostics.map(\.code) == [])
    }

    @Test("A rollback beside the point of no return is refused, and one that is always before it is not")
    func rollbackBeside() throws {
        func codes(_ needs: String) throws -> [String] {
            try check(
                custom(
                    """
                      - {id: fence_a, fence: {region: a}}
                      - parallel:
                          - {id: look, run: backup.verify, with: {region: b}, on_failure: rollback}
                          - id: promote_b
                            promote: {region: b, max_loss: 0s}
                            irreversible: no way back
                    \(needs)

                    """)
            ).diagnostics.map(\.code)
        }
        #expect(try codes("") == ["SY406"])
        #expect(try codes("        needs: [look]") == [])
    }

    @Test("A deadline that a child sets is reported there, with where the child is called")
    func deadlineOfChild() throws {
        let result = try check(
            custom(
                "  - {id: warm_up, runbook: warm@1}\n  - {id: settle, wait: 95m}\n",
                before: "limits: {deadline: 4h}\n"))
        #expect(result.diagnostics.map(\.code) == ["SY504"])
        let diagnostic = try #require(result.diagnostics.first)
        #expect(diagnostic.origin.file == "warm.yaml")
        #expect(diagnostic.message.contains("of 1h40m, which warm sets for the whole run, a rollback keeps"))
        #expect(diagnostic.notes.first?.message == "it is called here")
        #expect(diagnostic.notes.first?.origin.span.start.line == 6)
    }

    @Test("What would steer a terminal is not in titles, questions, reasons and requirements of a plan")
    func printableTexts() throws {
        let steer = "\\e[2J\\u202e"
        let plan = try plan(
            custom(
                """
                  - {id: fence_a, title: "x\(steer)", fence: {region: a}}
                  - {id: ask, approve: {ask: "sure?\(steer)"}}
                  - {id: promote_b, promote: {region: b, max_loss: 0s}, irreversible: "no way\(steer)"}

                """))
        for drawn in [PlanGraph.text(plan), PlanGraph.dot(plan), PlanGraph.mermaid(plan), plan.approvals[0].ask] {
            #expect(!drawn.unicodeScalars.contains { $0.isUnprintable && $0 != "\n" })
        }
    }

    @Test("Children may come to so much text, each call counted")
    func childText() throws {
        let steps = (1...3).map { "  - {id: s\($0), runbook: long@1}\n" }.joined()
        var context = context()
        context.library = TextLibrary(texts: [
            "long": custom("  - {id: a, wait: 1s}\n").replacing("example", with: "long")
                + "# " + String(repeating: "a", count: LibraryAnswer.largestText / 2 - 100)
        ])
        let diagnostics = try check(custom(steps), context).diagnostics
        #expect(diagnostics.map(\.code) == ["SY219"])
        #expect(diagnostics.first?.origin.span.start.line == 7)
    }

    @Test("Nodes are counted over children, and the root's step that brings the one too many is named")
    func nodeCount() throws {
        let percents = (1...100).map(String.init).joined(separator: ",")
        let shifts = (1...100).map { "  - {id: s\($0), shift: {from: a, to: b, soak: 1s, percent: [\(percents)]}}\n" }
        var context = context()
        context.library = TextLibrary(texts: [
            "many": custom(shifts.joined()).replacing("runbook: example", with: "runbook: many")
        ])
        let result = try check(
            custom((1...3).map { "  - {id: c\($0), runbook: many@1}\n" }.joined()), context)
        #expect(result.diagnostics.map(\.code) == ["SY219"])
        #expect(result.diagnostics.first?.message == "with \"c3.s50\" the plan comes to more than 50000 nodes")
        #expect(result.diagnostics.first?.origin.span.start.line == 7)
        #expect(result.diagnostics.first?.notes.first?.origin.file == "many.yaml")
    }

    @Test("In an emergency a gate may measure the region being left only where that cannot stop the run")
    func gatesOnLeftRegion() throws {
        func codes(_ requirement: String) throws -> [String] {
            try check(
                custom(
                    "  - {id: look, gate: fit}\n  - {id: move, shift: {from: a, to: b, percent: 100}}\n",
                    before: "gates:\n  fit:\n    require:\n      - \(requirement)\n")
            ).diagnostics.map(\.code)
        }
        #expect(try codes("load(a) < 80%") == ["SY606"])
        #expect(try codes("load(b) < 80% and load(a) < 80%") == ["SY606"])
        #expect(try codes("load(b) < 80% or load(a) < 80%") == [])
        #expect(try codes("$mode == emergency or load(a) < 80%") == [])
        #expect(try codes("not (load(a) < 80%)") == ["SY606"])
        #expect(try codes("not (load(b) < 80%)") == [])
    }

    @Test("Replication to the region being left may only be held behind the point of no return")
    func replication() throws {
        let result = try check(gradual.replacing("timeout: 10m\n    on_failure: hold", with: "timeout: 10m"))
        #expect(result.diagnostics.map(\.code) == ["SY606"])
    }

    @Test("An approval by others than the initiator needs two people")
    func notInitiator() throws {
        let text = custom("  - id: ask\n    approve: {ask: Go on?, from: [lead], not_initiator: true}\n")
        #expect(try check(text, context(environment: environment())).diagnostics.map(\.code) == ["SY607"])
    }

    @Test("An adapter's action in the region being left depends on it too")
    func actionOnLeftRegion() throws {
        let result = try check(gradual.replacing("with: {region: $target}", with: "with: {region: $source}"))
        #expect(result.diagnostics.map(\.code) == ["SY606"])
    }

    @Test("An action's region is one of the environment's")
    func actionRegion() throws {
        let text = gradual.replacing("with: {region: $target}", with: "with: {region: us-wset-2}")
        #expect(try check(text, context(environment: environment())).diagnostics.map(\.code) == ["SY601"])
    }

    @Test("Shares beyond everything are reported and nothing overflows")
    func hugeShares() throws {
        let text = custom(
            "  - {id: move, shift: {from: a, to: b, percent: [$p, $p]}}\n",
            before: "parameters: {p: {type: percentage, default: 100%}}\n")
        let result = try check(text, context(parameters: ["p": "21474836%"]))
        #expect(Set(result.diagnostics.map(\.code)) == ["SY306", "SY506"])
    }

    @Test("Percents count over children too")
    func percentsOverChildren() throws {
        let result = try check(
            custom(
                "  - {id: first, shift: {from: us-east-1, to: us-west-2, percent: 20}}\n  - {id: rest, runbook: rest@1}\n"
            ))
        #expect(result.diagnostics.map(\.code) == ["SY306"])
        #expect(result.diagnostics[0].origin.file == "rest.yaml")
        #expect(result.diagnostics[0].notes[0].origin.file == "example.yaml")
    }

    @Test("All findings come in one pass, in reading order")
    func onePass() throws {
        let result = try check(
            gradual.replacing("gate: target_fit\n  - parallel", with: "gate: target_fti\n  - parallel")
                .replacing("percent: [10, 25", with: "percent: [25, 10")
                .replacing("fence: {region: $source}", with: "fence: {region: $sauce}"))
        #expect(result.diagnostics.map(\.code) == ["SY202", "SY306", "SY201"])
        #expect(result.checked == nil)
    }

    @Test("Values from the command line are typed by their parameters")
    func settings() throws {
        let result = try check(
            gradual, context(environment: environment(), parameters: ["target": "us-wset-2", "sorce": "x"]))
        #expect(Set(result.diagnostics.map(\.code)) == ["SY218", "SY601"])
    }
}
