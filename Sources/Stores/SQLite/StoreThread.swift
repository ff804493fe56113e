import Dispatch

/// Where the store waits for the disk: a thread that is nobody else's to wait for.
final class StoreThread: TaskExecutor {
    private let queue = DispatchQueue(label: "switchyard.store")

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
