/// Every checker, in the order in which they are asked.
package enum AllCheckers {
    package static let types: [any HuntChecker.Type] = [
        LiveEqualsReplay.self, JournalBeforeEffect.self, GaplessJournal.self, SupersededExecutor.self,
        RepeatedEffect.self, RepeatedAction.self, TrueAnswer.self, TwoWriters.self, WholeWeights.self, FitReceiver.self,
        LossWithinBound.self, UndoOverDoubt.self, DoubtBeforeRollback.self, NoReturn.self, RolledBack.self,
        Succeeded.self, QuietAfterEnd.self, FinallyOnce.self, GatePasses.self, WatchBegins.self,
        WatchStops.self, FullTime.self, ShareAsAsked.self, ApprovalGiven.self, ApprovedNumbers.self, PauseRests.self,
        LookAfterTakeOver.self, LookedAtIsOver.self,
    ]
}
