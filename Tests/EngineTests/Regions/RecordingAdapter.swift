import Engine
import Runbook
import RunbookCompiler
import Synchronization
import World

/// Says what a test wants, and notes what it was asked, beside others in one list.
struct RecordingAdapter: RegionAdapter {
    final class Notes: Sendable {
        private let lines = Mutex<[String]>([])
        var all: [String] { lines.withLock { $0 } }
        func add(_ line: String) { lines.withLock { $0.append(line) } }
    }

    let manifest: AdapterManifest
    let notes: Notes
    var world = WorldState(unknownIn: PlanFixture.topology)
    /// By the action asked for; `done` where there is none.
    var answers: [String: EffectReport.Answer] = [:]
    var value: Double?

    init(
        _ name: String, _ parts: Set<Environment.Part>, _ notes: Notes, confirmsFence: Bool = false,
        prepares: Set<ActionCatalogue.Preparable> = [], answers: [String: EffectReport.Answer] = [:],
        value: Double? = nil
    ) {
        manifest = AdapterManifest(
            name: name, parts: parts, prepares: prepares, enforcesEpoch: false, confirmsFence: confirmsFence)
        self.notes = notes
        self.answers = answers
        self.value = value
    }

    func observe() async -> WorldState {
        notes.add("\(manifest.name) looks")
        return world
    }

    func measure(_ queries: [MetricQuery]) async -> [Measurement] {
        queries.map {
            Measurement(
                query: $0, value: value.map { Quantity($0, .ratio) }, sampledAt: Milliseconds(5), coveredFrom: .zero,
                samples: value == nil ? 0 : 3, source: manifest.name)
        }
    }

    func apply(_ assignment: Assignment) async -> EffectReport {
        notes.add("\(manifest.name) \(assignment.effect.action)")
        return EffectReport(answers[assignment.effect.action] ?? .done, detail: manifest.name)
    }
}
