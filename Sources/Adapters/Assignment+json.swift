import Engine
import Runbook

extension Assignment {
    /// What whoever acts for us is told besides what it is about, as `docs/process-adapter.md` has it.
    var members: [JSON.Member] {
        [
            JSON.Member("key", .string(key)), JSON.Member("run", .string(run)), JSON.Member("step", .string(step)),
            JSON.Member("epoch", .integer(epoch.rawValue)), JSON.Member("mode", .string(mode.rawValue)),
            JSON.Member("undo", .bool(isUndo)), JSON.Member("timeout_ms", .integer(timeout.rawValue)),
        ]
    }
}
