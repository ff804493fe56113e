/// Where an executor meets the outside, and may die.
package enum Boundary: String, Hashable, Sendable, CaseIterable {
    case beforeAppend = "before an append"
    case afterAppend = "after an append"
    case beforeEffect = "before an effect"
    case afterEffect = "after an effect was sent"
    case beforeLook = "before a look"
    case afterLook = "after a look"
    case beforeSample = "before a sample"
    case afterSample = "after a sample"
    case beforeConclusion = "before the end is noted"
    case afterConclusion = "after the end is noted"
}
