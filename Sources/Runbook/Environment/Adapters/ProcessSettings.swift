/// A program that looks and acts for us, and what it can be asked to do.
package struct ProcessSettings: AdapterKind {
    package static let name = "process"
    package static let parts: [Environment.Part] = [.capacity, .health, .actions, .notifications]

    /// The program's path and its arguments; there is no shell.
    package var program: [Located<String>]
    /// Those that it looks after; all when there are none.
    package var services: [Located<String>]
    package var actions: [OfferedAction]
    /// Of a look, a measurement or an examination.
    package var timeout: Milliseconds

    package static let standardTimeout = Milliseconds.seconds(10)

    package init(
        program: [Located<String>], services: [Located<String>] = [], actions: [OfferedAction] = [],
        timeout: Milliseconds = ProcessSettings.standardTimeout
    ) {
        self.program = program
        self.services = services
        self.actions = actions
        self.timeout = timeout
    }

    package var placeless: ProcessSettings {
        ProcessSettings(
            program: program.map(\.placeless), services: services.map(\.placeless), actions: actions.map(\.placeless),
            timeout: timeout)
    }
}
