import Engine
import RunbookCompiler
import Synchronization
import World

/// Passes everything on and notes each effect that it is asked for.
final class WatchedAdapter: RegionAdapter {
    let inner: any RegionAdapter
    private let effects = Mutex<[String]>([])

    init(_ inner: any RegionAdapter) { self.inner = inner }

    var manifest: AdapterManifest { inner.manifest }
    var applied: [String] { effects.withLock { $0 } }

    func observe() async -> WorldState { await inner.observe() }
    func measure(_ queries: [MetricQuery]) async -> [Measurement] { await inner.measure(queries) }

    func apply(_ assignment: Assignment) async -> EffectReport {
        effects.withLock { $0.append("\(assignment.step): \(assignment.effect)") }
        return await inner.apply(assignment)
    }
}
