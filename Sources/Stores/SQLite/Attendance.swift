import Engine

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// That a process which executes a run has not ended: an advisory lock, which the system takes back when the process
/// ends however it ends. It spares a successor the wait for the lease; a process that hangs has it for ever.
final class Attendance: Sendable {
    let path: String
    private let file: CInt

    private init(path: String, file: CInt) {
        self.path = path
        self.file = file
    }

    deinit { close(file) }

    /// Nil when another process, or another store of this one, has it.
    static func take(_ path: String) throws(StoreError) -> Attendance? {
        while true {
            guard let attendance = try lock(path) else { return nil }
            // Whoever had it before may have discarded the file between our opening and locking it.
            if attendance.isInPlace { return attendance }
        }
    }

    private static func lock(_ path: String) throws(StoreError) -> Attendance? {
        let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard file >= 0 else { throw .unavailable(StoreWords.attendance(path, String(cString: strerror(errno)))) }
        var lock = Attendance.wholeFile
        guard fcntl(file, Attendance.setCommand, &lock) == 0 else {
            let reason = errno
            close(file)
            if reason == EAGAIN || reason == EACCES { return nil }
            throw .unavailable(StoreWords.attendance(path, String(cString: strerror(reason))))
        }
        return Attendance(path: path, file: file)
    }

    /// Whether somebody has it. Looking neither takes nor disturbs it.
    static func isTaken(_ path: String) -> Bool {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return false }
        defer { close(file) }
        var lock = Attendance.wholeFile
        return fcntl(file, Attendance.lookCommand, &lock) == 0 && lock.l_type != CShort(F_UNLCK)
    }

    /// Notes how many records the database has made durable. Never more than it has, since it is noted after the commit
    /// and, not being flushed, may only fall behind with the power.
    func note(records: Int64) {
        withUnsafeBytes(of: records.littleEndian) { _ = pwrite(file, $0.baseAddress, $0.count, 0) }
    }

    /// How many records were noted; nil when nothing was, or it cannot be read.
    static func notedRecords(_ path: String) -> Int64? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var records: Int64 = 0
        let count = withUnsafeMutableBytes(of: &records) { pread(file, $0.baseAddress, $0.count, 0) }
        return count == MemoryLayout<Int64>.size ? Int64(littleEndian: records) : nil
    }

    private var isInPlace: Bool {
        var (own, found) = (stat(), stat())
        return fstat(file, &own) == 0 && stat(path, &found) == 0 && own.st_ino == found.st_ino
            && own.st_dev == found.st_dev
    }

    func discard() { Attendance.discard(path) }

    static func discard(_ path: String) { unlink(path) }

    private static var wholeFile: flock {
        var lock = flock()
        lock.l_type = CShort(F_WRLCK)
        lock.l_whence = CShort(SEEK_SET)
        return lock
    }

    // Locks of the open file, not of the process: closing another handle of the same file must not drop them.
    #if os(Linux) || os(Android)
        private static let lookCommand: CInt = 36
        private static let setCommand: CInt = 37
    #else
        private static let lookCommand: CInt = 92
        private static let setCommand: CInt = 90
    #endif
}
