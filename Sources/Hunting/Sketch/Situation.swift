/// Where a runbook that is being sketched has led its services so far, if all goes well.
struct Situation {
    /// By routed service: where its traffic is leaving, where it goes, and the share so far.
    struct Move: Equatable {
        var from: Int
        var to: Int
        var percent: Int
    }

    var moves: [String: Move] = [:]
    /// By routed service, the region that has most of the traffic.
    var carriers: [String: Int]
    /// By stateful service.
    var writers: [String: Int]
    /// Region by stateful service that follows the writer.
    var standbys: [String: Set<Int>]
    /// Traffic has been taken away from these, and no way leads back.
    var left: Set<Int> = []
    var isIrreversible = false

    init(_ environment: EnvironmentSketch) {
        carriers = Dictionary(uniqueKeysWithValues: environment.routed.map { ($0, 0) })
        writers = Dictionary(uniqueKeysWithValues: environment.stateful.map { ($0, 0) })
        let followers = Set(1..<environment.regions.count)
        standbys = Dictionary(uniqueKeysWithValues: environment.stateful.map { ($0, followers) })
    }

    /// Whether two services of a kind are in the same place; any two are alike to what concerns both kinds.
    func leads(_ service: String, as other: String) -> Bool {
        if let carrier = carriers[service], let another = carriers[other] {
            return carrier == another && moves[service] == moves[other]
        }
        if let writer = writers[service], let another = writers[other] { return writer == another }
        return true
    }
}
