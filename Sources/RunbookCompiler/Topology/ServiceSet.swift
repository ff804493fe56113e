/// A set of services, small enough to be copied and compared for nothing.
package struct ServiceSet: Hashable, Sendable {
    /// The most services that an environment may have.
    package static let capacity = 128

    private var bits: UInt128

    package init() { bits = 0 }

    package init(_ services: some Sequence<ServiceIndex>) {
        bits = 0
        for service in services { insert(service) }
    }

    package var isEmpty: Bool { bits == 0 }
    package var count: Int { bits.nonzeroBitCount }

    package mutating func insert(_ service: ServiceIndex) { bits |= 1 << UInt128(service.rawValue) }
    package func contains(_ service: ServiceIndex) -> Bool { bits & (1 << UInt128(service.rawValue)) != 0 }
    package func union(_ other: ServiceSet) -> ServiceSet { ServiceSet(bits: bits | other.bits) }
    package func intersection(_ other: ServiceSet) -> ServiceSet { ServiceSet(bits: bits & other.bits) }
    package func subtracting(_ other: ServiceSet) -> ServiceSet { ServiceSet(bits: bits & ~other.bits) }
    package func isDisjoint(with other: ServiceSet) -> Bool { bits & other.bits == 0 }

    private init(bits: UInt128) { self.bits = bits }
}

extension ServiceSet: Sequence {
    package struct Iterator: IteratorProtocol {
        fileprivate var rest: UInt128

        package mutating func next() -> ServiceIndex? {
            guard rest != 0 else { return nil }
            let index = rest.trailingZeroBitCount
            rest &= rest - 1
            return ServiceIndex(index)
        }
    }

    package func makeIterator() -> Iterator { Iterator(rest: bits) }
}
