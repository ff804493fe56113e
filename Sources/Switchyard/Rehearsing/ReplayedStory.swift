import Engine
import Prover
import Runbook
import RunbookCompiler
import World

/// A counterexample that is played again through the machine, with the runbook as it is now.
package struct ReplayedStory: Sendable {
    private var environment: String
    private var mode: Mode
    private var replay: Replay
    /// In words, as the file has it, the move that could not be made.
    private var stuck: String?

    /// Whether what the story tells happens still.
    package var happens: Bool { replay.breach != nil }

    /// - Parameters:
    ///   - path: of what `prove --format json` wrote.
    ///   - after: a runbook that is rehearsed before; the one that the story names when nil.
    package static func make(
        _ request: RunRequest, after: String?, story path: String
    ) throws(OrchestratorError) -> ReplayedStory {
        let file = try StoryFile.read(path)
        var request = request
        request.isFresh = true
        request.mode = file.mode
        request.parameters.merge(file.parameters) { given, _ in given }
        let prepared = try PreparedRun.prepare(request, for: .dryRun)
        guard prepared.runbook == file.runbook else {
            throw OrchestratorError(
                .refused, "the story is about \(file.runbook), and this is \(prepared.runbook)",
                help: "Name the runbook that was refuted")
        }
        let start = try RehearsalStage(prepared, after: after ?? file.after).start()
        let record = MoveRecord(Merger(prepared.plan, start).merge(prepared.plan))
        var moves: [Move] = []
        for json in file.moves {
            guard let move = record.move(json) else { break }
            moves.append(move)
        }
        var story = ReplayedStory(
            environment: prepared.environment.name.value, mode: file.mode,
            replay: Replay(moves, of: prepared.plan, mode: file.mode, from: start))
        if !story.happens, story.replay.scenes.count < file.moves.count {
            story.stuck = file.words[story.replay.scenes.count]
        }
        return story
    }

    package func text(style: Style) -> String {
        let plan = replay.plan
        let title = "\(style.bold("\(plan.runbook) version \(plan.version)")) on \(environment), \(mode.rawValue): "
        let story = ProofStory(plan, replay.scenes, mode: mode)
        var lines = ["\(title)a story played again"] + ProofReport.lines(of: story, style)
        if let breach = replay.breach {
            lines += ProofReport.lines(of: breach, in: story, style)
        } else {
            let end =
                stuck.map { "here the story ends: \"\($0)\" cannot happen any more" }
                ?? "the story goes on to its end, and nothing is broken any more"
            lines += ["      " + style.green(end), "  whether another story can happen, prove tells"]
        }
        lines.append("  then: " + Truth(replay.world, plan.topology, loss: nil).sentence)
        return lines.joined(separator: "\n") + "\n"
    }
}
