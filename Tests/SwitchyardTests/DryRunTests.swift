import Engine
import Foundation
import Runbook
import RunbookCompiler
import Switchyard
import Testing
import World

@Suite("Dry runs")
struct DryRunTests {
    @Test(
        "the shipped strategies go through on sound regions, and nothing is written",
        arguments: ["immediate", "gradual", "canary", "blue_green"])
    func strategies(runbook: String) async throws {
        let scratch = try Scratch()
        let planned = try await PlannedRun.make(Demo.request(runbook, store: scratch.path + "/store"))
        #expect(planned.dryRun.isComplete)
        #expect(planned.dryRun.contradictions.isEmpty)
        #expect(planned.dryRun.steps.allSatisfy { $0.concerns.isEmpty })
        #expect(planned.dryRun.end.hasPrefix("us-west-2 carries all traffic; us-west-2 is the writer"))
        #expect(!FileManager.default.fileExists(atPath: scratch.path + "/store"))
    }

    @Test("a dry run beside kept regions and runs makes no file and changes none")
    func nothingMade() async throws {
        let scratch = try Scratch()
        let request = Demo.request("gradual", store: scratch.path)
        do {
            let prepared = try PreparedRun.prepare(request, for: .run())
            _ = try await Composition.store(in: scratch.path).create(prepared.header(named: "r1", at: .zero))
        }
        try FileManager.default.removeItem(atPath: scratch.path + "/world.json.lock")
        // SQLite's index of the log, which every reader marks.
        func kept() throws -> [String: Data] { try scratch.contents().filter { $0.key != "runs.db-shm" } }
        let before = try kept()
        #expect(before.keys.sorted() == ["runs.db", "runs.db-wal", "world.json"])
        let planned = try await PlannedRun.make(request)
        #expect(planned.dryRun.isComplete)
        #expect(try kept() == before)
    }

