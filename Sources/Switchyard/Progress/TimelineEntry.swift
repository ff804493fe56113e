import Engine
package import Runbook

/// One thing that happened in a run, for people and for programs.
package struct TimelineEntry: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable {
        case started, observed, performing, finished, sampled, asked, answered, waited, ordered, resumed, inherited,
            phase, timeout
    }

    package var sequence: Int64
    package var time: Milliseconds
    package var kind: Kind
    /// The id of the step that it is about, if any.
    package var step: String?
    /// What happened, in a few words.
    package var text: String
    /// What was measured or said; may be empty.
    package var detail: String = ""
    /// Region by region, after a shift: `us-east-1 75%, us-west-2 25%`.
    package var weights: String?
    /// Of a gate's sample: holds, breached, unknown, not yet.
    package var verdict: String?
}

extension TimelineEntry {
    /// One line: time of day, step, what happened.
    package func line(since start: Milliseconds, style: Style = .plain) -> String {
        let clock = style.dim("\(Timestamp(time).time) +\((time - start).clock)")
        var text = text.printable
        if let weights { text += ": \(weights)" }
        if !detail.isEmpty { text += style.dim("  \(brief.printable)") }
        return step.map { "\(clock)  \(style.bold($0)): \(text)" } ?? "\(clock)  \(text)"
    }

    /// Of what a gate measured: the values, and the whole requirement only where it did not hold.
    package var brief: String {
        guard kind == .sampled else { return detail }
        return detail.split(separator: "; ").map { part in
            guard part.hasSuffix("]"), let open = part.lastIndex(of: "["),
                part[..<open].hasSuffix(": holds ") || part[..<open].hasSuffix(": not yet ")
            else { return String(part) }
            return String(part[part.index(after: open)...].dropLast())
        }.joined(separator: "; ")
    }

    /// `sequence`, `time` (RFC 3339, UTC), `event`, `step`, `text`, and where they apply `detail`, `weights`, `verdict`.
    package var json: JSON {
        var members = [
            JSON.Member("sequence", .integer(sequence)), JSON.Member("time", .string(Timestamp(time).rfc3339)),
            JSON.Member("event", .string(kind.rawValue)), JSON.Member("step", .optional(step)),
            JSON.Member("text", .string(text)),
        ]
        if !detail.isEmpty { members.append(JSON.Member("detail", .string(detail))) }
        if [.ordered, .answered, .resumed].contains(kind), !detail.isEmpty {
            let who = RunSession.name(in: detail)
            members.append(JSON.Member("who", .string(who)))
            let why = detail.dropFirst(who.count + 2)
            if !why.isEmpty { members.append(JSON.Member("why", .string(String(why)))) }
        }
        if let weights { members.append(JSON.Member("weights", .string(weights))) }
        if let verdict { members.append(JSON.Member("verdict", .string(verdict))) }
        return .object(members)
    }
}

extension Milliseconds {
    /// `0:07`, `12:34`, `1:02:03`.
    package var clock: String {
        let seconds = max(0, rawValue) / 1000
        func two(_ value: Int64) -> String { value < 10 ? "0\(value)" : "\(value)" }
        let (hours, minutes) = (seconds / 3600, seconds / 60 % 60)
        return hours > 0 ? "\(hours):\(two(minutes)):\(two(seconds % 60))" : "\(minutes):\(two(seconds % 60))"
    }
}
