/// One person's answer to an approval.
package struct Answer: Hashable, Sendable {
    /// By the order in which people appear in the run; the initiator is 0.
    package var person: UInt8
    /// A bit for each of the plan's roles that the person is in.
    package var roles: UInt64
    package var isGranted: Bool
    /// The numbers that the person saw; nil from who was shown none.
    package var seen: ApprovalTerms?
    /// The same numbers when the answer was heard.
    package var found: ApprovalTerms?

    package init(
        person: UInt8, roles: UInt64, isGranted: Bool, seen: ApprovalTerms? = nil, found: ApprovalTerms? = nil
    ) {
        self.person = person
        self.roles = roles
        self.isGranted = isGranted
        self.seen = seen
        self.found = found
    }
}
