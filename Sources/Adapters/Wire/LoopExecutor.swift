import NIOCore
import NIOPosix

/// Runs tasks on an event loop, where their questions are asked and answered: nobody is woken elsewhere for it.
final class LoopExecutor: TaskExecutor {
    private let loop: any EventLoop

    init(_ loop: any EventLoop) { self.loop = loop }

    /// One for each loop there is.
    static let all: [LoopExecutor] = MultiThreadedEventLoopGroup.singleton.makeIterator().map(LoopExecutor.init)

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        loop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }

    /// Ends early when the task is cancelled.
    func sleep(for length: Duration) async {
        let parts = length.components
        let wait = TimeAmount.seconds(parts.seconds) + .nanoseconds(parts.attoseconds / 1_000_000_000)
        let alarm = loop.scheduleTask(in: wait) {}
        await withTaskCancellationHandler {
            _ = try? await alarm.futureResult.get()
        } onCancel: {
            alarm.cancel()
        }
    }
}
