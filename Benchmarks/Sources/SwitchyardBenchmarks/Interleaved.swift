import Foundation

/// Ours and the reference in turn, so that whatever disturbs the machine disturbs both.
struct Interleaved {
    private var pairs: [(ours: Double, reference: Double)] = []
    private var processorTimes: [(ours: Double, reference: Double)] = []

    init(of repetitions: Int, _ ours: () async throws -> Double, _ reference: () async throws -> Double) async rethrows {
        for _ in 0..<repetitions {
            let start = Interleaved.processorTime
            let left = try await ours()
            let middle = Interleaved.processorTime
            let right = try await reference()
            pairs.append((left, right))
            processorTimes.append((middle - start, Interleaved.processorTime - middle))
        }
    }

    /// A median, as is `reference`.
    var ours: Double { Interleaved.median(pairs.map(\.ours)) }
    var reference: Double { Interleaved.median(pairs.map(\.reference)) }

    /// How far the pairs lie apart, and the ratio of what both took of all processors, which a busy machine disturbs least.
    var spread: String {
        let ratios = pairs.map { $0.ours / $0.reference }.sorted()
        let processor = Interleaved.median(processorTimes.map { $0.ours / $0.reference })
        let figures = [ratios[0], ratios[ratios.count - 1], processor].map { ($0 * 100).rounded() / 100 }
        return "pairs \(figures[0]) to \(figures[1]), processor time \(figures[2])"
    }

    static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

    /// Of all threads of this process, in seconds.
    private static var processorTime: Double { Double(clock()) / Double(CLOCKS_PER_SEC) }
}
