import Logging
import Runbook
import Switchyard

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Executes a run in a process of its own, in a new session, with its output in a file.
enum Detachment {
    /// Returns when the run exists; ends with the child's code when it came to nothing.
    static func start(_ request: RunRequest) async throws(OrchestratorError) {
        let run = RunName.make(runbook: FileSystem.stem(of: request.runbook), at: RunName.now)
        _ = try Composition.store(in: request.store)
        let log = FileSystem.join(request.store, "\(run).log")
        let process = try spawn(arguments(naming: run), log: log)
        try await wait(for: process, log, isNew: true) { () throws(OrchestratorError) in
            try await History.exists(run, in: request.store)
        }
        Output.write(run + "\n")
    }

    /// Takes a run up in the background. Returns when it is executed, or has come to rest again.
    static func resume(
        _ run: String, because reason: String?, in store: String, _ execution: ExecutionOptions?, _ log: Logger
    ) async throws(OrchestratorError) {
        var arguments = [CommandLine.arguments[0], "resume", run, "--store", store, "--log-level", "\(log.logLevel)"]
        if let reason { arguments.append("--reason=\(reason)") }
        if let execution {
            arguments += ["--speed", execution.speed.description]
            if execution.yes { arguments.append("--yes") }
            if execution.json { arguments.append("--json") }
        }
        let file = FileSystem.join(store, "\(run).log")
        let before = try await History.records(of: run, in: store)
        let process = try spawn(arguments, log: file)
        try await wait(for: process, file, isNew: false) { () throws(OrchestratorError) in
            try await History.records(of: run, in: store) > before
        }
        Output.write(run + "\n")
    }

    /// Until it has begun. Ends with the child's code when it came to nothing.
    private static func wait(
        for process: pid_t, _ log: String, isNew: Bool, _ hasBegun: () async throws(OrchestratorError) -> Bool
    ) async throws(OrchestratorError) {
        for _ in 0..<300 {
            if try await hasBegun() { return }
            var status: Int32 = 0
            if waitpid(process, &status, WNOHANG) == process {
                if try await hasBegun() { return }
                Output.complain(FileSystem.text(of: log))
                let code = status & 0x7F == 0 ? (status >> 8) & 0xFF : ExitStatus.failed.rawValue
                if isNew { unlink(log) }
                Output.exit(ExitStatus(rawValue: code))
            }
            try? await Task.sleep(for: .milliseconds(50))
        }
        throw OrchestratorError(.interrupted, "the run has not begun within 15s", help: "Look into \(log)")
    }

    /// Our own arguments, but for the one that brought us here.
    private static func arguments(naming run: String) -> [String] {
        CommandLine.arguments.filter { $0 != "--detach" } + ["--run-name", run]
    }

    private static func spawn(_ arguments: [String], log: String) throws(OrchestratorError) -> pid_t {
        keepDescriptors()
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, log, O_WRONLY | O_CREAT | O_APPEND, 0o644)
        posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        posix_spawnattr_setflags(&attributes, newSession)
        var pointers: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
        defer { for pointer in pointers { free(pointer) } }
        var process: pid_t = 0
        let code = posix_spawn(&process, executable, &actions, &attributes, &pointers, environ)
        guard code == 0 else {
            throw OrchestratorError(
                .interrupted, "the background process cannot be started: \(String(cString: strerror(code)))")
        }
        return process
    }

    /// Whatever else is open here, such as a pipe that somebody reads to its end, is not open there.
    private static func keepDescriptors() {
        let most = min(sysconf(CInt(_SC_OPEN_MAX)), 4096)
        for descriptor in 3..<CInt(max(3, most)) { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    }

    #if canImport(Darwin)
        private static let newSession = Int16(POSIX_SPAWN_SETSID)
        private static var executable: String { CommandLine.arguments[0] }
    #else
        /// `POSIX_SPAWN_SETSID`, which is a macro that Swift does not see.
        private static let newSession: Int16 = 0x80
        private static let executable = "/proc/self/exe"
    #endif
}
