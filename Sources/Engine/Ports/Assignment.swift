package import Runbook
package import RunbookCompiler
package import World

/// One effect for an adapter to bring about.
package struct Assignment: Sendable {
    package var effect: Effect
    /// The action behind `Effect.custom`.
    package var action: PlanAction?
    /// The message behind `Effect.notify`, ready to be sent.
    package var notice: PlanNotice?
    package var mode: Mode
    package var epoch: Epoch
    package var run: String
    package var step: String
    package var isUndo: Bool
    /// The adapter answers within this time; whatever has not been confirmed by then is in doubt.
    package var timeout: Milliseconds

    /// The same for each attempt of the same step of the same run.
    package var key: String { isUndo ? "\(run)/\(step)/undo" : "\(run)/\(step)" }

    package init(
        effect: Effect, action: PlanAction? = nil, notice: PlanNotice? = nil, mode: Mode, epoch: Epoch, run: String,
        step: String, isUndo: Bool, timeout: Milliseconds
    ) {
        self.effect = effect
        self.action = action
        self.notice = notice
        self.mode = mode
        self.epoch = epoch
        self.run = run
        self.step = step
        self.isUndo = isUndo
        self.timeout = timeout
    }
}
