/// One measured pair, printed as a line of JSON for `scripts/bench`.
struct Measured {
    var name: String
    /// In `unit`, the median of the repetitions; so is `reference`.
    var ours: Double
    var reference: Double
    var unit: String
    var note = ""

    func report() {
        print(
            #"{"name":"\#(name)","ours":\#(ours),"reference":\#(reference),"unit":"\#(unit)","note":"\#(note)"}"#)
    }
}

/// Ours and the reference in turn, so that whatever disturbs the machine disturbs both.
enum Interleaved {
    static func medians(
        of repetitions: Int, _ ours: () async throws -> Double, _ reference: () async throws -> Double
    ) async rethrows -> (ours: Double, reference: Double) {
        var (left, right): ([Double], [Double]) = ([], [])
        for _ in 0..<repetitions {
            left.append(try await ours())
            right.append(try await reference())
        }
        return (median(left), median(right))
    }

    static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
}
