package import Engine
package import Logging
import Runbook
import RunbookCompiler

/// A held run whose place an emergency run takes: its claims, its epoch, its base weights and what it owes.
package struct Supersession: Sendable {
    package var held: ResumableRun
    private let standing: RunSummary

    /// Refuses what may not be superseded. Nothing has been changed yet.
    package static func prepare(
        _ run: String, by prepared: PreparedRun, store: any RunStore, log: Logger
    ) async throws(OrchestratorError) -> Supersession {
        guard prepared.mode == .emergency else {
            throw OrchestratorError(
                .refused, "only an emergency run takes the place of another, and this one is planned",
                help: "Add --mode emergency, or end \(run) with \"switchyard stop \(run)\"")
        }
        let standing: RunSummary
        do throws(StoreError) {
            standing = try await store.summary(of: run)
        } catch {
            throw OrchestratorError(error)
        }
        guard standing.status == .held else {
            throw OrchestratorError(
                .refused, "\(run) is \(standing.status.rawValue), and only a held run is superseded",
                help: "See how it stands with \"switchyard show \(run)\"")
        }
        guard standing.header.environment == prepared.environment.name.value else {
            throw OrchestratorError(
                .refused,
                "\(run) has regions of \(standing.header.environment), and this run is about "
                    + prepared.environment.name.value)
        }
        var request = prepared.request
        request.name = nil
        return Supersession(
            held: try await ResumableRun.load(run, request, store: store, log: log), standing: standing)
    }

    /// Takes the held run over and creates the new one in its place, in one commit; or leaves the held one as it was.
    func create(_ header: RunHeader, in store: any RunStore) async throws(OrchestratorError) -> (RunHeader, Epoch) {
        let (taken, held) = try await held.takeOver()
        var header = header
        header.claims = Set(header.claims + taken.header.claims).sorted()
        header.supersedes = taken.header.run
        let by = "superseded by \(header.run), which \(header.initiator) started"
        let record = JournalRecord(
            sequence: taken.session.sequence + 1, time: max(header.started, taken.session.lastTime),
            event: .ordered(.giveWay), detail: RunSession.detail(of: header.initiator, by))
        do throws(StoreError) {
            let succession = Succession(
                run: taken.header.run, epoch: held, record: record, truth: "\(by). \(standing.truth)")
            return (header, try await store.create(header, succeeding: succession))
        } catch {
            try? await store.conclude(
                taken.header.run, epoch: held, status: .held, truth: standing.truth, at: record.time)
            throw OrchestratorError(error)
        }
    }
}

extension Baseline {
    /// The same places by name in another topology.
    func translated(from old: Topology, to new: Topology) -> Baseline {
        Baseline(
            entries.compactMap { entry in
                guard let from = new.region(named: old.name(of: entry.from)),
                    let to = new.region(named: old.name(of: entry.to)),
                    let service = new.service(named: old.name(of: entry.service))
                else { return nil }
                return Entry(
                    from: from, to: to, service: service, fromWeight: entry.fromWeight, toWeight: entry.toWeight)
            })
    }
}
