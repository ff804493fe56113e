/// How traffic and the writer's role are moved; each is a runbook of that name.
public enum FailoverStrategy: String, Sendable, CaseIterable {
    /// One hop, when there is no time to measure in between.
    case immediate
    /// In measured increments.
    case gradual
    /// A twentieth first, then gradually.
    case canary
    /// The target at full strength first, one switch, and the source kept warm for the way back.
    case blueGreen = "blue_green"
}
