import Runbook

/// What a name has in its zone now.
struct RecordState: Hashable {
    /// Weights, where it has one LUA record and it is one of ours.
    var answer: WeightedAnswer?
    /// In seconds.
    var timeToLive: Int
    /// Why there are no weights; empty where there are.
    var trouble: String

    /// - Parameter sets: all record sets of a name.
    init(_ sets: [JSON], name: String, type: String) {
        timeToLive = 0
        trouble = ""
        let others = sets.compactMap { $0["type"]?.string }.filter { ["A", "AAAA", "CNAME", "ALIAS"].contains($0) }
        guard let set = sets.first(where: { $0["type"]?.string == "LUA" }) else {
            trouble = "there is no LUA record at \(name)"
            return
        }
        timeToLive = set["ttl"]?.integer.map { Int(clamping: $0) } ?? 0
        if let other = others.first {
            trouble = "there is a record of type \(other) at \(name) beside the LUA record"
            return
        }
        let records = set["records"]?.elements ?? []
        guard records.count == 1, records[0]["disabled"] == .bool(false) else {
            trouble = "there is not one LUA record in use at \(name)"
            return
        }
        guard let answer = records[0]["content"]?.string.flatMap(WeightedAnswer.init(content:)), answer.type == type
        else {
            trouble = "the LUA record at \(name) is no pickwrandom of \(type)"
            return
        }
        self.answer = answer
    }
}
