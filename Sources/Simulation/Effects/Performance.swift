package import Engine
package import Runbook

/// How an effect will go that has been begun. Nothing has changed yet.
package struct Performance: Hashable, Sendable {
    package enum Course: Hashable, Sendable {
        /// Answered without anything being done.
        case answer(EffectReport)
        /// It is done after a while, and then reported, unless the report is lost.
        case work(isReplyLost: Bool)
        /// Lost on the way: nothing is done and nobody answers.
        case silence
    }

    package var course: Course
    /// When it was begun, on the world's clock.
    package var begunAt: Milliseconds
    /// From the beginning until the world changes.
    package var commitAfter: Milliseconds
    /// From then until the answer.
    package var replyAfter: Milliseconds
}