    @Test("regions whose file is damaged are refused with the place and what to do")
    func damagedRegions() async throws {
        let scratch = try Scratch()
        let path = try scratch.write("{\"format\": 1,\n  oops", "world.json")
        let error = await #expect(throws: OrchestratorError.self) {
            try await PlannedRun.make(Demo.request("gradual", store: scratch.path))
        }
        #expect(
            error?.description == "\(path):2:3: the simulated regions are damaged: it is not valid JSON from here on. "
                + "Restore the file from a copy, or begin with sound regions with --fresh")
    }

    @Test(
        "a dry run asks no adapter for an effect",
        arguments: ["immediate", "gradual", "canary", "blue_green", "failback", "region_evacuation"])
    func noEffect(runbook: String) async throws {
        let scratch = try Scratch()
        let request = Demo.request(runbook, store: scratch.path + "/store")
        let prepared = try PreparedRun.prepare(request, for: .dryRun)
        let watched = WatchedAdapter(try #require(prepared.regions.adapters.members.first).adapter)
        var regions = prepared.regions
        regions.adapters = AdapterSet(topology: prepared.plan.topology, watched)
        let dryRun = await DryRun.make(prepared.plan, mode: .planned, regions: regions)
        #expect(dryRun.steps.count > 5)
        #expect(watched.applied == [])
        let report = await watched.apply(
            Assignment(
                effect: .notify(0), mode: .planned, epoch: Epoch(rawValue: 1), run: "", step: "", isUndo: false,
                timeout: .seconds(1)))
        #expect(watched.applied.count == 1, "what watches must see an effect: \(report)")
    }

    @Test("a dry run and a run refuse to rebuild the writer from another region, and foretell nothing")
    func rebuiltWriter() async throws {
        let scratch = try Scratch()
        let planned = try await PlannedRun.make(Demo.request("failback", store: scratch.path + "/store"))
        #expect(planned.dryRun.contradictions.map { planned.dryRun.plan.labels[$0.node.index].id }.contains("rejoin"))
        #expect(planned.dryRun.prediction == nil)
        let text = planned.text(style: .plain, width: 120)
        #expect(text.contains("us-east-1 is the writer, and rebuilding it from another region would destroy its data"))
        #expect(text.contains("a run would be refused, and nothing be done"))
        #expect(!text.contains("would end with"))
        #expect(planned.dryRun.json["ends_with"] == .null)
        let output = try CommandTests.run(["plan", "failback", "-e", "demo", "--store", scratch.path + "/store"])
        #expect(output.status == 1)
        let run = try CommandTests.run([
            "run", "failback", "-e", "demo", "--yes", "--fresh", "--store", scratch.path + "/store",
        ])
        #expect(run.error.contains("us-east-1 is the writer, and rebuilding it"))
    }

    @Test("what a run reserves begins with the regions that it moves between, so that a refusal names one of them")
    func claims() async throws {
        let scratch = try Scratch()
        let claims = try PreparedRun.prepare(Demo.request("gradual", store: scratch.path), for: .dryRun).claims
        let first = claims.prefix { $0.hasPrefix("us-east-1/") || $0.hasPrefix("us-west-2/") }
        #expect(!first.isEmpty && first.count < claims.count)
        #expect(claims.dropFirst(first.count).allSatisfy { !$0.hasPrefix("us-east-1/") && !$0.hasPrefix("us-west-2/") })
        #expect(Set(claims).count == claims.count)
    }

    @Test("what a parameter says cannot steer the terminal of whoever reads a plan, coloured or not")
    func steeringParameter() async throws {
        let scratch = try Scratch()
        let text =
            "runbook: steer\nversion: 1\nstrategy: custom\nparameters:\n  ticket: {type: string}\n"
            + "steps:\n  - {id: settle, title: $ticket, wait: 1s}\n"
        var request = Demo.request("gradual", store: scratch.path + "/store")
        request.runbook = try scratch.write(text, "steer.yaml")
        request.parameters = ["ticket": "x\u{1B}[2J\u{1B}]0;title\u{7}"]
        let planned = try await PlannedRun.make(request)
        for style in [Style.plain, Style(isColored: true)] {
            let drawn = planned.text(style: style, width: 120)
            #expect(!drawn.contains("\u{1B}[2J") && !drawn.contains("\u{1B}]") && !drawn.contains("\u{7}"))
            #expect(drawn.contains("x\u{FFFD}[2J"))
        }
    }

    @Test("the plan of gradual reads as it was recorded")
    func golden() async throws {
        let scratch = try Scratch()
        let planned = try await PlannedRun.make(Demo.request("gradual", store: scratch.path))
        try Golden.expect(planned.text(style: .plain, width: 120), "plan.gradual.txt")
    }

    @Test("a rollback undoes what was done, the latest first")
    func rollbacks() async throws {
        let scratch = try Scratch()
        let dryRun = try await PlannedRun.make(Demo.request("gradual", store: scratch.path)).dryRun
        let node = try #require(dryRun.plan.node(named: "shift[25%]"))
        let rollback = try #require(dryRun.steps[node.index].rollback)
        #expect(rollback.isComplete)
        #expect(
            rollback.undos.map { dryRun.plan.labels[$0.node.index].id } == ["shift[25%]", "shift[10%]", "warm_compute"])
        let promote = try #require(dryRun.plan.node(named: "promote"))
        #expect(dryRun.steps[promote.index].rollback == nil)
    }

    @Test("parameters that contradict the observed writer are refused with what would fit")
    func contradiction() async throws {
        let scratch = try Scratch()
        var request = Demo.request("gradual", store: scratch.path)
        request.parameters = ["source": "us-west-2", "target": "us-east-1"]
        let planned = try await PlannedRun.make(request)
        let refusal = try #require(
            Preflight.refusal(
                planned.dryRun.contradictions, plan: planned.prepared.plan, observed: planned.dryRun.observed))
        #expect(refusal.kind == .refused)
        #expect(refusal.message.contains("us-east-1 already is the writer"))
        #expect(refusal.help.hasSuffix("--set source=us-east-1 --set target=us-west-2"))
    }

    @Test("a plan file names what changed since")
    func planFile() async throws {
        let scratch = try Scratch()
        let planned = try await PlannedRun.make(Demo.request("gradual", store: scratch.path + "/store"))
        let file = try PlanFile.load(try scratch.write(planned.file(in: scratch.path), "plan.json"))
        var facts = planned.dryRun.facts
        try file.check(planned.prepared, facts: facts)
        var other = planned.prepared
        other.digest = ""
        #expect(throws: OrchestratorError.self) { try file.check(other, facts: facts) }
        let changed = try #require(facts.firstIndex { $0.place == "us-east-1/checkout_api" })
        facts[changed].facts = "90%"
        let error = #expect(throws: OrchestratorError.self) {
            try file.check(planned.prepared, facts: facts)
        }
        #expect(error?.message.contains("us-east-1/checkout_api was 100%, 100% ready and is 90%") == true)
    }

    @Test(
        "a plan is refused when any of its texts has changed, also where the steps stay the same",
        arguments: [
            ("runbooks/gradual.yaml", "irreversible: ", "irreversible: perhaps "),
            ("runbooks/gradual.yaml", "summary: ", "summary: Do not "),
            ("runbooks/environments/demo.yaml", "peak_load: 9000/s", "peak_load: 8000/s"),
            ("runbooks/environments/demo.yaml", "objectives: {rto: 15m", "objectives: {rto: 9m"),
        ])
    func changedTexts(file: String, before: String, after: String) async throws {
        let scratch = try Scratch()
        try FileManager.default.createDirectory(
            atPath: scratch.path + "/runbooks/environments", withIntermediateDirectories: true)
        for name in ["runbooks/gradual.yaml", "runbooks/environments/demo.yaml"] {
            try FileManager.default.copyItem(
                at: Golden.root.appending(path: name), to: URL(filePath: scratch.path + "/" + name))
        }
        var request = RunRequest(runbook: scratch.path + "/runbooks/gradual.yaml", environment: "demo")
        request.store = scratch.path + "/store"
        let planned = try await PlannedRun.make(request)
        let plan = try PlanFile.load(try scratch.write(planned.file(in: scratch.path), "plan.json"))
        try plan.check(PreparedRun.prepare(request, for: .dryRun), facts: planned.dryRun.facts)
        let text = try String(contentsOfFile: scratch.path + "/" + file, encoding: .utf8)
        #expect(text.contains(before))
        _ = try scratch.write(text.replacing(before, with: after), file)
        let changed = try PreparedRun.prepare(request, for: .dryRun)
        let error = #expect(throws: OrchestratorError.self) {
            try plan.check(changed, facts: planned.dryRun.facts)
        }
        #expect(error?.message == "\(file) has changed since the plan was made")
    }

    @Test("a plan is executed from anywhere, and may move together with its files")
    func movedPlan() async throws {
        let scratch = try Scratch()
        let (here, there) = (scratch.path + "/here", scratch.path + "/there")
        for directory in ["/plans", "/runbooks/environments", "/library", "/faults"] {
            try FileManager.default.createDirectory(atPath: here + directory, withIntermediateDirectories: true)
        }
        for file in ["immediate.yaml", "environments/demo.yaml"] {
            try FileManager.default.copyItem(
                at: Golden.root.appending(path: "runbooks/" + file), to: URL(filePath: here + "/runbooks/" + file))
        }
        let faults = "faults/immediate.fence_unconfirmed.yaml"
        try FileManager.default.copyItem(
            at: Golden.root.appending(path: "runbooks/" + faults), to: URL(filePath: here + "/" + faults))
        var request = RunRequest(runbook: here + "/runbooks/immediate.yaml", environment: "demo")
        request.libraries = [here + "/library"]
        request.faults = here + "/" + faults
        request.store = scratch.path + "/store"
        let text = try await PlannedRun.make(request).file(in: here + "/plans")
        _ = try scratch.write(text, "here/plans/plan.json")
        try FileManager.default.moveItem(atPath: here, toPath: there)
        let file = try PlanFile.load(there + "/plans/plan.json")
        let found = try file.request(like: request)
        #expect(found.runbook == there + "/plans/../runbooks/immediate.yaml")
        #expect(found.environment == there + "/plans/../runbooks/environments/demo.yaml")
        #expect(found.libraries == [there + "/plans/../library"])
        #expect(found.faults == there + "/plans/../" + faults)
        let again = try await PlannedRun.make(found)
        try file.check(again.prepared, facts: again.dryRun.facts)
        try FileManager.default.moveItem(atPath: there + "/plans/plan.json", toPath: scratch.path + "/plan.json")
        let error = #expect(throws: OrchestratorError.self) {
            try PlanFile.load(scratch.path + "/plan.json").request(like: request)
        }
        #expect(error?.help == "Move a plan only together with its files, or make it again")
    }

    @Test("a plan is known by what is in it, and a runbook is not taken for one")
    func planByContents() throws {
        let scratch = try Scratch()
        #expect(PlanFile.isPlan(try scratch.write("\n{\"switchyard_plan\": 1}", "plan.txt")))
        #expect(!PlanFile.isPlan(try scratch.write("runbook: a\nsummary: {\"switchyard_plan\": 1}", "a.yaml")))
        #expect(!PlanFile.isPlan(try scratch.write("{runbook: switchyard_plan}", "b.yaml")))
        #expect(!PlanFile.isPlan(scratch.path))
        #expect(!PlanFile.isPlan("/dev/zero"))
    }

    @Test(
        "a plan whose inputs were damaged is refused, not read as something else",
        arguments: [("\"planned\"", "\"plannned\""), ("\"planned\"", "7"), ("\"eu-west-1\"", "5")])
    func damagedPlan(before: String, after: String) async throws {
        let scratch = try Scratch()
        var request = Demo.request("gradual", store: scratch.path + "/store")
        request.parameters = ["target": "eu-west-1"]
        let text = try await PlannedRun.make(request).file(in: scratch.path)
        let sound = try PlanFile.load(try scratch.write(text, "sound.json"))
        #expect(try sound.request(like: request).mode == .planned)
        let place = try #require(text.firstRange(of: before))
        let damaged = text.replacingCharacters(in: place, with: after)
        let file = try PlanFile.load(try scratch.write(damaged, "plan.json"))
        #expect(throws: OrchestratorError.self) { try file.request(like: request) }
    }

    @Test("comments do not change a plan's digest, and a soak does")
    func digest() async throws {
        let scratch = try Scratch()
        let text = RunbookTemplate.text(for: .gradual)
        func digest(_ text: String, _ name: String) throws -> String {
            var request = Demo.request("gradual", store: scratch.path)
            request.runbook = try scratch.write(text, name)
            return try PreparedRun.prepare(request, for: .dryRun).digest
        }
        let plain = try digest(text, "a.yaml")
        #expect(try digest("# more\n\n" + text, "b.yaml") == plain)
        #expect(try digest(text.replacing("soak: 2m", with: "soak: 3m"), "c.yaml") != plain)
    }
}
