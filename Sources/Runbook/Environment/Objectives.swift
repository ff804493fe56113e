extension Environment {
    /// What a failover must achieve; nil where nobody has said.
    package struct Objectives: Hashable, Sendable {
        /// The longest interruption.
        package var rto: Milliseconds?
        /// The most writes, as time, that may be lost.
        package var rpo: Milliseconds?

        package init(rto: Milliseconds? = nil, rpo: Milliseconds? = nil) {
            self.rto = rto
            self.rpo = rpo
        }
    }

    /// A region's own objectives outrank the environment's.
    package func objectives(region: String) -> Objectives {
        let own = regions.first { $0.name.value == region }?.objectives
        return Objectives(rto: own?.rto ?? objectives.rto, rpo: own?.rpo ?? objectives.rpo)
    }
}
