/// Ours and the reference in turn, so that whatever disturbs the machine disturbs both.
struct Interleaved {
    private var pairs: [(ours: Double, reference: Double)] = []

    init(of repetitions: Int, _ ours: () async throws -> Double, _ reference: () async throws -> Double) async rethrows
    {
        for _ in 0..<repetitions { pairs.append((try await ours(), try await reference())) }
    }

    /// A median, as is `reference`.
    var ours: Double { Interleaved.median(pairs.map(\.ours)) }
    var reference: Double { Interleaved.median(pairs.map(\.reference)) }

    /// How far the pairs lie apart, for the note beside a ratio.
    var spread: String {
        let ratios = pairs.map { $0.ours / $0.reference }.sorted().map { ($0 * 100).rounded() / 100 }
        return "pairs \(ratios[0]) to \(ratios[ratios.count - 1])"
    }

    static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
}
