import Engine
package import Runbook
package import RunbookCompiler
import RunbookYAML
package import World

/// A runbook in an environment, read, checked and compiled from text, with the world that it starts in.
package struct Specimen: Sendable {
    package let texts: SpecimenTexts
    package let plan: Plan
    package let mode: Mode
    package let nature: Nature
    package let start: WorldState
    package let nodes: [String: NodeID]
    /// Nodes whose effect may be performed again without looking, by node.
    package let catalogue: ActionCatalogue

    /// The specimen, or the codes of what the reader and the checker have against it.
    package static func make(_ texts: SpecimenTexts, mode: Mode, nature: Nature) -> Result<Specimen, Objections> {
        let environment = EnvironmentReader.read(Array(texts.environment.utf8), file: "environment.yaml")
        let runbook = RunbookReader.read(Array(texts.runbook.utf8), file: "runbook.yaml")
        guard let environment = environment.value, let runbook = runbook.value else {
            return .failure(Objections(environment.diagnostics + runbook.diagnostics))
        }
        var children: [String: Runbook] = [:]
        for (name, text) in texts.children {
            let child = RunbookReader.read(Array(text.utf8), file: "\(name).yaml")
            guard let value = child.value else { return .failure(Objections(child.diagnostics)) }
            children[name] = value
        }
        let context = CheckContext(
            library: SpecimenLibrary(runbooks: children), environment: environment, mode: mode,
            actions: HuntActions.catalogue, settleTime: .seconds(Int64(nature.settleSeconds)))
        let result = Checker.check(runbook, in: context)
        guard let checked = result.checked, checked.isRunnable else {
            return .failure(Objections(result.diagnostics))
        }
        return .success(Specimen(texts, checked.plan, environment, mode, nature))
    }

    private init(
        _ texts: SpecimenTexts, _ plan: Plan, _ environment: Environment, _ mode: Mode, _ nature: Nature
    ) {
        self.init(texts, plan, start: Specimen.start(environment, plan.topology), mode, nature)
    }

    /// A plan made by hand, without texts.
    package init(_ texts: SpecimenTexts, _ plan: Plan, start: WorldState, _ mode: Mode, _ nature: Nature) {
        self.texts = texts
        self.plan = plan
        self.mode = mode
        self.nature = nature
        self.start = start
        catalogue = HuntActions.catalogue
        nodes = Dictionary(
            plan.labels.enumerated().map { ($1.id, NodeID($0)) }, uniquingKeysWith: { first, _ in first })
    }

    /// All traffic and every writer in the primary region; the others follow along the declared links.
    private static func start(_ environment: Environment, _ topology: Topology) -> WorldState {
        var world = WorldState(unknownIn: topology)
        for (index, region) in environment.regions.enumerated() {
            let place = RegionIndex(index)
            world.isReachable[index] = .yes
            let isPrimary = region.role.value == .primary
            for service in topology.regions[index].services {
                world[place, service].weight = isPrimary ? .all : .zero
                world[place, service].capacity = region.ready
                world[place, service].isServing = .yes
                world[place, service].isFenced = .no
                world[place, service].role = .none
                world[place, service].source = .none
                world[place, service].isStreaming = .no
                guard topology.stateful.contains(service) else { continue }
                world[place, service].lag = .zero
                if isPrimary {
                    world[place, service].role = .writer
                } else if let link = topology.links.first(where: { $0.to == place }) {
                    world[place, service].role = .standby
                    world[place, service].source = .region(link.from)
                    world[place, service].isStreaming = .yes
                }
            }
        }
        return world
    }
}
