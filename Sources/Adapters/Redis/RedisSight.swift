import Runbook

/// What one server says of itself at one moment.
struct RedisSight: Hashable {
    var isReplica: Bool
    /// Writes are refused, whatever replicas there are.
    var isFenced: Bool
    /// A replica's: whom it is told to follow, and whether changes arrive.
    var source: Endpoint?
    var isLinked: Bool
    /// Since it has heard of its source.
    var silence: Milliseconds?
    /// Up to where it has changes.
    var offset: Int64
    /// Of which history they are, and of which they were before it was promoted.
    var history: String
    var formerHistory: String?
    var version: String

    /// More replicas than anybody has: nothing is written where so many are asked for.
    static let fence: Int64 = 65_535
    static let question = [["INFO", "replication"], ["INFO", "server"], ["CONFIG", "GET", "min-replicas-to-write"]]

    init?(_ replies: [RedisReply]) {
        guard replies.count == 3, case .text(let replication) = replies[0], case .text(let server) = replies[1],
            case .list(let setting) = replies[2], setting.count == 2, case .text(let least) = setting[1]
        else { return nil }
        let facts = RedisSight.facts(in: replication).merging(RedisSight.facts(in: server)) { first, _ in first }
        guard let role = facts["role"], let history = facts["master_replid"] else { return nil }
        isReplica = role == "slave"
        isFenced = Int64(least).map { $0 >= RedisSight.fence } ?? false
        isLinked = facts["master_link_status"] == "up" && facts["master_sync_in_progress"] == "0"
        silence = (facts["master_link_down_since_seconds"] ?? facts["master_last_io_seconds_ago"])
            .flatMap { Int64($0) }.map { Milliseconds.seconds(max(0, $0)) }
        guard let offset = facts[isReplica ? "slave_repl_offset" : "master_repl_offset"].flatMap({ Int64($0) }) else {
            return nil
        }
        self.offset = offset
        self.history = history
        let former = facts["master_replid2"] ?? ""
        formerHistory = former.allSatisfy { $0 == "0" } ? nil : former
        version = facts["redis_version"] ?? ""
        if let host = facts["master_host"], let port = facts["master_port"] {
            source = Endpoint(host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)")
        }
    }

    private static func facts(in text: String) -> [String: String] {
        var facts: [String: String] = [:]
        for line in text.split(whereSeparator: \.isNewline) {
            guard let colon = line.firstIndex(of: ":") else { continue }
            facts[String(line[..<colon])] = String(line[line.index(after: colon)...])
        }
        return facts
    }
}
