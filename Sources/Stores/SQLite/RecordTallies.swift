import Engine
import Synchronization

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// How many records of each run the database has made durable, noted beside it, so that a log of it which lost its end
/// cannot pass for the whole.
///
/// Never more than it has, since it is noted after the commit and, not being flushed, may only fall behind with the
/// power.
final class RecordTallies: Sendable {
    private let directory: String
    /// Open files, by run.
    private let files = Mutex<[String: CInt]>([:])

    init(directory: String) { self.directory = directory }

    deinit { files.withLock { for file in $0.values { close(file) } } }

    func note(_ records: Int64, of run: String) {
        guard let file = file(of: run) else { return }
        withUnsafeBytes(of: records.littleEndian) { _ = pwrite(file, $0.baseAddress, $0.count, 0) }
    }

    /// Zero when nothing was noted or it cannot be read.
    func noted(of run: String) -> Int64 {
        guard Attendances.isUsable(run) else { return 0 }
        let file = open(path(of: run), O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return 0 }
        defer { close(file) }
        var records: Int64 = 0
        let count = withUnsafeMutableBytes(of: &records) { pread(file, $0.baseAddress, $0.count, 0) }
        return count == MemoryLayout<Int64>.size ? Int64(littleEndian: records) : 0
    }

    /// The run has ended, and the database has all of it.
    func forget(_ run: String) {
        files.withLock { files in
            if let file = files.removeValue(forKey: run) { close(file) }
        }
        unlink(path(of: run))
    }

    private func file(of run: String) -> CInt? {
        files.withLock { files in
            if let file = files[run] { return file }
            let file = open(path(of: run), O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
            guard file >= 0 else { return nil }
            files[run] = file
            return file
        }
    }

    private func path(of run: String) -> String { "\(directory)/\(run).records" }
}
