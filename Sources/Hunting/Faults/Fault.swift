package import Runbook

/// One thing that goes wrong, or that people do, in a story; counted so that each can be left out alone.
package enum Fault: Hashable, Sendable {
    /// What becomes of the n-th request.
    case fate(request: Int, Fate)
    case look(Int, LookFault)
    case sample(Int, SampleFault)
    case answer(Int, AnswerFate)
    case outage(Outage)
    /// At the n-th boundary: the executor dies, and is taken over after a while by a machine whose clock is off.
    case crash(boundary: Int, down: Milliseconds, jump: Milliseconds)
    /// At the n-th boundary: the executor sleeps, is taken over meanwhile, and wakes to a clock that somebody set.
    case suspend(boundary: Int, length: Milliseconds, jump: Milliseconds)
    /// At the n-th boundary: the clock of the executor leaps.
    case clock(boundary: Int, jump: Milliseconds)
    case order(boundary: Int, HuntOrder)
    /// An earlier outcome of the same executor arrives once more.
    case echo(boundary: Int, Int)
    case store(StoreFault)
    /// What a person does when the run rests for the n-th time.
    case rest(Int, HuntOrder)
}

package enum LookFault: Hashable, Sendable {
    case blind
    case slow(Milliseconds)
}

package enum SampleFault: Hashable, Sendable {
    case breach, unknown, stale
    case slow(Milliseconds)
}

/// How people answer a question.
package enum AnswerFate: String, Hashable, Sendable, CaseIterable {
    case granted, declined, silent
    /// The same person twice, somebody without the role, and whoever started the run; the right ones at last.
    case muddled
    /// Granted by one person alone.
    case single
    /// The right ones, who took their time between looking and answering.
    case late
}
