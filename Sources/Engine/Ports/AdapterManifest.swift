package import Runbook
package import RunbookCompiler

/// What an adapter can do, said before it is asked to.
package struct AdapterManifest: Hashable, Sendable {
    package var name: String
    /// The parts of a region that it can play; a load balancer plays traffic, a database data.
    package var parts: Set<Environment.Part>
    package var actions: [ActionCatalogue.Declaration]
    /// What it can make ready: `Effect.prepare` and `Effect.release` of these are for it.
    package var prepares: Set<ActionCatalogue.Preparable>
    /// Its server refuses an effect of a superseded epoch; otherwise the executor checks before each effect.
    package var enforcesEpoch: Bool
    /// Nobody reaches what it leads clients to in another way, so that its fence holds whatever becomes of the data's own.
    package var confirmsFence: Bool
    /// The finest share that it can set.
    package var weightStep: BasisPoints
    /// How long after a shift real traffic has followed, such as the time-to-live of a DNS answer.
    package var settleTime: Milliseconds

    package init(
        name: String, parts: Set<Environment.Part>, actions: [ActionCatalogue.Declaration] = [],
        prepares: Set<ActionCatalogue.Preparable> = [], enforcesEpoch: Bool, confirmsFence: Bool = false,
        weightStep: BasisPoints = BasisPoints(1),
        settleTime: Milliseconds = .zero
    ) {
        self.name = name
        self.parts = parts
        self.actions = actions
        self.prepares = prepares
        self.enforcesEpoch = enforcesEpoch
        self.confirmsFence = confirmsFence
        self.weightStep = weightStep
        self.settleTime = settleTime
    }
}
