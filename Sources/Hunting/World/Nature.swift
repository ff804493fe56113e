/// What the regions of an environment are like, beside what is declared of them.
package struct Nature: Hashable, Sendable {
    /// Its servers refuse an effect of a superseded epoch.
    package var enforcesEpoch: Bool
    /// A region that does not answer can be fenced by a means that does not depend on it.
    package var fencesFromOutside: Bool
    /// How long real traffic takes to follow a shift.
    package var settleSeconds: Int

    package init(enforcesEpoch: Bool, fencesFromOutside: Bool, settleSeconds: Int) {
        self.enforcesEpoch = enforcesEpoch
        self.fencesFromOutside = fencesFromOutside
        self.settleSeconds = settleSeconds
    }
}
