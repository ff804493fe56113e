import ArgumentParser
import Dispatch
import Engine
import Runbook
import Switchyard

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

struct Watch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch",
        abstract: "Shows a run as it goes on, wherever it is executed.",
        discussion: """
            Looks on, as "switchyard run" shows it, until the run rests or nobody executes it any more, and then says how
            it stands. Ctrl-C ends the looking on; the run is not touched.

            \(ExitStatus.table)
            """)

    @OptionGroup var subject: RunArgument
    @OptionGroup var storage: StoreOptions

    @Flag(help: "One JSON object a line for each event.")
    var json = false

    private static let interval = Duration.milliseconds(100)

    func run() async throws {
        let id = try await History.id(subject.run, in: storage.store)
        guard let store = try Composition.existingStore(in: storage.store) else {
            throw OrchestratorError(.unusable, "there is no store in \(storage.store)")
        }
        var follower = try await RunFollower(id, store: store)
        let started = follower.summary.header.started
        let look: RunConsole.Look = json ? .json : Terminal.isOutput ? .live : .plain
        let console = RunConsole(
            look, run: id, started: started, timekeeper: WallTimekeeper(startingAt: follower.lastTime))
        let detaching = Self.detachOnInterrupt(console, id)
        let ticker = Task { await console.tick() }
        var isGoingOn = true
        while isGoingOn {
            // Whether it goes on is asked before what has happened, so that nothing that happened is missed.
            isGoingOn = try await follower.isGoingOn()
            if let news = try await follower.news() { console.tell(news) }
            if isGoingOn { try? await Task.sleep(for: Self.interval) }
        }
        ticker.cancel()
        detaching.cancel()
        console.close()
        Output.exit(report(follower, look))
    }

    private func report(_ follower: RunFollower, _ look: RunConsole.Look) -> ExitStatus {
        let summary = follower.summary
        guard summary.status != .running else {
            let run = summary.header.run
            Output.complain("the executor of \(run) is gone; \"switchyard resume \(run)\" takes it up\n")
            return .failed
        }
        return RunReport(
            run: summary.header.run, status: summary.status, truth: summary.truth, started: summary.header.started,
            ended: max(summary.ended ?? .zero, follower.lastTime), machine: follower.machine
        ).tell(look)
    }

    private static func detachOnInterrupt(_ console: RunConsole, _ run: String) -> any DispatchSourceSignal {
        signal(SIGINT, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: SIGINT, queue: DispatchQueue(label: "detaching"))
        source.setEventHandler {
            console.close()
            Output.complain("\(run) is not watched any more; it goes on\n")
            Output.exit(.success)
        }
        source.resume()
        return source
    }
}
