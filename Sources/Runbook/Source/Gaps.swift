/// What a draft lacks, so that nobody takes it for something that its author did not write.
package struct Gaps: Sendable {
    /// Something that an action names which could not be made sense of as a whole.
    package struct Mention: Sendable {
        package enum Kind: Sendable {
            case parameter, gate, region, service
        }

        package var kind: Kind
        package var name: Located<String>

        package init(_ kind: Kind, _ name: Located<String>) {
            self.kind = kind
            self.name = name
        }
    }

    /// Where each finding begins, in reading order.
    package private(set) var places: [SourcePosition]
    /// Keys that are not known where they stand, and may have been meant as declarations of these names.
    package var strayNames: Set<String>
    /// Parameters that are declared but left out, because their declarations have errors.
    package var parameters: [String] = []
    /// There may be parameters beside those of the value.
    package var lacksParameters = false
    package var lacksGates = false
    /// There may be steps beside those of the value, or a step has no id.
    package var lacksSteps = false
    package var mentions: [Mention] = []

    package init(places: [SourcePosition], strayNames: Set<String>) {
        self.places = places.sorted()
        self.strayNames = strayNames
    }

    /// Whether there is a finding within a span.
    package func touch(_ span: SourceSpan) -> Bool {
        var (low, high) = (0, places.count)
        while low < high {
            let middle = (low + high) / 2
            if places[middle] < span.start { low = middle + 1 } else { high = middle }
        }
        return low < places.count && places[low] <= span.end
    }
}
