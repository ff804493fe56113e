package import Runbook

/// Holds a fault plan to the environment that it is to happen in: what it names there must be there.
package enum FaultPlanNames {
    /// In the order in which they are written. Empty when every name is known.
    package static func check(_ plan: FaultPlan, in environment: Environment) -> [Diagnostic] {
        let regions = environment.regions.map(\.name.value)
        let services = environment.services.map(\.name.value)
        func look(_ name: String, _ span: SourceSpan, _ known: [String], _ kind: String, _ code: String) -> Diagnostic?
        {
            guard !known.contains(name) else { return nil }
            return Diagnostic(
                code: code, message: "the environment \"\(environment.name.value)\" has no \(kind) \"\(name)\"",
                help: "It has: \(known.joined(separator: ", "))." + Suggestion.question(for: name, among: known),
                at: SourceOrigin(file: plan.file, span: span))
        }
        func region(_ name: Located<String>) -> Diagnostic? {
            look(name.value, name.span, regions, "region", UnknownRegion.page.code)
        }
        func service(_ name: Located<String>) -> Diagnostic? {
            look(name.value, name.span, services, "service", UnknownService.page.code)
        }
        let expected = [plan.expect.writer].compactMap(\.self) + plan.expect.weights.map(\.region)
        let found = plan.faults.flatMap { fault in
            switch fault.subject {
            case .region(let name): [region(name)]
            case .service(let name, let place): [region(place), service(name)]
            case .link(let from, let to): [region(from), region(to)]
            }
        }
        return (expected.map(region) + found).compactMap(\.self)
    }
}
