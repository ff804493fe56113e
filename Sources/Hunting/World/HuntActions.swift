import Runbook
package import RunbookCompiler

/// What the regions of a hunt offer to `run`.
package enum HuntActions {
    package static let catalogue = ActionCatalogue(
        [
            .init(
                name: "check.data", summary: "Only looks.", arguments: [.init(name: "region", type: .region)],
                isRepeatable: true, isReadOnly: true, expectedDuration: .seconds(2)),
            .init(
                name: "page.people", summary: "Changes nothing, but nobody wants it twice.", arguments: [],
                isRepeatable: false, isReadOnly: true, expectedDuration: .seconds(1)),
            .init(
                name: "cache.flush", summary: "Changes something; twice is as good as once.",
                arguments: [.init(name: "region", type: .region)], isRepeatable: true, isReadOnly: false,
                expectedDuration: .seconds(2)),
            .init(
                name: "order.machines", summary: "Twice is not as good as once.",
                arguments: [.init(name: "region", type: .region)], isRepeatable: false, isReadOnly: false,
                expectedDuration: .seconds(2)),
            .init(
                name: "load.shed", summary: "Turns requests away.",
                arguments: [.init(name: "region", type: .region), .init(name: "percent", type: .percentage)],
                touches: [.traffic], isRepeatable: true, isReadOnly: false, expectedDuration: .seconds(1)),
        ], prepares: [.promote])
}
