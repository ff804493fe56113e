import Runbook
package import RunbookCompiler
package import World

/// The numbers that people approve, and whether they still hold when they are needed.
extension RunMachine {
    /// The shifts and promotions that an approval stands before.
    package func guarded(by approval: NodeID) -> [NodeID] {
        guard isKnown(approval), case .approval(let index) = plan.nodes[approval.index].kind else { return [] }
        return guards.guarded[index]
    }

    /// The numbers that an approval is about, as a world shows them.
    package func terms(of approval: NodeID, in world: WorldState) -> ApprovalTerms {
        guarded(by: approval).map { terms(for: $0, in: world) }.reduce(ApprovalTerms()) { worse($0, $1) }
    }

    private func worse(_ left: ApprovalTerms, _ right: ApprovalTerms) -> ApprovalTerms {
        ApprovalTerms(
            lag: [left.lag, right.lag].compactMap { $0 }.max(), loss: [left.loss, right.loss].compactMap { $0 }.max(),
            capacity: [left.capacity, right.capacity].compactMap { $0 }.min())
    }

    /// Of one shift or promotion. What it has nothing to do with, and what cannot be seen, is nil.
    private func terms(for node: NodeID, in world: WorldState) -> ApprovalTerms {
        switch plan.operation(of: node) {
        case .shift(let pair, let services, _):
            let target = plan.pairs[pair].to
            return ApprovalTerms(
                lag: lag(of: plan.topology.stateful, in: target, world),
                capacity: least(services.map { world[target, $0].capacity }))
        case .promote(let target, let services, let loss):
            let bound = loss.bound(in: state.mode)
            let lag = lag(of: services, in: target, world)
            let isWriter = services.allSatisfy { world[target, $0].role == .writer }
            return ApprovalTerms(lag: lag, loss: isWriter ? nil : min(lag ?? bound, bound))
        default:
            return ApprovalTerms()
        }
    }

    /// How far behind standbys are; nil when there are none or one of them is not known.
    private func lag(of services: ServiceSet, in region: RegionIndex, _ world: WorldState) -> Milliseconds? {
        let lags = lags(of: services, in: region, world)
        let known = lags.compactMap { $0 }
        return known.count == lags.count ? known.max() : nil
    }

    private func lags(of services: ServiceSet, in region: RegionIndex, _ world: WorldState) -> [Milliseconds?] {
        services.filter {
            plan.topology.regions[region.index].services.contains($0) && world[region, $0].role == .standby
        }.map { world[region, $0].lag }
    }

    /// A lag that was approved cannot be seen where traffic is to go. The safety check waits for the other numbers.
    func awaitsApprovedLag(before node: NodeID, in world: WorldState) -> Bool {
        guard let approvals = guards.guards[node], case .shift(let pair, _, _) = plan.operation(of: node) else {
            return false
        }
        let isApproved = approvals.contains { approval in
            guard case .approval(let index) = plan.nodes[approval.index].kind else { return false }
            return state.approved[index]?.lag != nil
        }
        return isApproved && lags(of: plan.topology.stateful, in: plan.pairs[pair].to, world).contains(nil)
    }

    private func least(_ values: [BasisPoints?]) -> BasisPoints? {
        let known = values.compactMap { $0 }
        return known.count == values.count ? known.min() : nil
    }

    /// Why an approved effect may not begin in this world: the first of its approvals that has expired, or now does.
    mutating func expiredApproval(before node: NodeID, in world: WorldState) -> Cause.Reason? {
        guard let approvals = guards.guards[node] else { return nil }
        for approval in approvals {
            guard case .approval(let index) = plan.nodes[approval.index].kind else { continue }
            if let growth = state.expired[index] { return .approvalExpired(approval, growth) }
            guard let approved = state.approved[index],
                let growth = approved.growth(to: terms(for: node, in: world))
            else { continue }
            state.expired[index] = growth
            state.approved[index] = nil
            state.grants[index] = 0
            return .approvalExpired(approval, growth)
        }
        return nil
    }

    /// Whether a step waits for an approval to be given anew.
    func hasExpiredApproval(before node: NodeID) -> Bool {
        (guards.guards[node] ?? []).contains { approval in
            guard case .approval(let index) = plan.nodes[approval.index].kind else { return false }
            return state.expired[index] != nil
        }
    }
}
