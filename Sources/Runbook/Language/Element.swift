/// One element of a sequence: a step, or blocks that run side by side and are joined before the next element.
package enum Element: Hashable, Sendable {
    case step(Step)
    case parallel([[Element]], SourceSpan)
}
