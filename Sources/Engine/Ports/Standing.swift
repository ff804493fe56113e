/// What a store remembers of an environment's regions from one run to the next, by name.
package struct Standing: Hashable, Sendable {
    package struct Place: Hashable, Sendable, Comparable {
        package var region: String
        package var service: String

        package init(region: String, service: String) {
            self.region = region
            self.service = service
        }

        package static func < (left: Self, right: Self) -> Bool {
            (left.region, left.service) < (right.region, right.service)
        }
    }

    /// The region that was last seen as the writer of each service.
    package var writers: [String: String]
    /// Left without a confirmed fence, and not seen fenced or rebuilt since.
    package var unfenced: Set<Place>

    package init(writers: [String: String] = [:], unfenced: Set<Place> = []) {
        self.writers = writers
        self.unfenced = unfenced
    }
}
