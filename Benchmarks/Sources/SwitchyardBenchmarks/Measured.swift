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
