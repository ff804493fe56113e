/// An element of a sequence once its steps have entries.
enum LinkedElement {
    /// Into `LinkedRunbook.entries`.
    case step(Int)
    case parallel([[LinkedElement]])
}
