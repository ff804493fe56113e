package import Engine
import Runbook

/// Where people tell a run what they want of it, from any process over the same store.
package struct OperatorDesk: Sendable {
    package var run: ResumableRun
    package var person: String
    /// How long a living executor may take to answer.
    private static let patience = Duration.seconds(10)
    private static let interval = Duration.milliseconds(5)

    package init(_ run: ResumableRun, person: String) {
        self.run = run
        self.person = person
    }

    private var store: any RunStore { run.runner.store }
    private var id: String { run.header.run }

    /// Whether a living executor has the run now.
    package func isAttended() async throws(OrchestratorError) -> Bool {
        do throws(StoreError) {
            return try await store.summary(of: id).isAttended
        } catch {
            throw OrchestratorError(error)
        }
    }

    /// Why a run that nobody executes would not take this; nil when it would.
    package func objection(to event: Event) -> Refusal? {
        var trial = run.session.machine
        _ = try? trial.handle(trial.state.phase == .idle ? .started(run.header.mode) : .resumed)
        if case .answered = event, trial.state.phase == .paused {
            // What was parked is asked again when the run goes on, before answers are heard.
            _ = try? trial.handle(.ordered(.proceed))
        }
        return refusal(of: event, by: &trial)
    }

    /// Whether a run at rest takes this without going on: then it is taken up for a moment, and rests again.
    package func isHeardAtRest(_ event: Event) -> Bool {
        var trial = run.session.machine
        return trial.state.phase.isAtRest && refusal(of: event, by: &trial) == nil && trial.state.phase.isAtRest
    }

    private func refusal(of event: Event, by machine: inout RunMachine) -> Refusal? {
        var event = event
        if case .answered(let node, var answer) = event {
            answer.person = run.session.person(named: person)
            event = .answered(node, answer)
        }
        do throws(Refusal) {
            _ = try machine.handle(event)
            return nil
        } catch {
            return error
        }
    }

    /// Leaves a message for the run's executor. Returns its number.
    package func send(_ event: Event, reason: String) async throws(OrchestratorError) -> Int64 {
        let message = OperatorMessage(
            event: event, person: person, reason: reason, time: RunName.now, planDigest: run.header.planDigest)
        do throws(StoreError) {
            return try await store.send(message, to: id)
        } catch {
            throw OrchestratorError(error)
        }
    }

    /// Waits until the message has been answered, as long as somebody is there to answer it.
    package func receipt(for message: Int64) async throws(OrchestratorError) -> Receipt {
        let limit = ContinuousClock.now + Self.patience
        var looks = 0
        while true {
            if let receipt = try await answer(to: message) { return receipt }
            // Whether somebody is there costs more to find out than whether there is an answer.
            if looks % 20 == 0, try await !isAttended() {
                return try await answer(to: message) ?? .waiting(message: message)
            }
            guard ContinuousClock.now < limit else { return .unanswered(message: message) }
            looks += 1
            try? await Task.sleep(for: Self.interval)
        }
    }

    private func answer(to message: Int64) async throws(OrchestratorError) -> Receipt? {
        do throws(StoreError) {
            switch try await store.messages(of: id, after: message - 1).first?.outcome {
            case .accepted(let sequence): return .accepted(message: message, record: sequence)
            case .refused(let why): return .refused(why: why)
            case nil: return nil
            }
        } catch {
            throw OrchestratorError(error)
        }
    }

    /// Whether something waits to be heard.
    package func hasMail() async throws(OrchestratorError) -> Bool {
        do throws(StoreError) {
            return try await store.messages(of: id, after: 0).contains { $0.outcome == nil }
        } catch {
            throw OrchestratorError(error)
        }
    }
}
