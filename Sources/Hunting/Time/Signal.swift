/// Something that is waited for by one task and happens once. Confined to its scheduler's thread.
final class Signal: @unchecked Sendable {
    private(set) var isRaised = false
    private var waiter: UnsafeContinuation<Void, Never>?

    func raise() {
        guard !isRaised else { return }
        isRaised = true
        waiter.take()?.resume()
    }

    /// Returns when it is raised, whether or not the waiting task is cancelled.
    func wait() async {
        if isRaised { return }
        await withUnsafeContinuation { continuation in
            if isRaised { continuation.resume() } else { waiter = continuation }
        }
    }

    /// Returns when it is raised; cancelling the waiting task raises it.
    func waitOrCancel() async {
        if isRaised { return }
        await withTaskCancellationHandler {
            await wait()
        } onCancel: {
            raise()
        }
    }
}
