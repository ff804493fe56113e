import Engine
import Runbook
import RunbookCompiler
import Simulation
import Testing
import World

@Suite struct ShippedRunbookTests {
    @Test(arguments: Shipped.runbooks.filter { $0 != "failback" })
    func eachRunsGreenOnTheDemoRegionsAndLeavesOneProtectedWriter(name: String) throws {
        let report = Rehearsal.run(try Shipped.plan(name), in: Shipped.world(), RehearsalSettings(mode: .planned))
        expectTakenOver(report, by: "us-west-2", from: "us-east-1")
    }

    @Test(arguments: ["immediate", "gradual", "canary", "blue_green"])
    func eachStrategyRunsGreenInAnEmergencyWithEverythingAlive(name: String) throws {
        let plan = try Shipped.plan(name, mode: .emergency)
        let report = Rehearsal.run(plan, in: Shipped.world(), RehearsalSettings(mode: .emergency))
        #expect(report.outcome == .succeeded, "\(report.cause as Any)")
    }

    @Test func failbackStartsWhereGradualEndedAndBringsEverythingHome() throws {
        let there = Rehearsal.run(
            try Shipped.plan("gradual"), in: Shipped.world(), RehearsalSettings(mode: .planned))
        let back = Rehearsal.run(try Shipped.plan("failback"), in: there.world, RehearsalSettings(mode: .planned))
        expectTakenOver(back, by: "us-east-1", from: "us-west-2")
    }

    @Test(arguments: Shipped.faultPlans)
    func eachFaultPlanEndsAsItsFileSays(name: String) throws {
        let faults = try Shipped.faultPlan(name)
        let parameters = Dictionary(
            uniqueKeysWithValues: faults.parameters.map { argument in
                guard case .literal(let text) = argument.value.value else { return (argument.name.value, "") }
                return (argument.name.value, text)
            })
        let plan = try Shipped.plan(faults.runbook.value, parameters: parameters, mode: faults.mode)
        let report = Rehearsal.run(plan, in: Shipped.world(), RehearsalSettings(faults))
        let story = Comment(rawValue: story(of: report))
        #expect(report.outcome == faults.expect.outcome.value, story)
        if let step = faults.expect.step { #expect(report.step == step.value, story) }
        let topology = plan.topology
        if let writer = faults.expect.writer {
            let writers = topology.stateful.map { report.world.state.writer(of: $0).map { topology.name(of: $0) } }
            #expect(Set(writers) == [writer.value], story)
        }
        for weight in faults.expect.weights {
            let region = try #require(topology.region(named: weight.region.value))
            let weights = topology.routed.map { report.world.state[region, $0].weight }
            #expect(Set(weights) == [weight.share], story)
        }
        for invariant in [Invariant.oneWriter, .weightsSumToWhole] {
            #expect(!invariant.isViolated(in: report.world.state, topology: topology), story)
        }
    }

    @Test func aRolledBackRunLeavesTheWorldAsItWas() throws {
        let before = Shipped.world()
        for name in Shipped.faultPlans {
            let faults = try Shipped.faultPlan(name)
            guard faults.expect.outcome.value == .rolledBack else { continue }
            let plan = try Shipped.plan(
                faults.runbook.value,
                parameters: faults.parameters.isEmpty ? [:] : ["source": "us-east-1", "target": "us-west-2"],
                mode: faults.mode)
            let report = Rehearsal.run(plan, in: before, RehearsalSettings(faults))
            for region in plan.topology.regionIndices {
                for service in plan.topology.services.indices.map(ServiceIndex.init) {
                    let (was, now) = (before.state[region, service], report.world.state[region, service])
                    let place: Comment =
                        "\(faults.file): \(plan.topology.name(of: region)) \(plan.topology.name(of: service))"
                    #expect(now.weight == was.weight, place)
                    #expect(now.role == was.role, place)
                    #expect(now.isFenced == was.isFenced, place)
                    #expect(now.source == was.source, place)
                }
            }
        }
    }

    @Test func theSameSeedGivesTheSameRun() throws {
        let plan = try Shipped.plan("gradual")
        let first = Rehearsal.run(plan, in: Shipped.world(), RehearsalSettings(mode: .planned))
        let second = Rehearsal.run(plan, in: Shipped.world(), RehearsalSettings(mode: .planned))
        let isSame = first.records == second.records
        #expect(isSame)
    }

    /// When each step began and how it stands, for whoever has to find out why a plan ended otherwise.
    private func story(of report: RehearsalReport) -> String {
        let plan = report.session.plan
        var lines = ["\(report.cause as Any)", "\(report.holdCause as Any)"]
        var replayed = RunSession(plan: plan, initiator: "", settleTime: .zero)
        var before = replayed.machine.state.nodes
        for record in report.records {
            guard (try? replayed.replay(record)) != nil else { break }
            let after = replayed.machine.state.nodes
            for index in after.indices where after[index].status != before[index].status {
                guard [.done, .failed, .undone, .undoFailed, .doubtful].contains(after[index].status) else { continue }
                lines.append("\(record.time) \(plan.labels[index].id) \(after[index].status)")
            }
            before = after
        }
        return lines.joined(separator: "\n")
    }

    private func expectTakenOver(_ report: RehearsalReport, by target: String, from source: String) {
        let topology = report.session.plan.topology
        let state = report.world.state
        #expect(report.outcome == .succeeded, "\(report.step as Any) \(report.cause as Any)")
        guard let target = topology.region(named: target), let source = topology.region(named: source) else {
            Issue.record("the demo regions are not there")
            return
        }
        for service in topology.routed {
            #expect(state[target, service].weight == .all)
            #expect(state[source, service].weight == .zero)
        }
        for service in topology.stateful {
            #expect(state.writer(of: service) == target)
            #expect(state[source, service].role == .standby)
            #expect(state[source, service].source == .region(target))
        }
        #expect(report.world.lostWrites.losses.isEmpty)
    }
}
