#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// An advisory lock on a file of its own; the system releases it when its holder dies.
final class FileLock: Sendable {
    private let path: String
    private let descriptor: Int32

    init(path: String) throws(WorldFileError) {
        self.path = path
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw .unavailable(path: path, String(cString: strerror(errno))) }
    }

    deinit { close(descriptor) }

    func acquire() throws(WorldFileError) {
        while flock(descriptor, LOCK_EX) != 0 {
            guard errno == EINTR else { throw .unavailable(path: path, String(cString: strerror(errno))) }
        }
    }

    func release() { _ = flock(descriptor, LOCK_UN) }
}
