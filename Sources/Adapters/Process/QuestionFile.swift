import Glibc
import SystemPackage

/// A request in a file that has no name any more: a program that does not read it breaks no pipe.
enum QuestionFile {
    /// At its beginning; whoever has it closes it.
    static func open(holding text: String) throws -> FileDescriptor {
        var name = Array("/tmp/switchyard-XXXXXX".utf8CString)
        let raw = mkstemp(&name)
        guard raw >= 0 else { throw Errno(rawValue: errno) }
        _ = unlink(name)
        _ = fcntl(raw, F_SETFD, FD_CLOEXEC)
        let file = FileDescriptor(rawValue: raw)
        do {
            _ = try file.writeAll(text.utf8)
            _ = try file.seek(offset: 0, from: .start)
            return file
        } catch {
            try? file.close()
            throw error
        }
    }
}
