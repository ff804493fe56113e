import Runbook
import RunbookCompiler
import Simulation

/// Letters on the time axis of a terminal, and what they stand for.
struct RehearsalMarks {
    struct Mark: Hashable {
        var letter: Character
        var column: Int
        /// When the first of its steps began.
        var time: Milliseconds
        /// What began in the column.
        var events: [String]
    }

    private(set) var marks: [Mark] = []
    private static let letters = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")

    /// What begins in the same column shares a letter. The soaks and gates of a hop are left to the hop.
    init(_ chart: RehearsalChart, _ plan: Plan, columns: Int) {
        for stint in chart.track.stints {
            let label = plan.labels[stint.node.index]
            guard !RehearsalMarks.isPartOfHop(plan.nodes[stint.node.index].kind, label) || stint.ending == .failed
            else {
                continue
            }
            let time = chart.since(stint.start)
            add(RehearsalMarks.words(stint, label, plan), at: time, chart.column(of: time, among: columns))
        }
    }

    private mutating func add(_ event: String, at time: Milliseconds, _ column: Int) {
        if let last = marks.last, last.column == column {
            marks[marks.count - 1].events.append(event)
        } else {
            let letter = marks.count < Self.letters.count ? Self.letters[marks.count] : "#"
            marks.append(Mark(letter: letter, column: column, time: time, events: [event]))
        }
    }

    private static func isPartOfHop(_ kind: Node.Kind, _ label: NodeLabel) -> Bool {
        switch kind {
        case .wait(_, let isSoak): isSoak
        case .gate: label.id != label.step
        default: false
        }
    }

    private static func words(_ stint: RehearsalTrack.Stint, _ label: NodeLabel, _ plan: Plan) -> String {
        if stint.isUndo { return "undo \(label.id)" + (stint.ending == .failed ? " (failed)" : "") }
        let isIrreversible = plan.nodes[stint.node.index].isIrreversible
        switch stint.ending {
        case .failed: return "\(label.id) (failed)"
        case .open: return "\(label.id) (open)"
        case .done, .undone: return label.id + (isIrreversible ? " (no way back)" : "")
        }
    }
}
