package import Engine
package import Runbook
import RunbookCompiler

/// A run as the store has it, with the plan that its own texts compile to.
package struct PastRun: Sendable {
    package var summary: RunSummary
    package var records: [JournalRecord]
    package var entries: [TimelineEntry]
    package var timeline: Timeline
    /// What people told it, heard or not.
    package var messages: [PostedMessage]

    package static func load(_ run: String, from store: any RunStore) async throws(OrchestratorError) -> PastRun {
        let summary: RunSummary
        let records: [JournalRecord]
        let messages: [PostedMessage]
        do throws(StoreError) {
            summary = try await store.summary(of: run)
            messages = try await store.messages(of: run, after: 0)
            records = try await store.records(of: run)
        } catch {
            throw OrchestratorError(error)
        }
        let plan = try compile(summary.header)
        var timeline = Timeline(plan: plan, initiator: summary.header.initiator)
        var entries: [TimelineEntry] = []
        for record in records {
            do throws(Refusal) {
                entries += try timeline.entries(for: record)
            } catch {
                throw OrchestratorError(.doesNotReplay(sequence: record.sequence, error), run: run)
            }
        }
        return PastRun(summary: summary, records: records, entries: entries, timeline: timeline, messages: messages)
    }

    static func compile(_ header: RunHeader) throws(OrchestratorError) -> Plan {
        let documents = try Documents.restore(header)
        let environment = documents.environment
        let offers = environment.map(Composition.offers)
        let context = CheckContext(
            library: documents.library, environment: environment, parameters: header.parameters, mode: header.mode,
            actions: offers?.actions ?? Composition.commonActions, settleTime: offers?.settleTime ?? .zero)
        let result = Checker.check(documents.runbook, in: context)
        guard let plan = result.checked?.plan else { throw OrchestratorError(result.diagnostics, documents.allTexts) }
        return plan
    }

    /// The timeline for people.
    package func text(style: Style) -> String {
        let header = summary.header
        var lines = [
            style.bold(header.run) + "  \(header.runbook) version \(header.version) on \(header.environment), "
                + "\(header.mode.rawValue), started by \(header.initiator.printable) at \(Timestamp(header.started).rfc3339)"
        ]
        if !header.parameters.isEmpty {
            lines.append(
                header.parameters.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " "))
        }
        if let superseded = header.supersedes { lines.append("in the place of \(superseded)") }
        lines.append("")
        lines += entries.map { $0.line(since: header.started, style: style) }
        lines.append("")
        lines.append(style.bold(standing) + (summary.truth.isEmpty ? "" : ": " + summary.truth))
        lines += messages.compactMap(unheard).map { style.yellow($0.printable) }
        let open = openVerbs
        if !open.isEmpty { lines += ["what can be said:"] + open.map { "  \($0)" } }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Of a run that has ended, or whose executor is gone, there is nothing to be said but to take it up.
    private var openVerbs: [String] {
        guard !summary.status.isEnd, summary.status != .running || summary.isAttended else { return [] }
        return OpenVerbs.commands(summary.header.run, timeline.session.machine)
    }

    /// A message that is in no record, in words.
    private func unheard(_ posted: PostedMessage) -> String? {
        let told = "message \(posted.number) of \(posted.message.person), \(timeline.word(posted.message.event))"
        switch posted.outcome {
        case .accepted: return nil
        case .refused(let why): return "\(told): refused, because \(why)"
        case nil: return "\(told): not heard yet"
        }
    }

    private var standing: String {
        switch summary.status {
        case .running:
            summary.isAttended
                ? "running" : "its executor is gone; \"switchyard resume \(summary.header.run)\" takes it up"
        default: CauseText.phase(timeline.state, timeline.plan)
        }
    }

    package var json: JSON {
        guard case .object(let members) = RunList.json(summary) else { return .null }
        return .object(
            members + [
                JSON.Member("timeline", .array(entries.map(\.json))),
                JSON.Member("messages", .array(messages.map(json))),
                JSON.Member("open", .array(openVerbs.map(JSON.string))),
            ])
    }

    private func json(_ posted: PostedMessage) -> JSON {
        var members = [
            JSON.Member("message", .integer(posted.number)),
            JSON.Member("time", .string(Timestamp(posted.message.time).rfc3339)),
            JSON.Member("who", .string(posted.message.person)), JSON.Member("why", .string(posted.message.reason)),
            JSON.Member("text", .string(timeline.word(posted.message.event))),
        ]
        switch posted.outcome {
        case .accepted(let sequence): members.append(JSON.Member("record", .integer(sequence)))
        case .refused(let why): members.append(JSON.Member("refused", .string(why)))
        case nil: break
        }
        return .object(members)
    }
}
