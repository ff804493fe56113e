import ArgumentParser
import Monitoring
import Runbook
import Switchyard

extension ReplicationShape: ExpressibleByArgument {}

struct Replication: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replication",
        abstract:
            "Who follows whom, as observed against as declared, and how far behind; proposes and makes other topologies.",
        subcommands: [Show.self, Plan.self, Apply.self],
        defaultSubcommand: Show.self)

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show",
            abstract:
                "Each region's copy of the data: whom it follows, its lag, and how long it would take to catch up.",
            discussion: """
                BEHIND counts what has been written since the sample too; CATCH-UP is what is behind by what the link carries beyond what
                is written. Exits with 1 when a copy does not stream, or follows another region than declared.

                \(ExitStatus.table)
                """)

        @OptionGroup var lookout: LookoutOptions

        @Flag(help: "One JSON object.")
        var json = false

        func run() async throws {
            let report = await ReplicationReport.make(try await Lookout.open(lookout.request))
            Output.write(report, asJSON: json)
            if !report.isAsDeclared { Output.exit(.findings) }
        }
    }

    struct Proposal: ParsableArguments {
        @OptionGroup var lookout: LookoutOptions

        @Option(help: ArgumentHelp("chain, star or nearest.", valueName: "shape"))
        var shape = ReplicationShape.nearest

        @Option(help: ArgumentHelp("A region that is left out; repeatable.", valueName: "region"))
        var without: [String] = []

        func plan() async throws -> ReplicationPlan {
            try await ReplicationPlan.make(try await Lookout.open(lookout.request), shape, without: without)
        }
    }

    struct Plan: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "plan", abstract: "Proposes who should follow whom, around the writer that is observed.")

        @OptionGroup var proposal: Proposal

        @Flag(help: "The runbook that leads there, in place of the table.")
        var runbook = false

        @Flag(help: "One JSON object.")
        var json = false

        func run() async throws {
            let plan = try await proposal.plan()
            if runbook {
                guard let text = plan.runbook else {
                    return Output.complain("everything is so already, so that there is no runbook to write\n")
                }
                Output.write(text)
            } else {
                Output.write(plan, asJSON: json)
            }
        }
    }

    struct Apply: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "apply",
            abstract: "Writes the runbook of a proposal, proves it, and executes it like any other.",
            discussion: """
                The runbook is kept in the store's directory. Nothing is executed unless it is proved at one fault.

                \(ExitStatus.table)
                """)

        @OptionGroup var proposal: Proposal

        @Flag(help: "Grants what this user may grant without asking.")
        var yes = false

        func run() async throws {
            let plan = try await proposal.plan()
            Output.write(plan, asJSON: false)
            guard let text = plan.runbook else { return }
            let store = proposal.lookout.storage.store
            let path = try plan.write(text, in: store)
            var request = RunRequest(runbook: path, environment: plan.file)
            request.store = store
            let proof = try await ProofRun.make(request, faults: 1, limit: .seconds(60))
            Output.write(ProofFormat.human.text(of: [proof], style: Terminal.style))
            guard proof.isProved else { Output.exit(.findings) }
            let run = try Run.parse([path, "--store", store, "--environment", plan.file] + (yes ? ["--yes"] : []))
            try await run.run()
        }
    }
}
