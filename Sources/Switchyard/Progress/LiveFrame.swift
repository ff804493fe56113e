package import Engine
package import Runbook
import RunbookCompiler
package import World

/// One picture of a run in progress: its steps, the current weights as bars, the last gate samples, the time.
package struct LiveFrame: Sendable {
    package var session: RunSession
    package var world: WorldState?
    package var samples: [TimelineEntry]
    package var started: Milliseconds
    package var now: Milliseconds
    package var run: String

    package init(
        session: RunSession, world: WorldState?, samples: [TimelineEntry], started: Milliseconds, now: Milliseconds,
        run: String
    ) {
        self.session = session
        self.world = world
        self.samples = samples
        self.started = started
        self.now = now
        self.run = run
    }

    private var plan: Plan { session.plan }
    private var state: RunState { session.machine.state }

    /// Lines that fit into the terminal; the steps around the active one when there are too many.
    package func lines(width: Int, height: Int, style: Style) -> [String] {
        let head = [title(style), clock(style)]
        let bars = weights(width: width, style)
        let gates = samples.suffix(3).map { "\($0.step ?? ""): \($0.text)  \($0.brief)".printable }
        let room = max(3, height - head.count - bars.count - gates.count - 3)
        let body = steps(room: room, style)
        let rest = gates.isEmpty ? [] : [""] + gates.map { style.dim($0.cropped(to: width - 1)) }
        return head + [""] + body.map { $0.text.cropped(to: width - 1, style: $0.paint) } + [""] + bars + rest
    }

    private func title(_ style: Style) -> String {
        style.bold(run) + "  " + CauseText.phase(state, plan).printable
    }

    private func clock(_ style: Style) -> String {
        var text = "elapsed \((now - started).clock)"
        if let rto = plan.rto {
            let isLate = now - started > rto
            text += isLate ? "  " + style.yellow("RTO \(rto) passed") : "  RTO \(rto)"
        }
        return text + "  deadline \(plan.deadline)"
    }

    private func steps(room: Int, _ style: Style) -> [(text: String, paint: (String) -> String)] {
        let shown = plan.nodes.indices.filter { index in
            plan.nodes[index].kind != .join && isShown(plan.sections[plan.nodes[index].section].purpose, index)
        }
        let active =
            shown.firstIndex { state.nodes[$0].status.isActive || state.nodes[$0].status == .failed }
            ?? shown.lastIndex { state.nodes[$0].status.isComplete } ?? 0
        let first = shown.count <= room ? 0 : min(max(0, active - room / 2), shown.count - room)
        return shown[first..<min(shown.count, first + room)].map { index in
            let status = state.nodes[index].status
            let (glyph, word) = Self.look(status)
            let id = plan.labels[index].id
            let title = plan.labels[index].title
            let text = "\(glyph) \(id)" + (title == id ? "" : "  \(title)") + (word.isEmpty ? "" : "  \(word)")
            return (text.printable, Self.paint(status, style))
        }
    }

    /// Undo branches are shown once they are under way.
    private func isShown(_ purpose: Section.Purpose, _ index: Int) -> Bool {
        purpose != .undo || state.nodes[index].status != .pending
    }

    private static func paint(_ status: NodeState.Status, _ style: Style) -> (String) -> String {
        switch status {
        case .done: style.green
        case .pending, .skipped: style.dim
        case .failed, .doubtful, .undoFailed: style.red
        case .undone, .continued: style.yellow
        default: style.bold
        }
    }

    private static func look(_ status: NodeState.Status) -> (glyph: String, word: String) {
        switch status {
        case .pending: ("·", "")
        case .skipped: ("-", "skipped")
        case .observing: ("▸", "looking")
        case .awaiting: ("▸", "not safe yet")
        case .performing: ("▸", "performing")
        case .doubting: ("?", "in doubt, looking")
        case .backingOff: ("▸", "will try again")
        case .sampling: ("▸", "sampling")
        case .waiting: ("▸", "waiting")
        case .asking: ("?", "asking")
        case .finalizing: ("▸", "")
        case .done: ("✓", "")
        case .failed: ("✗", "failed")
        case .continued: ("!", "failed, went on")
        case .doubtful: ("?", "in doubt")
        case .undoObserving, .undoAwaiting, .undoPerforming, .undoDoubting, .undoBackingOff, .undoBranching:
            ("↶", "undoing")
        case .undone: ("↶", "undone")
        case .undoFailed: ("✗", "undo failed")
        }
    }

    /// Region by region the mean share over the routed services, and who is the writer.
    private func weights(width: Int, _ style: Style) -> [String] {
        guard let world, !plan.topology.routed.isEmpty else { return [] }
        let names = plan.topology.regions.map(\.name)
        let longest = names.map(\.displayWidth).max() ?? 0
        let room = max(10, min(40, width - longest - 20))
        return world.regions.map { region in
            let shares = plan.topology.routed.compactMap { world[region, $0].weight }
            let name = plan.topology.name(of: region).padded(to: longest)
            let isWriter = plan.topology.stateful.contains { world.writer(of: $0) == region }
            let note = (isWriter ? "  writer" : "") + (world.isReachable[region.index] == .no ? "  unreachable" : "")
            guard !shares.isEmpty else { return "\(name)  unknown\(note)" }
            let mean = BasisPoints(Int32(shares.reduce(0) { $0 + Int64($1.rawValue) } / Int64(shares.count)))
            let filled = Int((mean.ratio * Double(room)).rounded())
            let bar =
                style.cyan(String(repeating: "█", count: filled))
                + style.dim(String(repeating: "░", count: room - filled))
            return "\(name)  \(bar) \(mean)\(note)"
        }
    }
}

extension String {
    func cropped(to width: Int, style: (String) -> String) -> String { style(cropped(to: width)) }
}
