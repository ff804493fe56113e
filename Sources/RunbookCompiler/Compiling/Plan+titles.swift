import Runbook

extension Plan {
    /// What an operation does, as a short imperative sentence; its services are named when there is a reason to.
    package func title(of operation: Operation, service isNamed: Bool = false) -> String {
        func region(_ index: RegionIndex) -> String { topology.name(of: index) }
        func list(_ services: ServiceSet) -> String {
            isNamed ? services.map { topology.name(of: $0) }.joined(separator: ", ") + " " : ""
        }
        switch operation {
        case .shift(let pair, let services, let percent):
            let (from, to) = (region(pairs[pair].from), region(pairs[pair].to))
            return "shift \(percent) of \(list(services))traffic from \(from) to \(to)"
        case .promote(let to, let services, _):
            return isNamed ? "promote \(list(services))in \(region(to))" : "promote \(region(to))"
        case .fence(let at, let services):
            return isNamed ? "fence \(list(services))in \(region(at))" : "fence \(region(at))"
        case .replicate(let from, let to, let services):
            return "replicate \(list(services))from \(region(from)) to \(region(to))"
        case .verify(let from, let to, let services):
            return "verify \(list(services))data of \(region(to)) against \(region(from))"
        case .scale(let at, let services, let share):
            return "scale \(list(services))\(isNamed ? "in " : "")\(region(at)) to \(share) of its peak"
        case .prepare(let operation): return "prepare " + title(of: operations[operation], service: isNamed)
        case .custom(let action):
            let place = actions[action].arguments["region"].map { " in \($0)" } ?? ""
            return "run \(actions[action].name)\(place)"
        case .notify(let notice): return "notify \(notices[notice].channel)"
        }
    }
}

extension Action {
    /// The service that it names, if it acts on regions and names one.
    var service: Argument<String>? {
        switch self {
        case .shift(let shift): shift.link.service
        case .promote(let promote): promote.place.service
        case .fence(let place): place.service
        case .replicate(let link), .verify(let link): link.service
        case .scale(let scale): scale.place.service
        case .gate, .approve, .wait, .run, .runbook, .notify: nil
        }
    }
}
