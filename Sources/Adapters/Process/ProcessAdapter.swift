package import Engine
package import Runbook
package import RunbookCompiler
import World

/// Regions behind a program of their owner's, in any language. It is started for each request, so it has nothing to remember.
///
/// The program knows no epochs unless it looks at the one that it is told: the executor checks its own before each effect.
package struct ProcessAdapter: RegionAdapter {
    package let manifest: AdapterManifest
    let topology: Topology
    let settings: ProcessSettings
    let timekeeper: any Timekeeper
    let conversation: Conversation

    package init(_ settings: ProcessSettings, topology: Topology, timekeeper: any Timekeeper) {
        self.settings = settings
        self.topology = topology
        self.timekeeper = timekeeper
        manifest = ProcessAdapter.manifest(settings)
        conversation = Conversation(program: settings.program.map(\.value))
    }

    package static func manifest(_ settings: ProcessSettings) -> AdapterManifest {
        AdapterManifest(
            name: ProcessSettings.name, parts: Set(ProcessSettings.parts), actions: settings.actions.map(\.declaration),
            enforcesEpoch: false)
    }

    /// For messages: who was asked.
    var place: String { settings.program.first?.value ?? "no program" }

    /// What every request says besides what it is about.
    func request(_ verb: String, _ members: [JSON.Member] = []) -> JSON {
        .object([JSON.Member("switchyard", 1), JSON.Member("do", .string(verb))] + members)
    }
}
