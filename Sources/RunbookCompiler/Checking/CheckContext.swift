package import Runbook

/// What a runbook is checked against: the environment, if it is known, and what the command line adds.
package struct CheckContext {
    /// Where child runbooks are found.
    package var library: any RunbookLibrary
    /// None when only the text is checked: regions and services are then those that the runbook names.
    package var environment: Environment?
    /// Parameters as given on the command line, in raw text that the parameter's type reads.
    package var parameters: [String: String]
    /// The mode in which the run starts; both are checked when nil.
    package var mode: Mode?
    package var actions: ActionCatalogue
    /// How finely the traffic adapter can set a weight.
    package var weightStep: BasisPoints
    /// How long real traffic takes to follow a hop: the time-to-live of DNS answers.
    package var settleTime: Milliseconds

    package init(
        library: any RunbookLibrary = EmptyLibrary(), environment: Environment? = nil,
        parameters: [String: String] = [:], mode: Mode? = nil, actions: ActionCatalogue = ActionCatalogue([]),
        weightStep: BasisPoints = BasisPoints(1), settleTime: Milliseconds = .seconds(30)
    ) {
        self.library = library
        self.environment = environment
        self.parameters = parameters
        self.mode = mode
        self.actions = actions
        self.weightStep = weightStep
        self.settleTime = settleTime
    }

    /// The modes in which a run may find itself: a planned one may become an emergency, never the reverse.
    package var modes: [Mode] { mode == .emergency ? [.emergency] : [.planned, .emergency] }
}
