#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Leads every job that is enqueued on a hunting thread to that thread's scheduler, and leaves all other threads alone.
///
/// `Task.sleep` and `Task.yield` go past the runtime's hook: nothing that is hunted may use them.
enum SchedulerHooks {
    private typealias Original = @convention(thin) (UnownedJob) -> Void
    private typealias Hook = @convention(thin) (UnownedJob, Original) -> Void

    private static let key: pthread_key_t = {
        var key = pthread_key_t()
        pthread_key_create(&key, nil)
        return key
    }()

    /// The runtime reads this variable before it hands a job to its thread pool.
    private static let isInstalled: Bool = {
        guard let symbol = dlsym(dlopen(nil, RTLD_NOW), "swift_task_enqueueGlobal_hook") else { return false }
        symbol.assumingMemoryBound(to: Hook?.self).pointee = { job, original in
            if let scheduler = SchedulerHooks.current { scheduler.enqueue(job) } else { original(job) }
        }
        return true
    }()

    private static var current: HuntScheduler? {
        pthread_getspecific(key).map { Unmanaged<HuntScheduler>.fromOpaque($0).takeUnretainedValue() }
    }

    /// While `body` runs, this thread's jobs belong to `scheduler`.
    static func leading<Result>(to scheduler: HuntScheduler, _ body: () throws -> Result) rethrows -> Result {
        precondition(isInstalled, "this Swift runtime has no hook for global jobs")
        let outer = pthread_getspecific(key)
        pthread_setspecific(key, Unmanaged.passUnretained(scheduler).toOpaque())
        defer { pthread_setspecific(key, outer) }
        return try body()
    }
}
