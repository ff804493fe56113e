import Runbook
package import RunbookCompiler

/// What simulated regions offer to a runbook.
package enum SimulatedActions {
    package static let catalogue = ActionCatalogue(
        [
            .init(
                name: "backup.verify", summary: "Restores the latest backup beside the data and compares the two.",
                arguments: [.init(name: "region", type: .region)], isRepeatable: true, isReadOnly: true,
                expectedDuration: .seconds(20)),
            .init(
                name: "cache.warm", summary: "Reads the most requested entries through the caches.",
                arguments: [
                    .init(name: "region", type: .region), .init(name: "service", type: .service, isRequired: false),
                ], isRepeatable: true, isReadOnly: true, expectedDuration: .seconds(10)),
            .init(
                name: "database.lock",
                summary: "Takes the right to write from a region as a script does it: nothing is asked before.",
                arguments: place, touches: [.writer], deed: .fence, isRepeatable: true, isReadOnly: false,
                expectedDuration: .seconds(2)),
            .init(
                name: "database.promote",
                summary: "Makes a region the writer as a script does it: nobody asks who else writes, or what is lost.",
                arguments: place, touches: [.writer], deed: .promote, isRepeatable: true, isReadOnly: false,
                expectedDuration: .seconds(10)),
            .init(
                name: "database.unlock",
                summary: "Gives a region the right to write as a script does it: nobody asks who else writes.",
                arguments: place, touches: [.writer], deed: .unfence, isRepeatable: true, isReadOnly: false,
                expectedDuration: .seconds(2)),
            .init(
                name: "dns.flush", summary: "Makes resolvers forget, so that real traffic follows the weights at once.",
                arguments: [.init(name: "region", type: .region, isRequired: false)], isRepeatable: true,
                isReadOnly: true, expectedDuration: .seconds(1)),
            .init(
                name: "incident.open", summary: "Opens an incident with the provider; opening it twice makes two.",
                arguments: [.init(name: "region", type: .region, isRequired: false)], isRepeatable: false,
                isReadOnly: true, expectedDuration: .seconds(2)),
            .init(
                name: "load.shed",
                summary: "Turns a share of the requests away at the region's edge; 0% turns none away.",
                arguments: [.init(name: "region", type: .region), .init(name: "percent", type: .percentage)],
                touches: [.traffic], isRepeatable: true, isReadOnly: false, expectedDuration: Milliseconds(300)),
            .init(
                name: "traffic.send",
                summary:
                    "Sends all requests of one region to another as a script does it: nobody asks whether it copes.",
                arguments: [.init(name: "from", type: .region), .init(name: "to", type: .region)], touches: [.traffic],
                deed: .shift, isRepeatable: true, isReadOnly: false, expectedDuration: .seconds(2)),
        ], prepares: [.promote],
        durations: [
            .shift: .seconds(2), .promote: .seconds(10), .prepare: .seconds(3), .fence: .seconds(2),
            .replicate: .seconds(30), .verify: .seconds(10), .scale: .seconds(60), .notify: .seconds(1),
        ])

    private static var place: [ActionCatalogue.Declaration.Argument] {
        [.init(name: "region", type: .region), .init(name: "service", type: .service, isRequired: false)]
    }

    static let durations: [String: ClosedRange<Double>] = [
        "backup.verify": 15_000...25_000, "cache.warm": 8000...12_000, "dns.flush": 800...1200, "load.shed": 200...400,
        "incident.open": 1500...2500, "database.lock": 400...600, "database.unlock": 300...500,
        "database.promote": 3000...8000, "traffic.send": 150...250,
    ]

    static func region(of action: PlanAction, in topology: Topology) -> RegionIndex? {
        guard case .region(let name)? = action.arguments["region"] else { return nil }
        return topology.region(named: name)
    }

    private static let outside = ["database.lock", "database.unlock", "dns.flush", "incident.open", "traffic.send"]

    /// Weights and fences are kept outside of regions; answers of resolvers and the provider's desk are in nobody's.
    static func regionsNeeded(for action: PlanAction, in topology: Topology) -> [Int] {
        outside.contains(action.name)
            ? [] : region(of: action, in: topology).map { [$0.index] } ?? []
    }

    static func services(of action: PlanAction, in topology: Topology) -> ServiceSet {
        if case .service(let name)? = action.arguments["service"] {
            return ServiceSet([topology.service(named: name)].compactMap { $0 })
        }
        return topology.allServices
    }

    /// What is wrong with an action's name or arguments, or nil.
    static func objection(to action: PlanAction, in topology: Topology) -> String? {
        guard let declaration = catalogue.declaration(named: action.name) else {
            return "there is no action \(action.name)"
        }
        for name in action.arguments.keys.sorted() where !declaration.arguments.contains(where: { $0.name == name }) {
            return "\(action.name) takes no argument \(name)"
        }
        for argument in declaration.arguments {
            guard let value = action.arguments[argument.name] else {
                if argument.isRequired { return "\(action.name) needs the argument \(argument.name)" }
                continue
            }
            guard fits(value, argument.type, topology) else {
                return "the argument \(argument.name) of \(action.name) is not \(argument.type.name): \(value)"
            }
        }
        return nil
    }

    private static func fits(_ value: ParameterValue, _ type: ParameterType, _ topology: Topology) -> Bool {
        switch (value, type) {
        case (.region(let name), .region): topology.region(named: name) != nil
        case (.service(let name), .service): topology.service(named: name) != nil
        case (.percentage(let share), .percentage): share >= .zero && share <= .all
        default: false
        }
    }

    static func words(for action: PlanAction) -> String {
        let arguments = action.arguments.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        return "\(action.name): \(arguments.joined(separator: ", "))"
    }
}
