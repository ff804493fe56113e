/// What becomes of one request for an effect.
package enum Fate: String, Hashable, Sendable, CaseIterable {
    case done
    case refused, conflict, invalid, unreachable
    /// It never arrives; the caller hears nothing.
    case lostRequest = "lost_request"
    /// Brought about; the caller hears nothing.
    case lostReply = "lost_reply"
    /// Brought about on time; the caller hears of it when it is too late.
    case lateReply = "late_reply"
    /// Brought about after the caller has given up.
    case lateEffect = "late_effect"
    /// Stops half way; the caller hears nothing.
    case half
    /// Brought about; the caller's task does not end when it is cancelled.
    case deaf
    /// Refused; the caller's task does not end when it is cancelled, and answers long after its time.
    case overdue
    /// It never arrives; the caller sends it once more after its time, unless it is cancelled.
    case sentAgain = "sent_again"
    /// Refused; somebody scales the region by hand in that moment. Nobody does anything else by hand: it is as refused.
    case byHand = "by_hand"
}
