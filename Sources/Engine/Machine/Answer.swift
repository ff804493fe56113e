/// One person's answer to an approval.
package struct Answer: Hashable, Sendable {
    /// By the order in which people appear in the run; the initiator is 0.
    package var person: UInt8
    /// A bit for each of the plan's roles that the person is in.
    package var roles: UInt64
    package var isGranted: Bool

    package init(person: UInt8, roles: UInt64, isGranted: Bool) {
        self.person = person
        self.roles = roles
        self.isGranted = isGranted
    }
}
