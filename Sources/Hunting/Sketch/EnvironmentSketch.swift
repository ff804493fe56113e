/// An environment before it is text.
package struct EnvironmentSketch: Hashable, Sendable {
    struct Service: Hashable, Sendable {
        var name: String
        var type: String
        var isStateful: Bool { type == "database" || type == "storage" }
    }

    /// The first is the primary.
    var regions: [String]
    var ready: [Int]
    var services: [Service]
    /// By region, but the primary: the one that it follows.
    var sources: [Int]

    static func make(_ dice: inout Dice) -> EnvironmentSketch {
        let count = dice.pick(weighed: [(30, 2), (45, 3), (15, 4), (10, 5)])
        let names = ["east", "west", "north", "south", "far"]
        var services = [Service(name: "db", type: "database"), Service(name: "api", type: "api")]
        let others = [
            ("files", "storage"), ("cache", "cache"), ("work", "compute"), ("edge", "network"), ("dns", "dns"),
        ]
        for (name, type) in others where dice.chance(25) { services.append(Service(name: name, type: type)) }
        let sources = (1..<count).map { dice.chance(70) ? 0 : dice.below($0) }
        return EnvironmentSketch(
            regions: Array(names.prefix(count)),
            ready: (0..<count).map { $0 == 0 ? 100 : dice.pick([0, 20, 60, 100, 120]) }, services: services,
            sources: sources)
    }

    var stateful: [String] { services.filter(\.isStateful).map(\.name) }
    var routed: [String] { services.filter { !$0.isStateful }.map(\.name) }

    var text: String {
        let roles = ["primary", "secondary", "tertiary", "quaternary", "quaternary"]
        var text = "environment: hunt\nregions:\n"
        for (index, name) in regions.enumerated() {
            text +=
                "  \(name): {role: \(roles[index]), capacity: 12000/s, peak_load: 9000/s, ready: \(ready[index])%}\n"
        }
        text += "services:\n"
        for service in services { text += "  \(service.name): {type: \(service.type)}\n" }
        text += "replication:\n"
        for (follower, source) in sources.enumerated() {
            text +=
                "  - {from: \(regions[source]), to: \(regions[follower + 1]), bandwidth: 100MB/s, latency: 35ms}\n"
        }
        text += "approvers:\n  sre: [\"*\"]\n  dba: [ann, bob, cid]\n"
        return text
    }
}
