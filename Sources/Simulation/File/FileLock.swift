#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// An advisory lock on a file of its own; the system releases it when its holder dies. One that is suspended keeps it, so
/// nobody waits for ever.
final class FileLock: Sendable {
    private let path: String
    private let descriptor: Int32

    init(path: String) throws(WorldFileError) {
        self.path = path
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw .unavailable(path: path, String(cString: strerror(errno))) }
    }

    deinit { close(descriptor) }

    private static let patience = Duration.seconds(10)

    func acquire() throws(WorldFileError) {
        let limit = ContinuousClock.now + FileLock.patience
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            guard errno == EINTR || errno == EWOULDBLOCK else {
                throw .unavailable(path: path, String(cString: strerror(errno)))
            }
            guard ContinuousClock.now < limit else {
                throw .unavailable(path: path, "another process has kept it locked for \(FileLock.patience)")
            }
            usleep(1000)
        }
    }

    func release() { _ = flock(descriptor, LOCK_UN) }
}
