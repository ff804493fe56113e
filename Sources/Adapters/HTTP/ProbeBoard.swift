import Runbook
import Synchronization

/// What is known of each URL, by its place in the list of them.
final class ProbeBoard: Sendable {
    private struct State {
        var rings: [SampleRing]
        /// What came of the latest probe, in words.
        var words: [String]
    }

    private let state: Mutex<State>

    init(_ count: Int) {
        state = Mutex(
            State(
                rings: Array(repeating: SampleRing(amongst: count), count: count),
                words: Array(repeating: "", count: count)))
    }

    func add(_ sample: ProbeSample, _ words: String, of target: Int) {
        state.withLock {
            $0.rings[target].add(sample)
            $0.words[target] = words
        }
    }

    func last(of target: Int) -> ProbeSample? { state.withLock { $0.rings[target].last } }

    func words(of target: Int) -> String { state.withLock { $0.words[target] } }

    func stretch(of target: Int, since start: Milliseconds, gap: Milliseconds) -> SampleRing.Stretch? {
        state.withLock { $0.rings[target].stretch(since: start, gap: gap) }
    }
}
