package import RunbookCompiler

/// One thing that can happen next. What goes wrong, and what people do unasked, costs a fault.
package struct Move: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        /// A node's look is answered with what can be seen.
        case look(NodeID)
        /// The time of a node is over while it looks or is not allowed to begin.
        case runOut(NodeID)
        /// The pause before a node's next attempt is over.
        case tryAgain(NodeID)
        /// An effect is brought about, and says so.
        case succeed(NodeID)
        /// An effect is certainly not brought about, this time.
        case refuse(NodeID)
        /// It never can be.
        case refuseForGood(NodeID)
        /// The answer to an effect is lost; it may act, now or later.
        case lose(NodeID)
        /// The same, and there is no time for another attempt.
        case loseAtTheEnd(NodeID)
        /// A stray effect acts after all.
        case land(flight: Int)
        /// A stray effect will act no more.
        case vanish(flight: Int)
        /// Looking does not help: a doubt is left to people.
        case giveUp(NodeID)
        /// A gate or an approval passes, or a wait is over.
        case pass(NodeID)
        /// A gate's or a watch's samples breach, or are unknown, for longer than is tolerated.
        case breach(sampler: Int)
        case goBlind(sampler: Int)
        case decline(NodeID)
        case leaveUnanswered(NodeID)
        /// The time of a run is over: its deadline, what is reserved for a rollback, or what `finally` has.
        case deadline, reserve, finallyBudget
        case crash
        case rollback, stop
        case skip(NodeID)
        case retry(NodeID)
        case loss(Loss)
        case comeback(Loss)
    }

    package var kind: Kind
    /// Faults that it costs.
    package var cost: Int

    package init(_ kind: Kind, cost: Int) {
        self.kind = kind
        self.cost = cost
    }
}
